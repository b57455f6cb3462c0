/** The policy workbook's sheets of places, offices and the bank; only contacts are required. */

import { officesOf } from '../../rules/offices.ts'
import { divisionIndex } from '../../rules/rows/divisions.ts'
import { BANK_RESULTS, BankResult, type Office } from '../../schemas/codes.ts'
import type { Contact } from '../../schemas/records/contact.ts'
import type { NamedDivision, Policy } from '../../schemas/records/policy.ts'
import { OFFICE_NAMES } from '../../wording/offices.ts'
import type { Workbook } from '../incoming/sheet/sheet.ts'
import { casesIn } from './policy-cases.ts'
import { hasSheet, keyOf, type Line, linesOf, noneTwice, type PolicyFault, withoutLine } from './policy-lines.ts'
import { retentionIn } from './policy-retention.ts'
import { type PolicySheet, SHEETS, WATCHED } from './policy-sheets.ts'
import { signInIn } from './policy-sign-in.ts'

type Places = Pick<Policy, 'city' | 'counties'>

/** Every division under the code that its own begins with. */
export async function placesIn(workbook: Workbook, faults: PolicyFault[]): Promise<Places | undefined> {
  const lines = await optional(workbook, 'places', faults)
  if (!lines) return undefined
  const places = lines.map((line) => ({ line, code: line.text('区划代码'), name: line.text('区划名称') }))
  noneTwice(places, (p) => p.code, '这个区划代码在本表中已有一行。请只保留一行。')
  const cities = places.filter(({ code }) => /^\d{4}00$/.test(code))
  const counties = places.filter(({ code }) => /^\d{6}$/.test(code) && !code.endsWith('00'))
  const townships = Map.groupBy(places, ({ code }) => (/^\d{9}$/.test(code) ? code.slice(0, 6) : ''))
  for (const place of townships.get('') ?? []) {
    if (!/^\d{6}$/.test(place.code)) place.line.fault('“区划代码”应为6位（市、县）或9位（乡镇、街道）数字。请改正。')
  }
  for (const [code, own] of townships) {
    if (code !== '' && !counties.some((c) => c.code === code))
      own[0]?.line.fault(`本表中没有它所在的县（市、区）${code}。请补上。`)
  }
  // Nobody above would see it; and the canary's county is no city's.
  const [only] = cities.length === 1 ? cities : []
  for (const { code, line } of counties) {
    if (only && !only.code.startsWith(code.slice(0, 4)))
      line.fault(`这个县（市、区）不在本市：代码的前4位应与市的代码${only.code}相同。请改正。`)
  }
  if (cities.length !== 1 || counties.length === 0) {
    const message = '应有一行市（代码以00结尾）和至少一行县（市、区）。'
    faults.push({ sheet: SHEETS.places, row: 0, message })
  }
  const [city = { code: '', name: '' }] = cities.map(withoutLine)
  const ownOf = (code: string): NamedDivision[] => (townships.get(code) ?? []).map(withoutLine)
  return { city, counties: counties.map(withoutLine).map((c) => ({ ...c, townships: ownOf(c.code) })) }
}

export async function officesIn(
  workbook: Workbook,
  base: Policy,
  faults: PolicyFault[],
): Promise<
  Partial<Pick<Policy, 'lastPaymentDays' | 'bankCodes' | 'payees' | 'officeNames' | 'retention' | 'cases' | 'signIn'>>
