/** What the front itself answers, where no function does: a sentence, as JSON to a program and as a page to a person. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { PROBLEM_CODES, type ProblemStatus } from '../../schemas/api/problem.ts'

const SAID = {
  foreign: [403, '请在这台电脑上用 localhost 打开平台。'],
  tooLarge: [413, '提交的内容太大，没有执行。'],
  busy: [503, '平台正忙，没有执行。请稍候再试。'],
  stopping: [503, '平台正在停止，没有执行。请等平台重新启动以后再试。'],
  tooLong: [503, '这次操作用时过长，可能没有完成。请刷新页面，查看结果以后再试。'],
  failed: [500, '系统出错，可能没有完成。请刷新页面，查看结果以后再试；仍然不行请与平台管理员联系。'],
} as const satisfies Record<string, readonly [ProblemStatus, string]>

export function refuse(request: IncomingMessage, response: ServerResponse, why: keyof typeof SAID): void {
  const [status, message] = SAID[why]
  const isApi = request.url?.startsWith('/api/')
  const type = isApi ? 'application/json' : 'text/html; charset=utf-8'
  const headers = { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
  const body = isApi ? JSON.stringify({ code: PROBLEM_CODES[status], message }) : page(message)
  response.writeHead(status, headers).end(body)
}

/** Without style or script: those are a function's, too. */
const page = (message: string) =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>操作未成功</title></head><body><main><h1>操作未成功</h1><p>${message}</p><p><a href="/">返回首页</a></p></main></body></html>`
