/** Reads the policy workbook back (docs/forms.md#policy). */

import { yuan } from '../../rules/payments/amount.ts'
import { divisionIndex } from '../../rules/rows/divisions.ts'
import type { CalendarOverride } from '../../schemas/records/deadline-policy.ts'
import { Policy } from '../../schemas/records/policy.ts'
import { OFFICE_NAMES } from '../../wording/offices.ts'
import { ReadAgain, type Workbook } from '../incoming/sheet/sheet.ts'
import { deadlineSettings } from './policy-deadlines.ts'
import { hasSheet, keyOf, type Line, linesOf, noneTwice, type PolicyFault, withoutLine } from './policy-lines.ts'
import { contactIn, officesIn, placesIn } from './policy-offices.ts'
import { FORM_NAMES, type PolicyWorkbook, SHEETS, WATCHED, WORK_REST, YES_NO } from './policy-sheets.ts'

export type PolicyReading =
  | ({ readonly ok: true } & PolicyWorkbook)
  | { readonly ok: false; readonly faults: readonly PolicyFault[] }

/**
 * `base` with the workbook's subjects and the next version. Missing sheets change nothing, nor does a workbook with a
 * fault.
 */
export async function readPolicyWorkbook(workbook: Workbook, base: Policy): Promise<PolicyReading> {
  try {
    return await readOnce(workbook, base)
  } catch (error) {
    if (error instanceof ReadAgain) return readOnce(workbook, base)
    throw error
  }
}

async function readOnce(workbook: Workbook, inForce: Policy): Promise<PolicyReading> {
  const faults: PolicyFault[] = []
  const base = { ...inForce, ...(await placesIn(workbook, faults)) }
  const tiers = (await linesOf(workbook, 'tiers', faults)).map((line) => ({
    line,
    fromYear: line.year('起始年度'),
    fen: line.fen('最低缴费档次（元）', 1),
    toBeConfirmed: line.choice('待确认', YES_NO) === '是',
  }))
  const categories = (await linesOf(workbook, 'categories', faults)).map((line) => {
    const code = line.text('类别代码')
    if (code !== '' && !/^[a-z][a-z0-9-]{0,39}$/.test(code)) {
      line.fault('“类别代码”只能用小写英文字母、数字和短横线，并以字母开头，最多40个字符，例如 dibao。')
    }
    const from = line.day(WATCHED.from)
    const until = line.day(WATCHED.until)
    if (from && until && until < from) line.fault(`“${WATCHED.until}”早于“${WATCHED.from}”。请改正。`)
    return {
      line,
      code,
      name: line.text('类别名称'),
      form: keyOf(FORM_NAMES, line.choice('表样', Object.values(FORM_NAMES))),
      office: keyOf(OFFICE_NAMES, line.choice('报送单位', Object.values(OFFICE_NAMES))),
      ...(from && { from }),
      ...(until && { until }),
    }
  })
  const places = divisionIndex(base)
  const amounts = (await linesOf(workbook, 'amounts', faults)).map((line) => {
    const name = line.text('县（市、区）')
    const county = name === '' ? undefined : places.division(name)
    if (name !== '' && !base.counties.some((c) => c.code === county)) {
      line.fault('“县（市、区）”不是本市的县（市、区）。请填全称，或留空表示各县都适用。')
    }
    const category = line.text('类别代码')
    if (category !== '' && !categories.some((c) => c.code === category)) {
      line.fault(`“类别代码”在“${SHEETS.categories}”表里没有。请填那里的代码，或留空表示各类别都适用。`)
    }
    const document = line.text('依据文件')
    return {
      line,
      fromYear: line.year('起始年度'),
      fen: line.fen('代缴金额（元）', 0),
      ...(county && { county }),
      ...(category && { category }),
      ...(document && { document }),
    }
  })
  const contacts = (await linesOf(workbook, 'contacts', faults, [WATCHED.email])).map((line) => contactIn(line, base))
  const offices = await officesIn(workbook, base, faults)
  const calendar = (await linesOf(workbook, 'calendar', faults)).map((line): CalendarOverride & { line: Line } => {
    const note = line.text('备注')
    const work = line.choice('类型', WORK_REST) === '上班'
    return { line, day: line.day('日期') ?? '', work, ...(note && { note }) }
  })
  // Older workbooks lack it.
  const deadlines = hasSheet(workbook, 'deadlines')
    ? deadlineSettings(await linesOf(workbook, 'deadlines', faults))
    : undefined

  noneTwice(tiers, (t) => `${t.fromYear}`, '这个年度在本表中已有一行。请只保留一行。')
  noneTwice(categories, (c) => c.code, '这个类别代码在本表中已有一行。请只保留一行。')
  noneTwice(
    amounts,
    (a) => `${a.fromYear} ${a.county} ${a.category}`,
    '同一年度、县、类别在本表中已有一行。请只保留一行。',
  )
  noneTwice(calendar, (c) => c.day, '这一天在本表中已有一行。请只保留一行。')
  // Such a sheet has no rows either.
  const isFaulty = (sheet: string) => faults.some((fault) => fault.sheet === sheet && fault.row === 0)
  for (const [key, lines] of [
    ['tiers', tiers],
    ['categories', categories],
  ] as const) {
    if (lines.length === 0 && !isFaulty(SHEETS[key]))
      faults.push({ sheet: SHEETS[key], row: 0, message: '这张表至少要有一行。' })
  }
  if (!isFaulty(SHEETS.amounts) && !amounts.some((a) => !('county' in a) && !('category' in a))) {
    faults.push({ sheet: SHEETS.amounts, row: 0, message: '至少要有一行“县（市、区）”和“类别代码”都留空的通用标准。' })
  }
  if (faults.length === 0) belowTheTier(tiers, amounts)
  if (faults.length > 0) return { ok: false, faults }
  const policy = Policy.parse({
    ...base,
    ...offices,
    version: base.version + 1,
    tiers: tiers.map(({ line: _, toBeConfirmed, ...t }) => ({ ...t, ...(toBeConfirmed && { toBeConfirmed }) })),
    amounts: amounts.map(withoutLine),
    categories: categories.map(withoutLine),
  })
  return {
    ok: true,
    policy,
    contacts: contacts.map(withoutLine),
    calendar: calendar.map(withoutLine),
    ...(deadlines && { deadlines }),
  }
}

