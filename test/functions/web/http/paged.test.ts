/** Lists a page at a time: whatever stands in the list all the while is answered exactly once. */
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { WebDeps } from '../../../../functions/web/deps.ts'
import { mount } from '../../../../functions/web/http/mount.ts'
import { listRoute, pageOf, type Wanted } from '../../../../functions/web/http/paged.ts'
import { listUploads } from '../../../../functions/web/uploads/list-uploads.ts'
import type { Upload } from '../../../../schemas/records/upload.ts'
import { refusalSentence } from '../../../../wording/refusals.ts'

const idOf = ({ id }: { id: string }) => id

function listing(items: () => { id: string }[], latestFirst: boolean) {
  const row = listRoute({
    path: '/api/things',
    summary: 'Things',
    does: { action: 'see', resource: 'portal', open: true },
    item: z.object({ id: z.string() }),
    run: async (_, __, wanted) => pageOf(items(), idOf, wanted, latestFirst),
  })
  const web = mount([row], { now: () => new Date() } as WebDeps)
  web.onError((error) => ('getResponse' in error ? error.getResponse() : new Response(error.message, { status: 500 })))
  return async (query: string) => web.request(`/api/things?${query}`)
}

const lettered = (letters: string) => [...letters].map((id) => ({ id }))

test.each([false, true])(
  'what comes and goes between two pages shifts nothing (latest first: %s)',
  async (latestFirst) => {
    let items = lettered('bdfhj')
    const get = listing(() => items, latestFirst)
    const seen: string[] = []
    let next: string | undefined
    do {
      // As a loop asks that knows no first time.
      const answer = (await (await get(`limit=2&cursor=${next ?? ''}`)).json()) as z.infer<typeof Listed>
      seen.push(...answer.items.map(idOf))
      // What was answered last goes, and something comes before and behind.
      items = [...items.filter(({ id }) => id !== seen.at(-1)), ...lettered(seen.length === 2 ? 'az' : '')]
      next = answer.next
    } while (next)
    expect(
      seen
        .filter((id) => 'bdfhj'.includes(id))
        .sort()
        .join(''),
    ).toBe('bdfhj')
    expect(new Set(seen).size).toBe(seen.length)
  },
)
const Listed = z.object({ items: z.array(z.object({ id: z.string() })), next: z.string().optional() })

test('a page is bounded, and ends without a cursor', async () => {
  const get = listing(() => Array.from({ length: 250 }, (_, i) => ({ id: String(i).padStart(3, '0') })), false)
  const sizes = await Promise.all(
    ['', 'limit=200', 'limit=250', 'limit=0', 'limit=x'].map(async (query) => (await get(query)).status),
  )
  expect(sizes).toEqual([200, 200, 400, 400, 400])
  const first = Listed.parse(await (await get('')).json())
  expect(first.items).toHaveLength(100)
  const last = Listed.parse(await (await get(`limit=200&cursor=${first.next}`)).json())
  expect([last.items.length, last.next]).toEqual([150, undefined])
})

test.each(['x', 'bnVsbA', '%00', Buffer.from('[1]').toString('base64url'), 'A'.repeat(900)])(
  '%s is no cursor',
  async (cursor) => {
    expect((await listing(() => [], false)(`cursor=${cursor}`)).status).toBe(400)
  },
)

