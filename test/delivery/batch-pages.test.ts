/** The page of a batch: what its second person sees, who may approve there, and who dropped out and why. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run as findBatchesAgain } from '../../functions/batch/run.ts'
import type { WebDeps } from '../../functions/web/deps.ts'
import { mount } from '../../functions/web/http/mount.ts'
import { batchPages } from '../../functions/web/payments/batch-pages.ts'
import { batchReview } from '../../functions/web/payments/batch-review.ts'
import { batchView } from '../../functions/web/payments/batch-view.ts'
import { maskedId } from '../../rules/access/masked.ts'
import type { BatchStep } from '../../schemas/messages/to-batch.ts'
import type { Person } from '../../schemas/records/person.ts'
import { workTable } from '../../stores/aws/work.ts'
import { deadlines } from '../../stores/deadlines/deadlines.ts'
import { heads } from '../../stores/people/heads.ts'
import { stirred } from '../../stores/people/stirred.ts'
import { demo } from '../../stores/upkeep/demo.ts'
import { submissions } from '../../stores/uploads/submissions.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, csvOf, listed } from '../faults/lists.ts'
import { signature } from '../signature.ts'
import { signedIn } from '../signed-in.ts'
import { closeAll, DAY, type DeliveryWorld } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let delivery: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  delivery = await smallCity(engines)
  await delivery.settle(await closeAll(delivery))
})
afterAll(() => engines.stop())

const APPROVER = { duty: 'approver', division: COUNTY, office: 'social-insurance' } as const

test('totals and names before, one name approves and it is not the one who prepared, who left is named after', async () => {
  const { batch, world } = delivery
  const told: object[] = []
  Object.assign(batch, { deadlinesQueue: { send: async (message: object) => void told.push(message) } })
  const sent: BatchStep[] = []
  const { asking, ...access } = signedIn()
  const web = delivery.world.web(
    mount(batchPages, {
      ...batch,
      ...access,
      ...pageStores(),
      batchQueue: { send: async (message: BatchStep) => void sent.push(message) },
      now: () => new Date(`${DAY}T03:00:00Z`),
      dayOf: () => DAY,
    } as unknown as WebDeps),
  )
  web.onError((error) => ('getResponse' in error ? error.getResponse() : Promise.reject(error)))
  const [run] = await batch.runs.closes(COUNTY)
  await settledByName(3, '丙')
  await foundDead(1)
  await delivery.deliver(await delivery.prepare(COUNTY, run!.id))
  const path = `/batches/${COUNTY}/${COUNTY}-2018-001`
  const pageDeps = {
    ...batch,
    stirred: pageStores().stirred,
    now: () => new Date(),
    dayOf: () => DAY,
  } as unknown as WebDeps
  const policy = await batch.policies.inForce()
  const approver = asking(web, APPROVER)
  const preparer = asking(web, { ...APPROVER, person: '经办人' })
  const settler = asking(web, { ...APPROVER, person: '丙' })
  const text = async () => (await (await approver(path)).text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  const reveal = (body: Record<string, string>) => approver(path, { method: 'POST', body: new URLSearchParams(body) })
  const approve = (as = approver) => as(`${path}/approve`, { method: 'POST' })

  // What it would be paid by: the register and its age.
  expect(await text()).toMatch(/参保登记信息 社保经办机构 .{0,3}已接收 比对完成 2018年6月6日 ，当天报送/)
  const names = [1, 2, 3, 8].map((n) => listed(n).姓名!)
  expect(await text()).toMatch(/! 待审批 批次 .* 笔数 4 总金额（元） 480\.00/)
  const rows = await batchView(pageDeps, policy, (await batch.batches.get(COUNTY, `${COUNTY}-2018-001`))!)
  const masked = [1, 2, 3, 8].map((n) => [`${listed(n).姓名![0]}**`, maskedId(listed(n).身份证号码!)])
  expect(rows.rows.map(({ name, id }) => [name, id]).sort()).toEqual(masked.sort())
  for (const { name, id } of rows.rows) expect(await text()).toContain(`${name} ${id}`)
  // One is shown whole, for a purpose, and the rest stay as they are; the purpose is kept.
  const person = rows.rows.find(({ name }) => name === `${names[1]![0]}**`)!.key
  expect((await reveal({ person, purpose: 'other', words: '' })).status).toBe(400)
  const shown = await (await reveal({ person, purpose: 'enquiry', words: '本人来电' })).text()
  expect(names.map((name) => shown.includes(name))).toEqual([false, true, false, false])
  expect(shown).toContain(listed(2).身份证号码)
  expect(access.entries.at(-1)).toMatchObject({ kind: 'view', object: `person/${person}`, purpose: 'enquiry 本人来电' })
  expect(await (await approver(path)).text()).toMatch(/value="enquiry" selected[\s\S]*value="本人来电"/)
  const offered = async (as: typeof approver) => (await (await as(path)).text()).includes(`action="${path}/approve"`)
  expect([await offered(preparer), await offered(settler), await offered(approver)]).toEqual([false, false, true])
  expect(await (await settler(path)).text()).toContain('本批次有1人只依据您本人的处理意见列入，不能由您审批。')
  expect((await approve(preparer)).status).toBe(409)
  expect(await (await approve(settler)).text()).toContain(
    '本批次有1人只依据您本人的处理意见列入，不能由您审批。请由另一位审批人审批。',
  )
  expect(sent).toEqual([])

  // What the second person weighs stands before the list, and the decision at its end.
  const weighed = await text()
  expect(weighed).toMatch(/本县没有已审批的上一批次。.* 合计 4 480.00 /)
  expect(weighed).toMatch(/本批金额 480.00 结余抵扣 0.00 本次申请 480.00 本次申请大写：人民币肆佰捌拾元整/)
  expect(weighed).toMatch(/首次列入4人/)
  expect(weighed).toMatch(/依据处理意见列入的人员（1人）.* 以此姓名为准 户口簿 丙 /)
  expect(weighed).toMatch(/外县有不同情况的人员（1人）.* 乐昌市 入户核实为死亡/)
  expect(weighed.lastIndexOf('名单指纹')).toBeLessThan(weighed.indexOf('核对无误，审批'))

  // 2 is not on the list any more.
  const without = csvOf(
    'dibao',
    [1, 3, 4, 5, 6, 7, 43].map((n) => listed(n)),
  )
  await world.deliver(await world.send({ form: 'dibao-full', content: without, division: COUNTY }))
  await world.settle()
  // Before anybody approves, the page says who would leave the batch, and why.
  expect(await text()).toMatch(/审批时将退出本批次的人员（1人）.*440222-2018-\d{5} 已终止（已不在名单上）/)
  expect((await approve()).status).toBe(303)
  expect(await text()).toContain('正在审批')
  for (const body of sent) await delivery.deliver({ stage: 'batch', body })
  expect(await text()).toMatch(/已审批 批次 .* 笔数 3 总金额（元） 360.00 .*未列入的人员（1人）/)
  expect(await text()).toContain(`${listed(2).姓名![0]}** ${maskedId(listed(2).身份证号码!)}`)
  expect(await text()).toContain('已不在名单上')
  expect(told.at(-1)).toEqual({ type: 'batch.excluded', county: COUNTY, batch: `${COUNTY}-2018-001` })
  expect((await batch.batches.get(COUNTY, `${COUNTY}-2018-001`))!.excluded).toMatchObject({
    persons: 1,
    reason: { unlisted: 1 },
  })
  // Of those who were ready at the close, this one has left; the others are in flight.
  const own = { ...(await batch.batches.get(COUNTY, `${COUNTY}-2018-001`))!, state: 'prepared' } as const
  const { left } = await batchReview(pageDeps, policy, own, [])
  expect(left.map(({ id, standing }) => [id, standing])).toEqual([
    [maskedId(listed(2).身份证号码!), { state: 'ended', reason: 'left-lists' }],
  ])

  // The table is restored, and does not know it any more.
  const Key = { pk: { S: `BATCH#${COUNTY}` }, sk: { S: own.id } }
  await engines.clients.dynamodb.send('DeleteItem', { TableName: world.work, Key })
  expect((await approver(path)).status).toBe(404)
  await findBatchesAgain(batch, { type: 'find-again', year: 2018 })
  expect(await text()).toMatch(/已审批 .*由平台找回。代发文件不要再交给银行；.*笔数 3 总金额（元） 360.00/)
})

async function change(n: number, changed: (person: Person) => Person): Promise<void> {
  const { people, keyedHash } = delivery.batch
  const key = (await keyedHash()).personKeyHex(listed(n).身份证号码!)
  const found = await people.get([key], 'strong')
  await people.put([...found.values()].map(changed))
}

const said = { case: `${COUNTY}-2018-00001`, at: `${DAY}T01:00:00Z`, day: DAY }

/** The register has another name, and somebody has decided for that of the list. */
function settledByName(n: number, by: string): Promise<void> {
  const name = listed(n).姓名!
  const register = { ...said, order: '1', choice: 'name', reason: 'name-conflict', name } as const
  const settlement = { ...register, grounds: '户口簿', basis: { names: [name, '李四'].sort() }, by: signature(by) }
  return change(n, (person) => ({
    ...person,
    register: Object.fromEntries(Object.entries(person.register).map(([key, row]) => [key, { ...row, name: '李四' }])),
    cases: { [COUNTY]: { settlements: [settlement] } },
  }))
}

function foundDead(n: number): Promise<void> {
  const materials = { ...said, order: '1', collected: 'complete', isVerified: true, finding: '死亡' } as const
  return change(n, (person) => ({ ...person, cases: { '440281': { materials } } }))
}

/** What the page looks at besides the batch. */
function pageStores() {
  const work = workTable(engines.clients, delivery.world.work)
  return {
    uploads: uploads(work),
    submissions: submissions(work),
    heads: heads(work),
    stirred: stirred(work),
    deadlines: deadlines(work),
    demo: demo(work),
  }
}

test('a batch that is not there looks like any other page that is not', async () => {
  const { asking, ...access } = signedIn()
  const web = delivery.world.web(
    mount(batchPages, { ...delivery.batch, ...access, now: () => new Date() } as unknown as WebDeps),
  )
  web.onError((error) => ('getResponse' in error ? error.getResponse() : Promise.reject(error)))
  expect((await asking(web, APPROVER)(`/batches/${COUNTY}/${COUNTY}-2018-999`)).status).toBe(404)
})
