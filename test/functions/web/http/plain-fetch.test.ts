import { expect, test } from 'vitest'
import * as plain from '../../../../functions/web/http/plain-fetch.ts'
import fc, { runs } from '../../../fc.ts'

const RUNS = { numRuns: runs(300) }
const NATIVE = { Headers, Request, Response }
/** Two kinds of classes, taken for one. */
const KINDS = [plain as unknown as typeof NATIVE, NATIVE] as const

const name = fc.constantFrom(
  'A',
  'a',
  'Set-Cookie',
  'set-cookie',
  'content-type',
  'x-1',
  'Location',
  '',
  'a b',
  'ä',
  'a:',
)
const value = fc.oneof(
  fc.constantFrom('', 'b', ' c\t', 'd\r\ne', 'f\r\n', '\0', 'é', '中', 'text/html; charset=UTF-8', 'a=1; Path=/'),
  fc.string(),
)
const fields = fc.array(fc.tuple(name, value), { maxLength: 5 })
const named = fields.map((pairs) => Object.fromEntries(pairs))

const shown = (headers: Headers) => ({ all: [...headers], cookies: headers.getSetCookie() })

/** What comes of it, or what kind of error. */
function tried<T>(work: () => T): T | string {
  try {
    return work()
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown'
  }
}

const alike = async (work: (classes: typeof NATIVE) => unknown) => {
  const [own, theirs] = await Promise.all(
    KINDS.map(async (classes) => {
      try {
        return await work(classes)
      } catch {
        return 'refused'
      }
    }),
  )
  expect(own).toEqual(theirs)
}

test('headers keep, join and refuse what those of Node do', async () => {
  const act = fc.tuple(fc.constantFrom('set', 'append', 'delete', 'get', 'has'), name, value)
  await fc.assert(
    fc.asyncProperty(fc.oneof(fields, named), fc.array(act, { maxLength: 8 }), (init, acts) =>
      alike(({ Headers }) => {
        const headers = new Headers(init as HeadersInit)
        const said = acts.map(([what, of, to]) =>
          tried(() => (headers[what as 'set'] as (...all: string[]) => unknown)(of, to)),
        )
        const each: unknown[] = []
        headers.forEach((one, key) => void each.push([key, one]))
        return { said, each, again: shown(new Headers(headers)), ...shown(headers) }
      }),
    ),
    RUNS,
  )
})

const bytes = fc.uint8Array({ maxLength: 20 }).map((of) => new Uint8Array(of))
const content = fc.oneof(
  fc.constantFrom(null, undefined, '', '\ufeff一', '\ud800', 'a=1&b=%E4%B8%80'),
  fc.string({ unit: 'grapheme' }),
  bytes,
  bytes.map(({ buffer }) => buffer),
)
const READINGS = ['text', 'arrayBuffer', 'json'] as const

test('an answer is what one of Node is: status, headers, and what is read of it, once', async () => {
  const status = fc.constantFrom(undefined, 200, 201, 204, 303, 304, 404, 503, 199, 600)
  await fc.assert(
    fc.asyncProperty(content, status, fields, fc.constantFrom(...READINGS), (body, code, pairs, reading) =>
      alike(async ({ Response }) => {
        const init = { headers: pairs as [string, string][], ...(code !== undefined && { status: code }) }
        const first = new Response(body, init)
        // As Hono adds a header to what is answered.
        const answer = new Response(first.body, first)
        const before = [answer.status, answer.ok, shown(answer.headers), answer.bodyUsed, answer.body === null]
        const text = await answer[reading]().catch((error: Error) => error.name)
        const again = await answer.text().catch((error: Error) => error.name)
        return [before, text instanceof ArrayBuffer ? [...new Uint8Array(text)] : text, again, answer.bodyUsed]
      }),
    ),
    RUNS,
  )
})

test('JSON, forms and whole bodies are what they are of Node', async () => {
  await alike(async ({ Response }) => {
    const [plainly, typed] = [
      Response.json({ a: '一' }),
      Response.json([], { status: 422, headers: { 'Content-Type': 'b' } }),
    ]
    return [shown(plainly.headers), await plainly.text(), typed.status, shown(typed.headers)]
  })
  await alike(async ({ Response }) => {
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const form = await new Response(new TextEncoder().encode('a=1&a=%E4%B8%80&b='), { headers: type }).formData()
    return [...form]
  })
  await alike(async ({ Request }) => {
    const reader = new Request('http://a', { method: 'POST', body: 'abc' }).body!.getReader()
    const { done, value } = await reader.read()
    return [done, value && [...value], (await reader.read()).done]
  })
})

test('a request is what one of Node is', async () => {
  const url = fc.constantFrom(
    ...['https://A.b/%zz/一?q=一#x', 'https://a/b/../c', 'https://u:p@a/', 'https://', 'no', 'https://[::1]:80/'],
  )
  const method = fc.constantFrom(undefined, 'GET', 'get', 'POST', 'patch', 'TRACE', 'a b', 'HEAD')
  await fc.assert(
    fc.asyncProperty(url, method, fields, fc.option(bytes, { nil: undefined }), (of, how, pairs, body) =>
      alike(async ({ Request }) => {
        const init = { headers: pairs as [string, string][], ...(how && { method: how }), ...(body && { body }) }
        const first = new Request(of, init)
        const request = body ? new Request(first, { body: new Uint8Array([1]) }) : first
        return [request.url, request.method, shown(request.headers), [...new Uint8Array(await request.arrayBuffer())]]
      }),
    ),
    RUNS,
  )
})
