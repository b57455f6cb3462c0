/** The sheet 期限 (docs/rules.md#deadlines), an item a row. */
import type { DeadlinePolicy } from '../../schemas/records/deadline-policy.ts'
import type { Line } from './policy-lines.ts'
import type { DeadlineSettings, PolicyWorkbook } from './policy-sheets.ts'

type Value = string | number | undefined

interface Item {
  readonly name: string
  readonly hint: string
  readonly write: (settings: DeadlineSettings) => Value
  readonly read: (line: Line) => DeadlineSettings
}

const VALUE = '值'
/** Its blank has a meaning. */
const SHARED_FROM = '信息共享起始日'
const HOLIDAYS = { 不变: 'stay', 提前: 'earlier', 顺延: 'later' } as const

const ITEMS: readonly Item[] = [
  number('名单报送日', '每月几日（1至28）', 28, 'listDay'),
  {
    name: '遇休息日',
    hint: '名单报送日是休息日时：不变、提前（前一个工作日）或顺延（后一个工作日）',
    write: ({ holiday }) => Object.entries(HOLIDAYS).find(([, code]) => code === holiday)?.[0],
    read(line) {
      const text = line.text(VALUE)
      if (!Object.hasOwn(HOLIDAYS, text)) line.fault(`“遇休息日”只能填：${Object.keys(HOLIDAYS).join('、')}。`)
      return { holiday: HOLIDAYS[text as keyof typeof HOLIDAYS] }
    },
  },
  {
    name: SHARED_FROM,
    hint: '从这一天起市级部门不再每月报送全部名单；尚未共享的留空',
    write: ({ sharedFrom }) => sharedFrom,
    read: (line) => ({ sharedFrom: line.day(VALUE) }),
  },
  number('统计表', '次月第几个工作日', 20, 'statisticsWorkday'),
  number('汇总表', '统计表之后几个工作日', 20, 'consolidatedWorkdays'),
  asked('申报材料', 'materials'),
  asked('回盘', 'bank-return'),
  asked('拨款', 'allocation'),
  standing('待复核', 'under-review', '案件待复核'),
  standing('办理失败', 'failed', '银行未能办理'),
  standing('暂停办理', 'paused', '案件暂停办理'),
  standing('等待外县', 'waiting', '案件等待外县办理'),
  standing('银行待查', 'unclear', '银行回复待查'),
  standing('关系转入', 'transfer', '办理关系转入'),
  standing('名单更正', 'correct-list', '退回名单单位更正'),
  standing('对方县答复', 'other-county', '另一县认定由其负责，本县答复'),
  number('账号锁定', '账号多少天没有登录，由平台锁定（30至365）', 365, 'unusedDays', 30),
  {
    name: '已公布放假安排的年份',
    hint: '平台自带的日历还没有的年份，例如 2027；放假和调休的日子填在“工作日调整”表。一般为空',
    write: ({ published }) => published?.join('、'),
    read(line) {
      const years = line
        .text(VALUE)
        .split(/[、,，;；\s]+/)
        .filter(Boolean)
      if (!years.every((year) => /^20\d\d$/.test(year))) line.fault('“已公布放假安排的年份”请写四位年份，例如 2027。')
      return { published: years.map(Number) }
    },
  },
]

/** Item, value, hint. */
export function deadlineRows(settings: DeadlineSettings): Value[][] {
  const isSet = ({ name, write }: Item) =>
    write(settings) !== undefined || (name === SHARED_FROM && 'sharedFrom' in settings)
  return ITEMS.filter(isSet).map(({ name, hint, write }) => [name, write(settings), hint])
}

/** A missing item stays as it is. */
export function deadlineSettings(lines: readonly Line[]): DeadlineSettings {
  const seen = new Set<string>()
  let settings: DeadlineSettings = {}
  for (const line of lines) {
    const name = line.text('项目')
    const item = ITEMS.find((one) => one.name === name)
    if (name !== '' && !item) line.fault(`“项目”没有“${name}”这一项。请不要改动这一栏。`)
    if (seen.has(name)) line.fault('这一项在本表中已有一行。请只保留一行。')
    seen.add(name)
    if (!item) continue
    const { asked: days, cases, ...others } = item.read(line)
    settings = {
      ...settings,
      ...others,
      ...(days && { asked: { ...settings.asked, ...days } }),
      ...(cases && { cases: { ...settings.cases, ...cases } }),
    }
  }
  return settings
}

/** Days replace all earlier ones, settings one by one. */
export function deadlinesWith(base: DeadlinePolicy, workbook: PolicyWorkbook): DeadlinePolicy {
  const { published = base.calendar.published, asked: days, cases, ...settings } = workbook.deadlines ?? {}
  const changed = { ...base, ...settings, asked: { ...base.asked, ...days }, cases: { ...base.cases, ...cases } }
  return { ...changed, calendar: { published: [...published], overrides: [...workbook.calendar] } }
}

export function settingsOf({ calendar, ...deadlines }: DeadlinePolicy): DeadlineSettings {
  const { listDay, holiday, sharedFrom, statisticsWorkday, consolidatedWorkdays, unusedDays, asked: days } = deadlines
  const { published } = calendar
  const { cases } = deadlines
  const workdays = { statisticsWorkday, consolidatedWorkdays, unusedDays, asked: days, cases }
  return { listDay, holiday, sharedFrom, ...workdays, published }
}

function number(
  name: string,
  hint: string,
  most: number,
  key: 'listDay' | 'statisticsWorkday' | 'consolidatedWorkdays' | 'unusedDays',
  least = 1,
): Item {
  return {
    name,
    hint,
    write: (settings) => settings[key],
    read: (line) => ({ [key]: whole(line, name, most, least) }),
  }
}

function asked(name: string, form: keyof DeadlinePolicy['asked']): Item {
  return {
    name,
    hint: '提出之后几个工作日内报送',
    write: ({ asked: days }) => days?.[form],
    read: (line) => ({ asked: { [form]: whole(line, name, 250) } }),
  }
}

function standing(name: string, state: keyof DeadlinePolicy['cases'], what: string): Item {
  return {
    name,
    hint: `${what}，几个工作日内处理`,
    write: ({ cases }) => cases?.[state],
    read: (line) => ({ cases: { [state]: whole(line, name, 250) } }),
  }
}

function whole(line: Line, name: string, most: number, least = 1): number {
  const value = Number(line.text(VALUE))
  if (!(Number.isInteger(value) && value >= least && value <= most))
    line.fault(`“${name}”应为${least}至${most}的整数。`)
  return value
}
