/** What a page of accounts offers can be done: what could only be refused says why in its place (docs/access.md#accounts). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { present } from '../../schemas/present.ts'
import { type ClockedWeb, COUNTY, clockedWeb } from './clocked-web.ts'

let web: ClockedWeb
let [adminId, securityId, admin, security] = ['', '', '', '']
beforeAll(async () => {
  web = await clockedWeb()
  ;[adminId, securityId] = [await web.newAccount('administrator'), await web.newAccount('security')]
  ;[admin, security] = [await web.signIn(adminId), await web.signIn(securityId)]
})
afterAll(() => web.stop())

const page = async (id: string, by: string) => {
  const { status, text } = await web.ask(`/people/${COUNTY}/${id}`, by)
  expect(status).toBe(200)
  return text
}
const forms = (text: string) =>
  [...text.matchAll(/action="\/people\/[^"]*\/(duties|deputy|acts)"/g)].map(([, what]) => what)
const ask = (id: string, fields: Record<string, string>, what = 'duties', by = admin) =>
  web.ask(`/people/${COUNTY}/${id}/${what}`, by, fields)

test('the own account is another’s to change', async () => {
  const own = await page(adminId, admin)
  expect(forms(own)).toEqual([])
  expect(own).toContain('这是您本人的账号，由另一位同事办理。')
  expect((await ask(adminId, { 'duties[]': 'administrator' })).status).toBe(409)
  const watching = await page(securityId, security)
  expect(forms(watching)).toEqual([])
  expect(watching).toContain('这是您本人的账号，由另一位同事办理。')
})

test('the last account with a duty is not offered to be ended, and is once another has it', async () => {
  const id = await web.newAccount('approver', 'social-insurance')
  const alone = await page(id, security)
  expect(alone).toContain('现在不能停用：这是最后一个能用的“审批”账号。')
  expect(alone).not.toContain('value="end"')
  expect(alone).toContain('value="lock"')
  await web.newAccount('approver', 'social-insurance')
  expect(await page(id, security)).toContain('value="end"')
})

test('while something waits for security nothing else is asked for, but corrected by who asked', async () => {
  await web.newAccount('clerk', 'civil-affairs')
  const id = await web.newAccount('clerk', 'civil-affairs')
  expect(forms(await page(id, admin))).toEqual(['duties', 'deputy'])
  expect((await ask(id, { 'duties[]': 'leader' })).status).toBe(303)
  const waiting = await page(id, admin)
  expect(forms(waiting)).toEqual(['duties'])
  expect(waiting).toContain('这个账号已有事项等待安全管理员确认')
  const other = await web.asNew('administrator', COUNTY)
  expect(forms(await page(id, other))).toEqual([])
  expect((await ask(id, { 'duties[]': 'clerk' }, 'duties', other)).status).toBe(409)
})

test('an account without a name to sign in by has no other duties', async () => {
  const id = 'f'.repeat(16)
  const at = new Date(web.clock.time).toISOString()
  await web.deps.accounts.create({
    id,
    name: '测试人',
    division: COUNTY,
    office: 'finance',
    duties: ['clerk'],
    invitedAt: at,
    activeAt: at,
  })
  expect(forms(await page(id, admin))).toEqual([])
  const cookie = await web.signIn(id)
  expect((await web.ask('/account', cookie)).text).not.toContain('/account/passkeys/new')
  expect((await web.ask('/account', admin)).text).toContain('/account/passkeys/new')
})

test('of what waits, one’s own has no box, and the last with a duty says that it cannot be confirmed', async () => {
  const [id, own] = [
    await web.newAccount('clerk', 'disabled-federation'),
    await web.newAccount('security', undefined, COUNTY),
  ]
  await web.newAccount('security', undefined, COUNTY)
  await ask(id, { 'duties[]': 'leader' })
  await ask(own, { 'duties[]': 'auditor' })
  const requests = await web.deps.accountRequests.list(COUNTY)
  const box = (account: string) => {
    const { at } = present(
      requests.find((one) => one.account === account),
      'a request',
    )
    return `value="${account}/${at}"`
  }
  const { text } = await web.ask(`/people/waiting?division=${COUNTY}&all=yes`, await web.signIn(own))
  expect(text).toContain(box(id))
  expect(text).not.toContain(box(own))
  expect(text).toContain('由另一位安全管理员办理')
  expect(text).toContain('现在不能确认：这是最后一个能用的“经办”账号。')
  const shown = await web.ask(`/people/waiting?division=${COUNTY}`, security)
  expect([shown.text.includes(box(own)), shown.text.includes('由另一位安全管理员办理')]).toEqual([true, false])
})
