/** What the web front answers where no function does: while the hub stops, and when a function fails or is too slow. */
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listenForWeb, type WebFront } from '../../../../local/host/fronts/web-front.ts'
import type { Outcome, PooledFunction } from '../../../../local/host/functions/function-pool.ts'
import { Problem } from '../../../../schemas/api/problem.ts'

let front: WebFront
let outcome: Outcome
beforeAll(async () => {
  front = await listenForWeb(0)
  front.open({ size: 2, invoke: async () => outcome } as unknown as PooledFunction)
})
afterAll(() => front.close())

/** @returns status, type of the content, and body */
function ask(path: string, method = 'GET', host = `localhost:${front.port}`): Promise<[number, string, string]> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: front.port, path, method, headers: { host } }, async (answer) => {
      let body = ''
      for await (const part of answer.setEncoding('utf8')) body += part
      resolve([answer.statusCode!, answer.headers['content-type']!, body])
    })
    call.on('error', reject)
    call.end()
  })
}

test.each([
  ['Stopped', 503, 'stopping', '平台正在停止'],
  ['Sandbox.Timedout', 503, 'timed-out', '用时过长'],
  ['Runtime.ExitError', 500, 'broken-off', '系统出错'],
])('%s: a program reads a code and a sentence, a person a page', async (code, status, said, words) => {
  outcome = { ok: false, code, message: 'in English' }
  for (const method of ['GET', 'POST']) {
    const [answered, type, body] = await ask('/api/uploads', method)
    expect([answered, type]).toEqual([status, 'application/problem+json'])
    expect(Problem.parse(JSON.parse(body))).toEqual({
      ...{ type: `urn:yingbao:problem:${said}`, title: '操作未成功', status, code: said },
      ...{ message: expect.stringContaining(words), detail: expect.stringContaining(words) },
    })
    const [shown, html, page] = await ask('/', method)
    expect([shown, html]).toEqual([status, 'text/html; charset=utf-8'])
    expect(page).toContain('<html lang="zh-CN">')
    expect(page).toContain(words)
    expect(page + body).not.toMatch(/English|Unavailable|Error/)
  }
})

test('another name of this computer', async () => {
  expect(await ask('/api/uploads', 'GET', 'elsewhere.example')).toEqual([
    403,
    'application/problem+json',
    expect.stringContaining('localhost'),
  ])
})