interface Standard {
  readonly line: Line
  readonly fromYear: number
  readonly fen: number
  readonly county?: string
  readonly category?: string
  readonly document?: string
}

/**
 * An amount below a tier in force needs a document (docs/rules.md#amounts). A row is in force until the next of its
 * county and category.
 */
function belowTheTier(tiers: readonly { fromYear: number; fen: number }[], amounts: readonly Standard[]): void {
  const risingTiers = [...tiers].sort((a, b) => a.fromYear - b.fromYear)
  for (const amount of amounts) {
    const first = risingTiers.findLast((t) => t.fromYear <= amount.fromYear)
    if (!first) {
      amount.line.fault(`“${SHEETS.tiers}”表里没有${amount.fromYear}年的档次。请先补上。`)
      continue
    }
    const next = Math.min(
      ...amounts
        .filter((a) => a.county === amount.county && a.category === amount.category && a.fromYear > amount.fromYear)
        .map((a) => a.fromYear),
    )
    const inForce = [first, ...risingTiers.filter((t) => t.fromYear > amount.fromYear && t.fromYear < next)]
    const higher = inForce.find((t) => t.fen > amount.fen)
    if (!higher || amount.document) continue
    const later = higher.fromYear > amount.fromYear
    amount.line.fault(
      `代缴金额${yuan(amount.fen)}元低于${later ? `${higher.fromYear}年起` : `${amount.fromYear}年`}的最低缴费档次${yuan(higher.fen)}元。` +
        `请改正${later ? `（或另加一行${higher.fromYear}年起的标准）` : ''}；确有文件规定保留的，请在“依据文件”栏写明文件名称和文号。`,
    )
  }
}
