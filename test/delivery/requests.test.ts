/** What a township, the bank and finance get is asked for at once, with its day, until somebody says that it has come. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deadlineApi } from '../../functions/web/deadlines/deadline-api.ts'
import { timelinessPages } from '../../functions/web/deadlines/timeliness-pages.ts'
import type { WebDeps } from '../../functions/web/deps.ts'
import { mount } from '../../functions/web/http/mount.ts'
import type { Office } from '../../schemas/codes.ts'
import type { Duty } from '../../schemas/duties.ts'
import type { LetterEvent } from '../../schemas/messages/to-deadlines.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import type { OpenRequest, Received } from '../../schemas/records/obligation.ts'
import { workTable } from '../../stores/aws/work.ts'
import { notices } from '../../stores/deadlines/notices.ts'
import { demo } from '../../stores/upkeep/demo.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, OTHER_COUNTY } from '../faults/lists.ts'
import { textsOf } from '../forms/bytes-of.ts'
import { signedIn } from '../signed-in.ts'
import { outputsOf } from './delivered.ts'
import { approveAll, closeAll, type DeliveryWorld, prepareAll } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let paid: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  paid = await smallCity(engines)
  for (const step of [closeAll, prepareAll, approveAll]) await paid.settle(await step(paid))
})
afterAll(() => engines.stop())

/** The routes over a copy of the city. */
async function office() {
  const delivery = await paid.copy()
  const sent: LetterEvent[] = []
  const work = workTable(delivery.world.engines.clients, delivery.world.work)
  const { asking, ...access } = signedIn()
  const deps = {
    ...delivery.report,
    ...access,
    demo: demo(work),
    notices: notices(work),
    batches: delivery.batch.batches,
    deadlinesQueue: { send: async (message: LetterEvent) => void sent.push(message) },
    now: () => new Date('2018-06-20T03:00:00Z'),
    dayOf: (time: Date) => time.toISOString().slice(0, 10),
  } as unknown as WebDeps
  const web = mount([...deadlineApi, ...timelinessPages], deps)
  web.onError((error) => ('getResponse' in error ? error.getResponse() : Promise.reject(error)))
  const as = (division: string, of: Office, duty: Duty = 'clerk') => asking(web, { duty, division, office: of })
  return {
    delivery,
    as,
    sent,
    open: async (county = COUNTY) =>
      (await (await as(county, 'social-insurance')('/api/requests')).json()) as OpenRequest[],
    received: async (body: Omit<Received, 'form'> & { form: string }) => {
      const headers = { 'content-type': 'application/json' }
      const init = { method: 'POST', body: JSON.stringify(body), headers }
      return (await as(body.division, body.office)('/api/requests/received', init)).status
    },
  }
}

test('materials in 15 working days, a return of the bank in 5, an allocation in 10 (docs/rules.md#deadlines)', async () => {
  const { open } = await office()
  expect(
    (await open()).map(({ division, office: who, form, ref, due, overdue }) => [
      division,
      who,
      form,
      ref,
      due,
      overdue,
    ]),
  ).toEqual([
    // The 18th is the Dragon Boat holiday.
    [COUNTY, 'bank', 'bank-return', `${COUNTY}-2018-001`, '2018-06-13', true],
    [COUNTY, 'finance', 'allocation', `${COUNTY}-2018-001`, '2018-06-21', false],
    ['440222100', 'township', 'materials', `${COUNTY}-2018-05`, '2018-06-28', false],
    ['440222101', 'township', 'materials', `${COUNTY}-2018-05`, '2018-06-28', false],
  ])
})

test('the notice that a township prints names that day, as the administrator has set it', async () => {
  const said = async (delivery: DeliveryWorld) => {
    const notice = (await outputsOf(delivery)).find(({ name }) => name === '440222101.xlsx')!
    const [rows] = (await textsOf(await delivery.report.outbox.get(notice.key))).values()
    return JSON.stringify(rows!.map(({ texts }) => texts))
  }
  expect(await said(paid)).toContain('请于2018年6月28日前（含当日）通知村（居）委会办理')
  const other = await paid.copy()
  await other.report.deadlines.putPolicy({ ...DEFAULT_DEADLINES, asked: { ...DEFAULT_DEADLINES.asked, materials: 10 } })
  await other.settle([await other.close(COUNTY, { at: '2018-06-06T09:00:00.000Z' })])
  expect(await said(other)).toContain('请于2018年6月21日前')
})

