/** What townships, bank and finance of the demo city answer; written whole or not at all. */
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { casesOf } from '../../functions/shared/cases/case-facts.ts'
import { thaw } from '../../functions/shared/work/frozen.ts'
import { isTownshipsTurn } from '../../rules/cases/next-step.ts'
import { yuan } from '../../rules/payments/amount.ts'
import { FORMS, type Form } from '../../schemas/columns.ts'
import { BatchRow } from '../../schemas/records/batch.ts'
import { ANSWERED_BY, type AnswerForm } from '../../schemas/records/upload.ts'
import type { HubStores } from '../hub/hub-stores.ts'

interface AnsweredOn {
  readonly dir: string
  readonly day: string
  /** Its bank and finance do not answer. */
  readonly late: string | undefined
  /** Its bank and finance have answered in part, and its agency has sent a name back and claimed a person. */
  readonly underWay?: string
}

type Row = Readonly<Record<string, string>>

/** @returns the path of an inbox, as of a month */
export async function writeDemoAnswers(stores: HubStores, { dir, day, late, underWay }: AnsweredOn): Promise<string> {
  const inbox = join(dir, 'answers')
  if (existsSync(inbox)) return inbox
  const draft = `${inbox}.new`
  await rm(draft, { recursive: true, force: true })
  const { counties } = await stores.policies.inForce()
  for (const [i, { code, townships }] of counties.entries()) {
    // The first township's people find their village lists still to tick.
    if (i === 0) await writeMaterials(stores, draft, code, day, townships[0]?.code)
    if (code === late) continue
    const isUnderWay = code === underWay
    if (isUnderWay) await writeSettlements(stores, draft, code)
    for (const [at, { id, frozen }] of (await stores.batches.list(code)).entries()) {
      const whole = frozen ? await thaw(stores.outbox, frozen, BatchRow) : []
      // Of the earliest batch one row is never answered.
      const rows = isUnderWay && at === 0 ? whole.slice(0, -1) : whole
      const codes = isUnderWay ? (UNPAID[at] ?? []) : []
      if (rows.length > 0)
        await write(draft, code, 'bank-return', returned(rows, id, day, codes), numbered(at), control(rows))
    }
    const requests = (await stores.funding.list(code)).filter(({ requested }) => requested > 0)
    const allocated = requests.map(({ id, requested }, at): Row => {
      const isPart = isUnderWay && at === requests.length - 1
      const amount = yuan(isPart ? Math.floor(requested / 200) * 100 : requested)
      return {
        ...{ 申请编号: id, 申请金额: yuan(requested), 拨付金额: amount, 拨付日期: day },
        凭证号: `拨${code}-${at + 1}`,
      }
    })
    if (allocated.length > 0) await write(draft, code, 'allocation', allocated)
  }
  await rename(draft, inbox)
  return inbox
}

async function writeMaterials(
  stores: HubStores,
  draft: string,
  county: string,
  day: string,
  busy: string | undefined,
): Promise<void> {
  const { rows } = await casesOf(stores, county)
  const asked = rows.filter(({ close }) => close.notified && isTownshipsTurn(close))
  const persons = await stores.people.get([...new Set(asked.map(({ key }) => key))], 'eventual')
  for (const [township = '', own] of Map.groupBy(asked, ({ close }) => close.notified)) {
    if (township === busy) continue
    const answers = own.flatMap(({ key, number }): Row[] => {
      const person = persons.get(key)
      const name = Object.values(person?.lists ?? {}).flatMap(({ row }) => row?.name ?? [])[0]
      if (!person || !name) return []
      const verified = { 入户复核: '已复核', 核实情况: '属实', 复核人: '李明', 复核日期: day }
      return [{ 案件编号: number, 姓名: name, 身份证号码: person.id, 材料情况: '已收齐', 收集人: '王芳', ...verified }]
    })
    await write(draft, township, 'materials', answers)
  }
}

/** What the agency says of one review of each kind. */
const SAID: Partial<Record<string, readonly [choice: string, grounds: string]>> = {
  'name-conflict': ['退回名单单位更正', '两份名单上的姓名不同，请核对户口簿后更正'],
  'two-counties': ['由本县负责', '户籍在本县，已与对方县联系'],
}

async function writeSettlements(stores: HubStores, draft: string, county: string): Promise<void> {
  const { rows } = await casesOf(stores, county)
  const reviews = Object.keys(SAID).flatMap((reason) => rows.find(({ close }) => close.outcomeReason === reason) ?? [])
  const persons = await stores.people.get(
    reviews.map(({ key }) => key),
    'eventual',
  )
  const settled = reviews.flatMap(({ key, number, close }): Row[] => {
    const person = persons.get(key)
    const name = Object.values(person?.lists ?? {}).flatMap(({ row }) => row?.name ?? [])[0]
    const [choice = '', grounds = ''] = SAID[close.outcomeReason ?? ''] ?? []
    if (!person || !name) return []
    return [{ 案件编号: number, 姓名: name, 身份证号码: person.id, 处理意见: choice, 依据说明: grounds }]
  })
  if (settled.length > 0) await write(draft, county, 'settlement', settled)
}

/** By batch, of its first rows. */
const UNPAID = [['90'], ['03', '01']] as const

const returned = (rows: readonly BatchRow[], batch: string, day: string, codes: readonly string[]): Row[] =>
  rows.map(({ name, id, fen }, i) => ({
    ...{ 批次号: batch, 序号: String(i + 1), 姓名: name, 身份证号码: id, 金额: yuan(fen) },
    ...{ 处理结果代码: codes[i] ?? '00', 处理日期: day },
  }))

const control = (rows: readonly BatchRow[]) => {
  const total = rows.reduce((sum, { fen }) => sum + fen, 0)
  return [['笔数', String(rows.length), '总金额', yuan(total)]]
}
const numbered = (at: number) => (at === 0 ? '' : `.${at + 1}`)

async function write(
  draft: string,
  division: string,
  form: AnswerForm,
  rows: readonly Row[],
  number = '',
  above: readonly (readonly string[])[] = [],
): Promise<void> {
  const folder = join(draft, division, ANSWERED_BY[form])
  const headings = (FORMS[form] as Form).columns.map(({ heading }) => heading)
  const lines = [...above, headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))]
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${form}${number}.csv`), lines.map((cells) => `${cells.join(',')}\r\n`).join(''))
}
