/** One person on both sides of a batch or a list, by whichever way the second duty came (docs/access.md#accounts). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Duty } from '../../schemas/duties.ts'
import { present } from '../../schemas/present.ts'
import type { Signature } from '../../schemas/records/account.ts'
import { type ClockedWeb, COUNTY, clockedWeb } from './clocked-web.ts'

let web: ClockedWeb
let [admin, security] = ['', '']
beforeAll(async () => {
  web = await clockedWeb()
  ;[admin, security] = [await web.asNew('administrator'), await web.asNew('security')]
})
afterAll(() => web.stop())

type Way = (id: string, duty: Duty) => Promise<unknown>
const asked = (path: string, fields: (duty: Duty) => Record<string, string>): Way => {
  return async (id, duty) => {
    expect((await web.ask(`/people/${COUNTY}/${id}/${path}`, admin, fields(duty))).status).toBe(303)
    expect((await web.decide(id, security)).status).toBe(303)
  }
}
const WAYS: readonly (readonly [string, Way])[] = [
  ['as a deputy', asked('deputy', (duty) => ({ 'duties[]': duty, until: '2018-06-30' }))],
  ['in place of the first', asked('duties', (duty) => ({ 'duties[]': duty }))],
  [
    'in an emergency',
    async (id, duty) => {
      const wish = { duty, hours: '3', reason: '审批人员突发疾病，月底必须办结' }
      expect((await web.ask(`/people/${COUNTY}/${id}/urgent`, security, wish)).status).toBe(303)
    },
  ],
]

let numbers = 0
/** Of a past year: whoever may be its second person is told that, and nothing is paid. */
async function batchBy(by: Signature) {
  const id = `${COUNTY}-2017-${String(++numbers).padStart(3, '0')}`
  const facts = { county: COUNTY, period: '2017-05', run: 'a', year: 2017, day: '2017-06-06' }
  await web.deps.batches.create({ id, ...facts, at: '2017-06-06T00:00:00.000Z', state: 'prepared', preparedBy: by })
  return `/api/batches/${COUNTY}/${id}/approve`
}

/** Too old to be confirmed by anybody. */
async function heldBy(by: Signature) {
  const id = `2018-05-${++numbers}-civil-affairs`
  await web.deps.uploads.create({
    ...{ id, division: COUNTY, office: 'civil-affairs', form: 'dibao-full', period: '2018-05', fileName: '名单.csv' },
    ...{ size: 1, state: 'held', day: '2018-06-06', requestedAt: '2018-06-06T01:00:00.000Z', policy: 1, sequence: 1 },
    ...{ sentBy: by, endingsKey: 'endings' },
  })
  return `/api/uploads/${COUNTY}/${id}/confirm`
}

const codeOf = async (path: string, cookie: string) =>
  ((await (await web.post(path, cookie, { seen: 'x' })).json()) as { code: string }).code

async function signatureOf(id: string): Promise<Signature> {
  const { name = '', division, office } = present(await web.deps.accounts.get(id), 'an account')
  return { account: id, name, division, ...(office && { office }) }
}

test.each(WAYS)('whoever prepared a batch does not approve it, with a duty that came %s', async (_, give) => {
  await web.newAccount('preparer', 'social-insurance')
  const id = await web.newAccount('preparer', 'social-insurance')
  const approve = await batchBy(await signatureOf(id))
  expect(await codeOf(approve, await web.signIn(id))).toBe('not-found')
  await give(id, 'approver')
  expect(await codeOf(approve, await web.signIn(id))).toBe('same-person')
  const colleague = await web.newAccount('preparer', 'social-insurance')
  await give(colleague, 'approver')
  expect(await codeOf(approve, await web.signIn(colleague))).toBe('batch-of-past-year')
})

test.each(WAYS)('whoever sent a list does not confirm it, with a duty that came %s', async (_, give) => {
  await web.newAccount('clerk', 'civil-affairs')
  const id = await web.newAccount('clerk', 'civil-affairs')
  const confirm = await heldBy(await signatureOf(id))
  await give(id, 'confirmer')
  expect(await codeOf(confirm, await web.signIn(id))).toBe('sender-confirms')
  const colleague = await web.newAccount('clerk', 'civil-affairs')
  await give(colleague, 'confirmer')
  expect(await codeOf(confirm, await web.signIn(colleague))).toBe('list-too-old-to-confirm')
})

test('what an office’s own system sent is confirmed by nobody who sends for that office', async () => {
  const key = { account: 'abcdefabcdefabcd', name: '接口密钥“低保系统”', division: COUNTY, byKey: true } as const
  const confirm = await heldBy({ ...key, office: 'civil-affairs' })
  const [deputy] = WAYS
  const both = await web.newAccount('clerk', 'civil-affairs')
  await present(deputy, 'a way')[1](both, 'confirmer')
  expect(await codeOf(confirm, await web.signIn(both))).toBe('sender-is-key')
  const second = await web.newAccount('confirmer', 'civil-affairs')
  const agency = await web.newAccount('approver', 'social-insurance')
  for (const id of [second, agency]) expect(await codeOf(confirm, await web.signIn(id))).toBe('list-too-old-to-confirm')
})