test('what has come is recorded once, and asked for no more; what nobody asked for is refused', async () => {
  const { delivery, open, received } = await office()
  const { submissions } = delivery.report
  const key = {
    division: '440222101',
    office: 'township',
    form: 'materials',
    period: '2018-05',
    ref: `${COUNTY}-2018-05`,
  } as const
  expect(await received({ ...key, ref: 'none' })).toBe(409)
  expect(await received({ ...key, form: 'dibao-new' })).toBe(400)
  const before = (await open()).length
  expect(await received(key)).toBe(200)
  expect(await submissions.get(key)).toMatchObject({ state: 'accepted', time: '2018-06-20T03:00:00.000Z' })
  expect(await received(key)).toBe(200)
  // The message that asked for it comes once more.
  await delivery.report.requests.put({ ...key, requestedOn: '2018-06-06' }, '2018-06-06T02:00:00.000Z')
  expect((await open()).length).toBe(before - 1)
})

test('on the page as well: who is late stands first, and a button says that it has come', async () => {
  const { as, open } = await office()
  const agency = as(COUNTY, 'social-insurance', 'preparer')
  const page = await (await agency('/timeliness')).text()
  const names = [...page.matchAll(/aria-label="已收到：([^"]+)"/g)].map(([, name]) => name)
  expect(names[0]).toBe(`始兴县邮政储蓄银行 缴费登记回盘（${COUNTY}-2018-001）`)
  expect(names).toHaveLength(4)
  expect(page.match(/逾期<\/b>/g)).toHaveLength(1)
  // Whoever may not say so sees no button for it, and a bank only what it is asked for itself.
  const without = await (await as(COUNTY, 'social-insurance', 'leader')('/timeliness')).text()
  expect([without.match(/提出，/g), without.includes('aria-label="已收到')]).toEqual([page.match(/提出，/g), false])
  const bank = await (await as(COUNTY, 'bank')('/timeliness')).text()
  expect([...bank.matchAll(/aria-label="已收到：([^"]+)"/g)].map(([, name]) => name)).toEqual(names.slice(0, 1))
  const [first] = await open()
  const body = new URLSearchParams({ ...first, provisional: '', overdue: '', fen: '' } as Record<string, string>)
  const pressed = await agency('/timeliness/requests/received', { method: 'POST', body })
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/timeliness'])
  expect((await open()).map(({ division, form }) => `${division} ${form}`)).not.toContain(`${COUNTY} bank-return`)
  expect((await open(OTHER_COUNTY)).map(({ division, form }) => `${division} ${form}`)).toContain(
    `${OTHER_COUNTY} bank-return`,
  )
})

test('shortfall: an allocation of less than was requested is told of and stays asked for, until all is there', async () => {
  const { as, delivery, sent, open, received } = await office()
  const batch = `${COUNTY}-2018-001`
  const requested = (await delivery.batch.batches.get(COUNTY, batch))!.frozen!.fen
  expect(requested).toBe(4 * 12_000)
  const key = { division: COUNTY, office: 'finance', form: 'allocation', period: '2018-05', ref: batch } as const
  const isOpen = async () => (await open()).some(({ form, ref }) => form === 'allocation' && ref === batch)
  expect(await received({ ...key, fen: requested - 1 })).toBe(200)
  expect(sent).toEqual([{ type: 'allocation.short', county: COUNTY, batch, fen: requested - 1, on: '2018-06-20' }])
  expect([await isOpen(), await delivery.report.submissions.get(key)]).toEqual([true, undefined])

  const press = async (yuan: string) => {
    const body = new URLSearchParams({ ...key, yuan })
    return as(COUNTY, 'finance')('/timeliness/requests/received', { method: 'POST', body })
  }
  expect(await (await press('360')).text()).toContain('拨款比申请少120.00元，已通知财政局')
  expect((await press('三百')).status).toBe(400)
  expect(await isOpen()).toBe(true)
  // Neither nothing nor more than was asked for is taken for all of it; the form keeps what was typed.
  expect((await press('')).status).toBe(400)
  expect(await received(key)).toBe(400)
  const tooMuch = await press('4800')
  expect([tooMuch.status, await tooMuch.text()]).toEqual([
    400,
    expect.stringMatching(/多于申请的480\.00元.*value="4800"/s),
  ])
  expect(await isOpen()).toBe(true)
  expect((await press('480.00')).status).toBe(303)
  expect(await isOpen()).toBe(false)
  expect(sent).toHaveLength(2)
})