> {
  const lastPaymentDays = (await optional(workbook, 'lastPaymentDays', faults))?.map(lastPaymentDay)
  const bankCodes = (await optional(workbook, 'bankCodes', faults))?.map(bankCode)
  const payees = (await optional(workbook, 'payees', faults))?.map((line) => payee(line, base))
  const named = (await optional(workbook, 'officeNames', faults, ['单位全称']))?.map((line) => ({
    ...officeIn(line, base),
    name: line.text('单位全称'),
  }))
  const kept = await optional(workbook, 'retention', faults)
  const cases = await optional(workbook, 'cases', faults)
  const signIn = await optional(workbook, 'signIn', faults)
  noneTwice(lastPaymentDays ?? [], ({ year }) => `${year}`, '这个年度在本表中已有一行。请只保留一行。')
  noneTwice(bankCodes ?? [], ({ code }) => code, '这个银行代码在本表中已有一行。请只保留一行。')
  noneTwice(payees ?? [], ({ county }) => county, '这个县（市、区）在本表中已有一行。请只保留一行。')
  noneTwice(named ?? [], (o) => `${o.division} ${o.office}`, '这个单位在本表中已有一行。请只保留一行。')
  if (bankCodes && !bankCodes.some(({ means }) => means === '00'))
    faults.push({ sheet: SHEETS.bankCodes, row: 0, message: '至少要有一个银行代码的含义是00（成功）。' })
  return {
    ...(lastPaymentDays && { lastPaymentDays: lastPaymentDays.map(withoutLine) }),
    ...(bankCodes && { bankCodes: bankCodes.map(withoutLine) }),
    ...(payees && { payees: payees.map(withoutLine) }),
    ...(named && { officeNames: named.map(withoutLine) }),
    ...(kept && { retention: retentionIn(kept, base.retention) }),
    ...(cases && { cases: casesIn(cases, base.cases) }),
    ...(signIn && { signIn: signInIn(signIn, base.signIn) }),
  }
}

export function contactIn(line: Line, base: Places): Contact & { line: Line } {
  const email = line.text(WATCHED.email)
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) line.fault(`“${WATCHED.email}”不是有效的邮箱地址。请改正。`)
  const name = line.text('联系人')
  const phone = line.text('联系电话')
  return { ...officeIn(line, base), email, ...(name && { name }), ...(phone && { phone }) }
}

function officeIn(line: Line, { city, counties }: Places): { line: Line; division: string; office: Office } {
  const division = line.text('区划代码')
  const known = [city, ...counties, ...counties.flatMap((c) => c.townships)].some((p) => p.code === division)
  if (!known) line.fault('“区划代码”不是本市、本市各县或乡镇（街道）的代码（市、县6位，乡镇9位）。请改正。')
  const office = keyOf(OFFICE_NAMES, line.choice('单位', Object.values(OFFICE_NAMES))) as Office
  if (known && office && !officesOf(division).includes(office)) line.fault('这个区划没有这样的单位。请改正。')
  return { line, division, office }
}

function lastPaymentDay(line: Line) {
  const year = line.year('年度')
  const day = line.day('最后缴费日') ?? ''
  if (day !== '' && !day.startsWith(`${year}-`)) line.fault('“最后缴费日”不在这个年度之内。请改正。')
  return { line, year, day }
}

/** Excel eats the zero before a digit. */
function bankCode(line: Line) {
  const padded = (text: string) => text.replace(/^\d$/, '0$&')
  const means = BankResult.safeParse(padded(line.text('含义代码')))
  if (!means.success) line.fault(`“含义代码”只能填：${BANK_RESULTS.join('、')}。`)
  return { line, code: padded(line.text('银行代码')), means: means.data ?? '90' }
}

function payee(line: Line, base: Policy) {
  const name = line.text('县（市、区）')
  const county = divisionIndex(base).division(name) ?? ''
  if (name !== '' && !base.counties.some((c) => c.code === county))
    line.fault('“县（市、区）”不是本市的县（市、区）。请填全称。')
  const account = line.text('账号').replace(/[\s-]/g, '')
  if (account !== '' && (line.isNumber('账号') || !/^\d{6,32}$/.test(account)))
    line.fault('“账号”应为6至32位数字，并按文本填写（Excel会把长数字的末尾改成0）。请核对后改正。')
  return { line, county, name: line.text('收款单位'), bank: line.text('开户银行'), account }
}

async function optional(
  workbook: Workbook,
  key: PolicySheet,
  faults: PolicyFault[],
  skipBlank: readonly string[] = [],
): Promise<Line[] | undefined> {
  return hasSheet(workbook, key) ? linesOf(workbook, key, faults, skipBlank) : undefined
}
