/** Whom a notice and a request are addressed to, whom a village asks and where finance pays stand in the policy. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY } from '../faults/lists.ts'
import { textsOf } from '../forms/bytes-of.ts'
import { outputsOf } from './delivered.ts'
import { approveAll, closeAll, type DeliveryWorld, prepareAll } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let paid: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  paid = await smallCity(engines)
  const { policies } = paid.batch
  const policy = await policies.inForce()
  const { townships } = policy.counties.find(({ code }) => code === COUNTY)!
  await policies.put({
    ...policy,
    version: policy.version + 1,
    payees: [{ county: COUNTY, name: '社保专户', bank: '邮储银行', account: '944000000000000001' }],
    officeNames: [
      { division: COUNTY, office: 'finance', name: '某县财政局（国库）' },
      { division: COUNTY, office: 'social-insurance', name: '某县社会保险服务管理局' },
      ...townships.map(({ code }) => ({ division: code, office: 'township' as const, name: '某镇公共服务中心' })),
    ],
  })
  const agency = { division: COUNTY, office: 'social-insurance' } as const
  await paid.report.contacts.put([
    { ...agency, email: 'first@example.org' },
    { ...agency, email: 'second@example.org', name: '李四', phone: '0751-3330000' },
  ])
  for (const step of [closeAll, prepareAll, approveAll]) await paid.settle(await step(paid))
})
afterAll(() => engines.stop())

async function firstSheet(folder: string): Promise<string[][]> {
  const output = (await outputsOf(paid)).find((o) => o.division === COUNTY && o.folder === folder)!
  const [rows] = [...(await textsOf(await paid.report.outbox.get(output.key))).values()]
  return rows!.map(({ texts }) => texts)
}

test('a request goes to the finance bureau by its official name and says the payee', async () => {
  const rows = await firstSheet('finance')
  expect(rows[1]![0]).toBe('填报单位：某县社会保险服务管理局')
  expect(rows[2]!.slice(2)).toEqual(['致', '某县财政局（国库）'])
  expect(rows.slice(5, 7)).toEqual([
    ['收款单位', '社保专户', '开户银行', '邮储银行'],
    ['收款账号', '944000000000000001'],
  ])
})

test('a notice goes to the township by its official name and says whom of the agency to telephone', async () => {
  const rows = await firstSheet('township')
  expect(rows[2]).toEqual(['致：某镇公共服务中心'])
  expect(rows[4]).toEqual(['经办机构：某县社会保险服务管理局　　联系人：李四　　联系电话：0751-3330000'])
})