describe('a cursor belongs to its list', () => {
  const item = z.object({ id: z.string() })
  const does = { action: 'see', resource: 'portal', open: true } as const
  const run = async (_: unknown, __: unknown, wanted: Wanted) => pageOf(lettered('bdfhj'), idOf, wanted)
  const query = { township: z.string().optional(), show: z.string().optional() }
  const rows = ['/api/things/:county', '/api/others/:county'].map((path) =>
    listRoute({ path, summary: 'Things', does, params: { county: z.string() }, query, item, run }),
  )
  /** Of an office, as `mount` hands it on. */
  const asking = (office?: string) => {
    const web = new Hono()
    const actor = { id: '0'.repeat(16), name: '甲', division: '440222', office, duties: ['clerk'] }
    for (const row of rows)
      web.get(row.path, (c) => {
        c.set('caller', { address: '', browser: undefined, session: { stage: 'signed-in', actor } as never })
        return row.carryOut({} as WebDeps, c)
      })
    web.onError((error) => ('getResponse' in error ? error.getResponse() : Promise.reject(error)))
    return async (path: string) => {
      const answer = await web.request(path)
      return answer.ok ? Listed.parse(await answer.json()) : { status: answer.status, said: await answer.text() }
    }
  }
  const nextOf = async (ask: ReturnType<typeof asking>, path: string) => {
    const page = await ask(path)
    if (!('next' in page)) throw new Error('no next page')
    return page.next
  }

  test('of another list, county, question or office it is refused, and the sentence says what to do', async () => {
    const ask = asking('civil-affairs')
    const next = await nextOf(ask, '/api/things/440222?limit=2&township=440222101')
    const refused = { status: 400, said: refusalSentence('cursor-unfit') }
    for (const path of ['things/440224?township=440222101', 'others/440222?township=440222101'])
      expect(await ask(`/api/${path}&cursor=${next}`)).toEqual(refused)
    for (const question of ['', 'township=440222102&', 'township=440222101&show=began&'])
      expect(await ask(`/api/things/440222?${question}cursor=${next}`)).toEqual(refused)
    const path = `/api/things/440222?township=440222101&cursor=${next}`
    expect(await asking('bank')(path)).toEqual(refused)
    expect(await ask(path)).toEqual({ items: lettered('fhj') })
  })

  test('the limit may change on the way, and the order in which the question is written', async () => {
    const ask = asking()
    const next = await nextOf(ask, '/api/things/440222?limit=2&township=440222101&show=began')
    expect(await ask(`/api/things/440222?show=began&cursor=${next}&limit=3&township=440222101`)).toEqual({
      items: lettered('fhj'),
    })
  })
})

test('of uploads an office gets its own, over divisions and pages, and no record is read without end', async () => {
  const ids = { '440200': 30, '440222': 500 }
  const all = Object.entries(ids).flatMap(([division, n]) =>
    Array.from({ length: n }, (_, i) => uploadOf(division, i, i % 50 === 0 ? 'civil-affairs' : 'bank')),
  )
  let reads = 0
  const uploads = {
    list: async (division: string, limit = 0, after = '~') => {
      const page = all
        .filter((one) => one.division === division && one.id < after)
        .sort((a, b) => (a.id < b.id ? 1 : -1))
      reads += Math.min(limit, page.length)
      return page.slice(0, limit)
    },
  }
  const policies = { inForce: async () => ({ city: { code: '440200' }, counties: [{ code: '440222' }] }) }
  const deps = { uploads, policies } as unknown as WebDeps
  const actor = { id: '0'.repeat(16), name: '甲', division: '440222', office: 'civil-affairs', duties: ['clerk'] }
  const caller = { address: '', browser: undefined, session: { stage: 'signed-in', actor } } as never
  const seen: string[] = []
  let after: readonly string[] | undefined
  for (let page = 0; page < 20 && (page === 0 || after); page++) {
    const got = await listUploads(deps, caller, '440200,440222', { limit: 3, after })
    seen.push(...got.items.map(idOf))
    after = got.end
  }
  expect(after).toBeUndefined()
  const own = all.filter(({ division, office }) => division === '440222' && office === 'civil-affairs')
  expect(seen).toEqual(own.map(idOf).sort().reverse())
  expect(reads).toBeLessThan(600)
})

function uploadOf(division: string, n: number, office: 'civil-affairs' | 'bank'): Upload {
  const form = office === 'bank' ? 'bank-return' : 'dibao-full'
  const id = `2018-05-0ji5c8xa0${String(n).padStart(10, '0')}-${office}`
  const at = '2018-06-01T00:00:00.000Z'
  return {
    ...{ division, office, form, period: '2018-05', fileName: 'a.csv', size: 1, id },
    ...{ state: 'requested', day: '2018-06-01', requestedAt: at, policy: 1 },
  } as Upload
}
