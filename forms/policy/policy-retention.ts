/** The sheet 保存期限 (docs/retention.md), an item a row. */
import { LEAST_MONTHS, MOST_MONTHS, type Retention } from '../../schemas/records/retention.ts'
import { ENDING_NAMES } from '../../wording/retention.ts'
import { keyOf, type Line, noneTwice } from './policy-lines.ts'

type Kind = keyof Retention

const MONTHS = '保存月数'
const NAMES = Object.fromEntries((Object.keys(LEAST_MONTHS) as Kind[]).map((kind) => [kind, ENDING_NAMES[kind]])) as {
  [K in Kind]: string
}
const HINTS: Record<Kind, string> = {
  audit: '登录、操作和查看人员的记录，从发生之日起',
  events: '人员的类别、认定结果何时因何变动，从变动之日起',
  uploads: '从报送之日起；仍在使用的名单、尚未结账的月份用到的文件不删除',
  mails: '给各单位发过哪些邮件，从发送之时起；没有发出的不删除',
}

export function retentionRows(retention: Retention): (string | number)[][] {
  return (Object.keys(NAMES) as Kind[]).map((kind) => [
    NAMES[kind],
    retention[kind],
    `${HINTS[kind]}；至少${LEAST_MONTHS[kind]}个月`,
  ])
}

/** A missing item stays as it is. */
export function retentionIn(lines: readonly Line[], base: Retention): Retention {
  const items = lines.map((line) => ({ line, name: line.text('项目') }))
  noneTwice(items, ({ name }) => name, '这一项在本表中已有一行。请只保留一行。')
  const set = items.flatMap(({ line, name }) => {
    const kind = keyOf(NAMES, name)
    if (kind) return [[kind, monthsIn(line, kind)] as const]
    if (name !== '') line.fault(`“项目”没有“${name}”这一项。请不要改动这一栏。`)
    return []
  })
  return { ...base, ...Object.fromEntries(set) }
}

function monthsIn(line: Line, kind: Kind): number {
  const months = Number(line.text(MONTHS))
  const least = LEAST_MONTHS[kind]
  if (line.text(MONTHS) !== '' && !(Number.isInteger(months) && months >= least && months <= MOST_MONTHS))
    line.fault(`“${NAMES[kind]}”至少保存${least}个月，最多${MOST_MONTHS}个月。请填${least}至${MOST_MONTHS}的整数。`)
  return months
}
