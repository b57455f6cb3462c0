/** A day's letter to an office. */

import type { WorkCalendar } from '../../rules/deadlines/work-calendar.ts'
import { Fault } from '../../schemas/fault.ts'
import type { Digest, Notice, NoticeKind } from '../../schemas/records/notice.ts'
import type { Obligation } from '../../schemas/records/obligation.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { listOf } from '../../schemas/records/upload.ts'
import { caseTurnName } from '../case-work.ts'
import { dayAndWeekday, periodLine, periodName } from '../dates.ts'
import { formName } from '../forms.ts'
import { officeName } from '../offices.ts'
import type { Item, Letter, Section } from './letter.ts'
import { NOTICE_NAMES, NOTICE_SUBJECTS } from './notice-names.ts'

export interface DigestFacts {
  readonly policy: Pick<Policy, 'city' | 'counties' | 'categories'>
  readonly calendar: WorkCalendar
  readonly link: string
  /** State of the latest file, where the file does not meet the obligation. */
  readonly unsettled?: ReadonlyMap<string, 'held' | 'refused'>
  readonly nilLink?: (owed: Obligation) => { readonly url: string; readonly code: string }
}

export function digestLetter(digest: Digest, facts: DigestFacts): Letter {
  const kinds = [...Map.groupBy(digest.notices, (n) => n.kind)]
  const [first, notices] = firstOf(kinds)
  return {
    subject:
      kinds.length === 1
        ? NOTICE_SUBJECTS[first](notices.length, namesOf(notices, facts), firstOf(notices).obligation.due)
        : kinds.map(([k, n]) => `${NOTICE_NAMES[k]}${n.length}项`).join('，'),
    to: officeName(facts.policy, digest.to),
    date: dayAndWeekday(digest.day),
    sections: kinds.map(([kind, own]) => sectionOf(kind, own, facts)),
    step: { ...stepOf(kinds.map(([kind]) => kind)), url: facts.link },
  }
}

/** @throws Fault where a letter has nothing to say */
function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Fault('impossible', 'a letter without notices')
  return first
}

function namesOf(notices: readonly Notice[], { policy }: DigestFacts): string {
  const name = owedName(firstOf(notices).obligation, policy)
  return notices.length === 1 ? name : `${name}等${notices.length}项`
}

function sectionOf(kind: NoticeKind, notices: readonly Notice[], facts: DigestFacts): Section {
  return {
    heading: NOTICE_NAMES[kind],
    text: TEXTS[kind](notices, facts),
    items: kind.endsWith('escalation') ? itemsByOffice(notices, facts) : notices.map((notice) => itemOf(notice, facts)),
  }
}

const TEXTS: Record<NoticeKind, (notices: readonly Notice[], facts: DigestFacts) => string> = {
  moved: () => '放假安排、工作日或期限有调整，以下报表的截止日期随之改变，请以新的日期为准。',
  overdue: (notices, facts) => `以下报表已过截止时间，尚未报送。${copies(notices)}${nilHint(notices, facts)}`,
  reminder: (notices, facts) => `以下报表即将到期，尚未报送。${nilHint(notices, facts)}`,
  escalation: () => '以下单位的报表已过截止时间，经提醒仍未报送。',
  'case-overdue': (notices) => `以下案件已到或者已过办理期限，尚未办理。${copies(notices)}`,
  'case-escalation': () => '以下单位的案件已过办理期限，经提醒仍未办理。',
}

function copies(notices: readonly Notice[]): string {
  const most = Math.max(...notices.map((n) => n.copied?.length ?? 0))
  if (most === 0) return ''
  return most > 1 ? '本提醒同时抄送督促单位和市级主管部门。' : '本提醒同时抄送督促单位。'
}

/** A list of all persons is never suggested to be nil. */
function nilHint(notices: readonly Notice[], facts: DigestFacts): string {
  return notices.some((notice) => canBeNil(notice, facts)) ? '没有新增人员的，请报“零报告”。' : ''
}

