/** `node ledger-once.ts ROWS FILE`: one ledger in a process of its own, its rows one by one. */
import { createWriteStream } from 'node:fs'
import { type LedgerRow, writeLedger } from '../forms/outgoing/ledger.ts'
import { nameList } from './list-rows.ts'
import type { Measured } from './read-once.ts'

const [count = '', file = ''] = process.argv.slice(2)

function* rows(count: number): Generator<LedgerRow> {
  const { row } = nameList(count)
  for (let i = 0; i < count; i++) {
    const [, county, township, village, name, , id] = row(i) as string[]
    const isSponsored = i % 3 === 0
    yield {
      county: county!,
      township: township!,
      village,
      name: name!,
      id: id!,
      categories: i % 5 === 0 ? ['特困人员', '低保对象'] : ['低保对象'],
      scheme: 'resident',
      enrolment: 'active',
      enrolledOn: '2012-07-01',
      outcome: isSponsored ? 'sponsored' : 'claim',
      reason: isSponsored ? undefined : 'suspended',
      year: 2018,
      fen: isSponsored ? 12_000 : undefined,
      is60: !isSponsored,
      benefit: isSponsored ? 'none' : 'suspended',
      benefitFrom: isSponsored ? undefined : '2017-03',
      benefitFen: isSponsored ? undefined : 14_800,
      caseState: isSponsored ? undefined : '待收材料',
      updatedOn: '2018-06-06',
    }
  }
}

const begun = performance.now()
const written = await writeLedger(createWriteStream(file), {
  reportingOffice: '乐昌市社保经办机构',
  period: '2018-05',
  title: '附件2（附表6）低保对象参加养老保险情况台账',
  rows: rows(Number(count)),
})
const measured: Measured = {
  rows: written,
  milliseconds: performance.now() - begun,
  megabytes: process.resourceUsage().maxRSS / 1024,
}
console.log(JSON.stringify(measured))
