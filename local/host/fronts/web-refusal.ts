/** The front's own answers: JSON to a program, a page to a person. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { PROBLEM_STATUSES } from '../../../schemas/api/problem.ts'
import { problemOf, refusalSentence } from '../../../wording/refusals.ts'

export type FrontCode = 'host-foreign' | 'body-too-large' | 'busy' | 'stopping' | 'timed-out' | 'broken-off'

export function refuse(request: IncomingMessage, response: ServerResponse, code: FrontCode): void {
  const status = PROBLEM_STATUSES[code]
  const message = refusalSentence(code)
  const isApi = request.url?.startsWith('/api/')
  const type = isApi ? 'application/problem+json' : 'text/html; charset=utf-8'
  const headers = { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
  const body = isApi ? JSON.stringify(problemOf(code, message)) : page(message)
  response.writeHead(status, headers).end(body)
}

const page = (message: string) =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>操作未成功</title></head><body><main><h1>操作未成功</h1><p>${message}</p><p><a href="/">返回首页</a></p></main></body></html>`