function canBeNil({ kind, obligation }: Notice, { unsettled }: DigestFacts): boolean {
  const isOwn = kind === 'reminder' || kind === 'overdue'
  return isOwn && listOf(obligation.form)?.mode === 'new' && !unsettled?.has(obligation.id)
}

/** `低保对象新增名单`, or `待复核12件`. */
function owedName({ form, ref, cases, office }: Obligation, policy: DigestFacts['policy']): string {
  if (cases !== undefined) return `${caseTurnName(form, office)}${cases}件`
  return `${formName(form, policy)}${ref === undefined ? '' : `（${ref}）`}`
}

function itemOf(notice: Notice, facts: DigestFacts): Item {
  const { policy, calendar, unsettled, nilLink } = facts
  const { kind, obligation, was, day } = notice
  const { period, due, cases } = obligation
  const state = unsettled?.get(obligation.id)
  return {
    title: owedName(obligation, policy),
    facts: [
      ...(cases === undefined ? [periodLine(period)] : []),
      ...(kind === 'moved'
        ? [...(was ? [`原定：${dayAndWeekday(was)}`] : []), `现定：${untilOf(obligation)}`]
        : [`${cases === undefined ? '' : '最早'}截止：${untilOf(obligation)}`]),
      ...(state ? [UNSETTLED[state]] : []),
    ],
    ...(kind !== 'moved' && markOf(due, day, calendar)),
    ...(nilLink && canBeNil(notice, facts) && { link: nilStep(nilLink(obligation)) }),
  }
}

const nilStep = ({ url, code }: { readonly url: string; readonly code: string }) => ({
  text: `没有新增人员，提交零报告（打开后填写6位数字 ${code}）`,
  url,
})

/** A bureau asks which office is late, then with what. */
function itemsByOffice(notices: readonly Notice[], { policy, calendar }: DigestFacts): Item[] {
  const groups = Map.groupBy(notices, ({ obligation: o }) => `${o.division} ${o.office} ${o.period} ${o.due}`)
  return [...groups.values()].map((group) => {
    const { day, obligation } = firstOf(group)
    const forms = group.map(({ obligation: o }) => owedName(o, policy)).join('、')
    const of = obligation.cases === undefined ? `（${periodName(obligation.period)}）` : ''
    return {
      title: officeName(policy, obligation),
      facts: [`${forms}${of}`, `${of ? '' : '最早'}截止：${untilOf(obligation)}`],
      ...markOf(obligation.due, day, calendar),
    }
  })
}

function untilOf({ due, provisional }: Obligation): string {
  return `${dayAndWeekday(due)}24时${provisional ? '（暂定）' : ''}`
}

const UNSETTLED = {
  held: '已收到，等待另一人确认；确认后才算报送。',
  refused: '收到的文件未能接收，须改正后重新报送。',
}

function markOf(due: string, day: string, calendar: WorkCalendar): Pick<Item, 'mark' | 'urgent'> {
  if (day > due) return { mark: `逾期${calendar.count(due, day)}个工作日`, urgent: true }
  if (day === due) return { mark: '今天到期', urgent: true }
  const days = Math.round((Date.parse(due) - Date.parse(day)) / 86_400_000)
  return { mark: `还有${days}天` }
}

function stepOf(kinds: readonly NoticeKind[]): { text: string; label: string } {
  if (kinds.every((kind) => kind === 'case-overdue')) return { text: '请尽快登录平台办理。', label: '登录平台办理' }
  if (kinds.includes('overdue') || kinds.includes('case-overdue'))
    return { text: '请尽快登录平台补报。', label: '登录平台补报' }
  if (kinds.includes('reminder')) return { text: '请在截止时间前登录平台报送。', label: '登录平台报送' }
  if (kinds.includes('escalation')) return { text: '请督促有关单位尽快报送。', label: '查看报送情况' }
  if (kinds.includes('case-escalation')) return { text: '请督促有关单位尽快办理。', label: '查看办理情况' }
  return { text: '请按新的日期安排报送。', label: '查看报送日程' }
}
