/** A row of the table as it is answered: what fits its schema and nothing else, refused with a code. */
import { expect, test } from 'vitest'
import * as z from 'zod'

import type { WebDeps } from '../../../../functions/web/deps.ts'
import { apiRoute } from '../../../../functions/web/http/api-route.ts'
import { mount } from '../../../../functions/web/http/mount.ts'
import { ROUTES } from '../../../every-route.ts'

const does = { action: 'see', resource: 'portal', open: true } as const
const nothing = { now: () => new Date() } as WebDeps

function answering(said: unknown) {
  const row = apiRoute({
    method: 'POST',
    path: '/api/things/:id',
    summary: 'A thing',
    does,
    params: { id: z.string().regex(/^\d+$/) },
    query: { most: z.string().regex(/^\d+$/).optional() },
    body: z.object({ by: z.string() }),
    answer: z.object({ id: z.string(), rows: z.object({ count: z.int() }) }),
    run: async () => said as { id: string; rows: { count: number } },
  })
  const web = mount([row], nothing)
  web.onError((error) => ('getResponse' in error ? error.getResponse() : new Response(error.message, { status: 500 })))
  const headers = { 'content-type': 'application/json' }
  return async (path: string, body: string) => web.request(path, { method: 'POST', body, headers })
}

test('what a schema does not name is not answered, however deep it stands', async () => {
  const post = answering({ id: '1', key: 'rows/1', rows: { count: 2, sha256: 'x' } })
  const answer = await post('/api/things/1', '{"by":"甲"}')
  expect(await answer.json()).toEqual({ id: '1', rows: { count: 2 } })
})

test('an answer that is not as its schema has it is a fault', async () => {
  for (const said of [{ id: '1' }, { id: '1', rows: { count: '2' } }, undefined])
    expect((await answering(said)('/api/things/1', '{"by":"甲"}')).status).toBe(500)
})

test('a path that cannot be is not found; a body or a query that does not fit is told by its fields', async () => {
  const post = answering({ id: '1', rows: { count: 2 } })
  expect((await post('/api/things/x', '{"by":"甲"}')).status).toBe(404)
  const body = await post('/api/things/1', '{"by":1}')
  expect([body.status, await body.text()]).toEqual([400, '请求的内容不对：by'])
  const query = await post('/api/things/1?most=x', '{"by":"甲"}')
  expect([query.status, await query.text()]).toEqual([400, '网址中的参数不对：most'])
})

test('a body longer than a row takes is not read', async () => {
  const post = answering({ id: '1', rows: { count: 2 } })
  expect((await post('/api/things/1', JSON.stringify({ by: '甲'.repeat(400_000) }))).status).toBe(413)
})

test('the address of a form, reloaded or kept, leads to the page that shows what the form is about', async () => {
  const pages = new Set(ROUTES.filter(({ method }) => method === 'GET').map(({ path }) => path))
  const forms = ROUTES.filter(({ method, path }) => method === 'POST' && !path.startsWith('/api/'))
  expect(forms.filter(({ opens }) => !opens || !pages.has(opens)).map(({ path }) => path)).toEqual([])
  const web = mount(ROUTES, nothing)
  for (const { path, opens } of forms.filter((form) => !pages.has(form.path))) {
    const written = (one: string) => one.replace(/:\w+/g, '440222%20-1')
    const answer = await web.request(written(path))
    expect([path, answer.status, answer.headers.get('location')]).toEqual([path, 303, written(opens!)])
  }
})

test('a look reads once what it asks for twice, an act reads it anew', async () => {
  let reads = 0
  const deadlines = { policy: async () => void reads++ }
  const path = '/api/things'
  const run = async ({ deadlines }: WebDeps) => {
    await deadlines.policy()
    await deadlines.policy()
    return {}
  }
  const rows = (['GET', 'POST'] as const).map((method) =>
    apiRoute({ method, path, summary: 'A thing', does, answer: z.object({}), run }),
  )
  const web = mount(rows, { ...nothing, deadlines } as unknown as WebDeps)
  expect((await web.request(path)).status).toBe(200)
  expect(reads).toBe(1)
  expect((await web.request(path, { method: 'POST' })).status).toBe(200)
  expect(reads).toBe(3)
})
