/** Reading first would take longer for an upload that is there, and tell of it. */
import { expect, test } from 'vitest'
import { app } from '../../../../functions/web/app.ts'
import type { WebDeps } from '../../../../functions/web/deps.ts'
import { cookieName, sessionFor } from '../../../../functions/web/http/caller.ts'
import { ownerOfUpload, resourceOfUpload, sentAs, type Upload, uploadId } from '../../../../schemas/records/upload.ts'
import { ROUTES } from '../../../every-route.ts'

const time = new Date('2018-06-06T08:00:00Z')
const id = uploadId({ period: '2018-05', office: 'civil-affairs', form: 'dibao-full' }, time, '0123456789')
const actor = { id: '0123456789abcdef', name: '某某', division: '440222', office: 'bank', duties: ['clerk'] } as const
const { cookie } = sessionFor(actor.id, 'x')

/** Of stores only what every request needs. */
const deps = {
  now: () => time,
  dayOf: () => '2018-06-06',
  sessions: {
    get: async () => ({
      ...{ stage: 'signed-in', actor: { ...actor, duties: [...actor.duties] } },
      ...{ startedAt: time.toISOString(), usedAt: time.toISOString(), address: '' },
    }),
  },
  audit: { write: async () => {} },
} as unknown as WebDeps

test('another office’s upload is refused before anything is read', async () => {
  const rows = ROUTES.filter(({ path }) => path.includes('/uploads/:division/:id'))
  expect(rows.length).toBeGreaterThan(15)
  for (const { method, path } of rows) {
    const isApi = path.startsWith('/api/')
    const fields = { by: '某某', reason: '原因是这样', seen: 'x' }
    const answer = await app(deps).request(path.replace(':division', '440222').replace(':id', id), {
      method,
      headers: {
        cookie: `${cookieName(true)}=${cookie}`,
        origin: 'http://localhost',
        ...(method === 'POST' && { 'content-type': isApi ? 'application/json' : 'application/x-www-form-urlencoded' }),
      },
      ...(method === 'POST' && { body: isApi ? JSON.stringify(fields) : String(new URLSearchParams(fields)) }),
    })
    expect([path, answer.status]).toEqual([path, 404])
  }
})

test('an upload’s number says whose it is; another text is nobody’s', () => {
  expect(ownerOfUpload({ division: '440222', id })).toEqual({
    ...{ division: '440222', office: 'civil-affairs', resource: 'name-list' },
  })
  for (const other of ['none', '', '2018-05', '2018-05-x', '2018-05-x-nobody', 'civil-affairs', 'xbank', `${id}-x`])
    expect(ownerOfUpload({ division: '440222', id: other })).toBeUndefined()
  const later = uploadId(
    { period: '2018-05', office: 'bank', form: 'bank-return' } satisfies Pick<Upload, 'period' | 'office' | 'form'>,
    new Date(time.getTime() + 1),
    '0',
  )
  expect(later > id).toBe(true)
  expect(ownerOfUpload({ division: '440222', id: later })?.resource).toBe('answer')
  const allocation = { period: '2018-05', office: 'finance', form: 'allocation' } as const
  const { resource } = ownerOfUpload({ division: '440222', id: uploadId(allocation, time, '0') }) ?? {}
  expect([resource, resourceOfUpload({ ...allocation, state: 'accepted' })]).toEqual([
    'funding-request',
    'funding-request',
  ])
})

test('what settles a case is sent as an act of its own: a clerk sends the other answers', () => {
  const forms = ['settlement', 'materials', 'bank-return', 'allocation', 'register', 'dibao-full']
  expect(forms.map(sentAs)).toEqual(['settlement', 'answer', 'answer', 'answer', 'name-list', 'name-list'])
})
