/** Words of the person's file (docs/cases.md#the-persons-file). */
import { yuan } from '../rules/payments/amount.ts'
import type { FactNamed, PersonFile } from '../schemas/api/person-file.ts'
import type { PersonsFound } from '../schemas/api/person-search.ts'
import type { Scheme } from '../schemas/codes.ts'
import type { MaterialsAnswer, RowResult, Settlement } from '../schemas/records/case.ts'
import type { Listing, RegisterRow } from '../schemas/records/person.ts'
import type { Policy } from '../schemas/records/policy.ts'
import { BANK_RESULT_NAMES } from './bank-results.ts'
import { COLLECTED_NAMES, NOT_VERIFIED, VERIFIED } from './case-page.ts'
import { dayName } from './dates.ts'
import { HEADINGS } from './headings.ts'
import { divisionName, townshipName } from './offices.ts'
import { BENEFIT_NAMES, CONTRIBUTION_NAMES, ENROLMENT_NAMES, SCHEME_NAMES } from './register.ts'
import { CHOICE_NAMES } from './standings.ts'

export const categoryName = (category: string, policy: Pick<Policy, 'categories'>): string =>
  policy.categories.find(({ code }) => code === category)?.name ?? category

const schemeName = (scheme: string) => SCHEME_NAMES[scheme as Scheme] ?? scheme

type Fields = readonly (readonly [name: string, value: string | undefined])[]

const told = (fields: Fields) => fields.flatMap(([, value]) => value ?? []).join('，')

function differing(before: Fields, after: Fields): string {
  const changed = after.flatMap(([name, value], i) => {
    const then = before[i]?.[1]
    return then === value ? [] : [`${name}由“${then ?? '无'}”改为“${value ?? '无'}”`]
  })
  return changed.join('，')
}

function listingFields({ name, township, village, phone }: Listing, policy: Policy): Fields {
  return [
    [HEADINGS.name, name],
    [HEADINGS.township, townshipName(township.slice(0, 6), township, policy)],
    [HEADINGS.village, village],
    [HEADINGS.phone, phone],
  ]
}

export function listingText(
  category: string,
  { before, after }: { readonly before: Listing | undefined; readonly after: Listing | undefined },
  policy: Policy,
): string {
  const list = `${categoryName(category, policy)}名单`
  if (!after) return `不再列入${list}`
  const fields = listingFields(after, policy)
  return before ? `${list}：${differing(listingFields(before, policy), fields)}` : `列入${list}（${told(fields)}）`
}

function registerFields(row: RegisterRow): Fields {
  const { name, enrolment, since, months, year, contribution, paid, benefit, benefitFrom, benefitPaid, student } = row
  return [
    [HEADINGS.name, name],
    [HEADINGS.enrolment, ENROLMENT_NAMES[enrolment]],
    [HEADINGS.enrolledOn, since && dayName(since)],
    [HEADINGS.paidMonths, months === undefined ? undefined : `${months}个月`],
    [HEADINGS.registerYear, `${year}年`],
    [HEADINGS.paidThisYear, CONTRIBUTION_NAMES[contribution]],
    ['本年缴费金额', paid === undefined ? undefined : `${yuan(paid)}元`],
    [HEADINGS.drawing, BENEFIT_NAMES[benefit]],
    ['待遇开始时间', benefitFrom],
    ['待遇金额', benefitPaid === undefined ? undefined : `${yuan(benefitPaid)}元`],
    [HEADINGS.student, student ? '是' : undefined],
  ]
}

export function registerText(scheme: string, before: RegisterRow | undefined, after: RegisterRow | undefined): string {
  const register = `${schemeName(scheme)}参保登记`
  if (!after) return `${register}中不再有这个人`
  const fields = registerFields(after)
  return before ? `${register}：${differing(registerFields(before), fields)}` : `${register}：${told(fields)}`
}

export const returnedText = (scheme: string, isReturned: boolean): string =>
  isReturned
    ? `${schemeName(scheme)}参保登记中这个人的一行已经退回`
    : `${schemeName(scheme)}参保登记中退回的一行已经更正`

export const unreadText = (isUnread: boolean): string =>
  isUnread ? '有参保登记信息未能读取，可能有这个人的行' : '未能读取的参保登记信息已经读取'

export function materialsText({ collected, isVerified, verifiedOn, finding }: MaterialsAnswer): string {
  const verified = `${isVerified ? VERIFIED : NOT_VERIFIED}${verifiedOn ? `（${dayName(verifiedOn)}）` : ''}`
  return `材料${COLLECTED_NAMES[collected]}，入户${verified}${finding ? `，核实情况：${finding}` : ''}`
}

export function settlementText({ choice, name, grounds, by, confirmed }: Settlement): string {
  const said = `处理意见：${CHOICE_NAMES[choice]}${name ? `（${name}）` : ''}，依据：${grounds}`
  return `${said}${by ? `，处理人：${by.name}` : ''}${confirmed ? `，${confirmed.by.name}确认` : ''}`
}

export const resultText = (batch: string, { row, year, kind, fen, result, day }: RowResult): string =>
  `批次${batch}第${row}行，${kind === 'claim' ? '待遇申领' : `${year}年度${yuan(fen)}元`}，银行结果：${BANK_RESULT_NAMES[result]}（${dayName(day)}）`

export const batchText = (batch: string, year: number, fen: number): string =>
  `列入已审批的批次${batch}（${fen > 0 ? `${year}年度${yuan(fen)}元` : '待遇申领'}）`

const FACT_NAMES: Readonly<Record<FactNamed['kind'], (of: string, policy: Policy) => string>> = {
  lists: (of, policy) => `${categoryName(of, policy)}名单`,
  register: (of) => `${schemeName(of)}参保登记`,
  rejectionFlags: (of) => `${schemeName(of)}参保登记中退回的行`,
  unread: () => '未能读取的参保登记信息',
  settlements: () => '复核处理意见',
  results: (of) => (of ? `批次${of}的银行结果` : '银行结果'),
}

/** Of another county nobody reads which. */
export const factName = ({ kind, isOwn, of = '' }: FactNamed, policy: Policy): string =>
  isOwn ? FACT_NAMES[kind](of, policy) : `外县${FACT_NAMES[kind](kind === 'results' ? '' : of, policy)}`

export const ON_LISTS = '在名单上'
export const LEFT = '已退出'
export const LETTERS_UNTIED = '催办、逾期提醒等邮件只写件数和链接，不写个人，不能对应到这个人。'
export const NOTHING_THEN = '到这一天为止，本县（市、区）没有这个人的记录。'
export const PERSON_FILE_TITLE = '贫困人员养老保险精准扶贫档案'
export const AS_OF = '截至日期'

/** What another county was told of the person. */
export function warningText({ county, finding, result }: PersonFile['warnings'][number], policy: Policy): string {
  const place = divisionName(county, policy)
  return finding
    ? `${place}核实情况：${finding}。请核实以后再办理。`
    : `${place}的银行结果：${result ? BANK_RESULT_NAMES[result] : ''}。请核实是否重复参保以后再办理。`
}

/** What was searched, for whoever finds nobody. */
export function searchedText(
  { period, lists, isPartial }: PersonsFound['searched'],
  name: (period: string) => string,
): string {
  const closed = period
    ? `${name(period)}办结时名单上的人、以后报送的${lists}份名单、有案件而已经退出名单的人`
    : `已经报送的${lists}份名单`
  return `查找范围：${closed}。${isPartial ? '名单太多，较早的没有查完；请用案件编号查找。' : ''}`
}
