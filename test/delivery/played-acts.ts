/** Random acts of a city's offices between two closes, and how each is played. */
import { CHOICES, Finding } from '../../schemas/codes.ts'
import { type Cells, COUNTY, listed, OTHER_COUNTY, person, registered } from '../faults/lists.ts'
import fc from '../fc.ts'
import { townshipsOf } from './offices-today.ts'
import type { PlayedCity } from './played-city.ts'

/** Who turns up anywhere: of every outcome some. */
const PERSONS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 36, 43]
const RESULTS = [undefined, '00', '00', '01', '02', '04', '05', '90', '99']
const ROWS: readonly Cells[] = [
  {},
  { 本年缴费方式: '政府代缴', 本年缴费金额: '120' },
  { 本年缴费方式: '个人缴费' },
  { 参保状态: '死亡' },
  { 待遇状态: '正常领取' },
  { 险种: '城镇职工' },
  { 姓名: '王别名' },
]
const COLLECTED = ['已收齐', '已收齐', '已收齐', '未收齐', '本人放弃']
const STEPS = ['prepare', 'approve', 'send back', 'bank', 'pay'] as const

const of = fc.constantFrom(COUNTY, OTHER_COUNTY)
const n = fc.constantFrom(...PERSONS)
const who = fc.uniqueArray(n, { maxLength: 9 })
/** What an act chooses. */
const draw = fc.nat({ max: 999 })

const kind = <K extends string>(name: K) => fc.constant(name)
const lists = fc.record({ kind: kind('list'), of, who, draw, isFull: fc.boolean(), isTakenBack: fc.boolean() })
const registers = fc.record({ kind: kind('register'), of, who, draw })
const materials = fc.record({ kind: kind('materials'), of, n, draw })
const settlements = fc.record({ kind: kind('settlement'), of, n, draw })
const payments = fc.record({ kind: kind('payment'), of, step: fc.constantFrom(...STEPS), draw })
const closes = fc.record({ kind: kind('close'), of })
const days = fc.record({ kind: kind('days'), days: fc.constantFrom(1, 8, 40, 150) })

const act = fc.oneof(
  { arbitrary: lists, weight: 4 },
  { arbitrary: registers, weight: 3 },
  { arbitrary: materials, weight: 2 },
  { arbitrary: settlements, weight: 2 },
  { arbitrary: payments, weight: 4 },
  { arbitrary: closes, weight: 2 },
  { arbitrary: days, weight: 2 },
)
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never

export const months = fc.array(act, { minLength: 5, maxLength: 12 })

const at = <T>(all: readonly T[], number: number): T => all[number % all.length] as T

export async function play(city: PlayedCity, one: Act): Promise<unknown> {
  switch (one.kind) {
    case 'list': {
      const townships = townshipsOf(one.of)
      const rows = one.who.map((n) => listed(n, one.of, { '乡镇（街道）': at(townships, one.draw + n) }))
      const id = await city.list(one.of, one.isFull ? 'dibao-full' : 'dibao-new', rows)
      return one.isTakenBack && city.takeBack(one.of, id)
    }
    case 'register':
      return city.register(
        one.of,
        one.who.map((n) => registered(n, at(ROWS, one.draw + 5 * n))),
      )
    case 'materials':
      return report(city, one)
    case 'settlement': {
      const named = await city.named(one.of, person(one.n).id)
      const choice = at(Object.keys(CHOICES), one.draw)
      const said = { 处理意见: choice, 正确姓名: named?.姓名 ?? '', 依据说明: '已经电话核实' }
      return named && city.answer('settlement', one.of, [{ ...named, ...said }])
    }
    case 'payment':
      return pay(city, one)
    case 'close':
      return city.close(one.of)
    case 'days':
      return city.wait(one.days)
  }
}

/** Whichever township it is of takes it. */
async function report(city: PlayedCity, one: { of: string; n: number; draw: number }): Promise<void> {
  const named = await city.named(one.of, person(one.n).id)
  if (!named) return
  const said = {
    ...{ 材料情况: at(COLLECTED, one.draw), 入户复核: '已复核', 复核日期: city.day },
    ...{ 核实情况: one.draw % 4 === 0 ? at(Finding.options, one.draw) : '属实' },
    ...{ 收集人: '甲', 复核人: '乙', 乡镇确认人: '丙' },
  }
  for (const township of townshipsOf(one.of)) await city.answer('materials', township, [{ ...named, ...said }])
}

async function pay(city: PlayedCity, one: { of: string; step: (typeof STEPS)[number]; draw: number }): Promise<void> {
  if (one.step === 'prepare' || one.step === 'pay') await city.prepare(one.of)
  if (one.step === 'approve' || one.step === 'pay') await city.decide(one.of, true)
  if (one.step === 'send back') await city.decide(one.of, false)
  if (one.step === 'bank') await city.bank(one.of, (row) => at(RESULTS, one.draw + 7 * row))
}
