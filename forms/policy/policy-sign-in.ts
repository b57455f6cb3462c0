/** The sheet 登录 (docs/access.md#sign-in), an item a row. */
import { SIGN_IN_BOUNDS, type SignInPolicy } from '../../schemas/records/sign-in-policy.ts'
import { keyOf, type Line, noneTwice } from './policy-lines.ts'

type Item = keyof SignInPolicy

const VALUE = '值'
const NAMES: Record<Item, string> = {
  idleMinutes: '无操作自动退出的分钟数',
  wholeHours: '一次登录最长的小时数',
  passwordDays: '密码有效天数',
}
const rangeOf = (item: Item) => `${SIGN_IN_BOUNDS[item].least}至${SIGN_IN_BOUNDS[item].most}的整数`
const HINTS: Record<Item, string> = {
  idleMinutes: `填${rangeOf('idleMinutes')}，从下一次登录起有效`,
  wholeHours: `填${rangeOf('wholeHours')}，从下一次登录起有效`,
  passwordDays: `填0或者${rangeOf('passwordDays')}；0表示不要求定期更换，到期的登录时先换密码`,
}

export function signInRows(signIn: SignInPolicy): (string | number)[][] {
  return (Object.keys(NAMES) as Item[]).map((item) => [NAMES[item], signIn[item], HINTS[item]])
}

/** A missing item stays as it is. */
export function signInIn(lines: readonly Line[], base: SignInPolicy): SignInPolicy {
  const items = lines.map((line) => ({ line, name: line.text('项目') }))
  noneTwice(items, ({ name }) => name, '这一项在本表中已有一行。请只保留一行。')
  const set = items.flatMap(({ line, name }) => {
    const item = keyOf(NAMES, name)
    if (item) return [[item, valueIn(line, item)] as const]
    if (name !== '') line.fault(`“项目”没有“${name}”这一项。请不要改动这一栏。`)
    return []
  })
  return { ...base, ...Object.fromEntries(set) }
}

function valueIn(line: Line, item: Item): number {
  const value = Number(line.text(VALUE))
  const { least, most } = SIGN_IN_BOUNDS[item]
  const isOff = item === 'passwordDays' && value === 0
  if (line.text(VALUE) !== '' && !isOff && !(Number.isInteger(value) && value >= least && value <= most))
    line.fault(`“${NAMES[item]}”只能填${item === 'passwordDays' ? '0（不要求定期更换）或者' : ''}${rangeOf(item)}。`)
  return value
}
