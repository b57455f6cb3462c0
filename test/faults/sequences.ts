/** Small sequences of months made up at random, and what must be listed in the end, told without the code it judges. */

import { checkCharacter, idNumber } from '../../samples/id-number.ts'
import fc from '../fc.ts'
import { type Cells, csvOf, TOWNSHIPS } from './lists.ts'

export const COUNTIES = Object.keys(TOWNSHIPS)
/** Lists of so few persons are held, too. */
export const HELD = { percent: 20, persons: 2 }
export const LAST_DAY = '2019-01-05'
const DAYS = ['2018-06-06', '2018-07-06', LAST_DAY]
/** Some become 16 or 60 between the days. */
const BIRTHS = ['1958-06-20', '2002-06-20', '1958-12-24', '2002-12-24', '1957-03-05', '1975-03-05', '1990-01-01']
const PERSONS = 10

interface Someone {
  readonly n: number
  /** 2 is another spelling of the name. */
  readonly name: 1 | 2
  readonly mistake?: 'name-missing' | 'id-checksum' | undefined
}
export interface Step {
  readonly form: 'tekun-full' | 'tekun-new' | 'dibao-full' | 'dibao-new' | 'register'
  readonly county: string
  readonly month: number
  /** Its 所属期 is that of a month before: a list that comes late. */
  readonly behind: boolean
  readonly rows: readonly (Someone & { readonly township: 0 | 1; readonly register: Cells })[]
}

const birthOf = (n: number) => BIRTHS[n % BIRTHS.length]!
const idOf = (n: number) => idNumber('440222', birthOf(n), 100 + n)
const nameOf = ({ n, name }: Someone) => '张李王赵陈杨黄周吴徐'[n % 10]! + (name === 1 ? '明' : '民')
export const numbered = new Map(Array.from({ length: PERSONS }, (_, n) => [idOf(n), n]))

const often = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(usual, ...others) })

const row = fc.record({
  n: fc.nat({ max: PERSONS - 1 }),
  name: often<1 | 2>(1, 2),
  mistake: often<Someone['mistake']>(undefined, 'name-missing', 'id-checksum'),
  township: fc.constantFrom<0 | 1>(0, 1),
  register: fc.record({
    险种: often('城乡居民', '企业职工'),
    参保状态: often('正常参保', '终止参保', '死亡', '暂停缴费'),
    本年缴费方式: often('未缴费', '个人缴费', '政府代缴'),
    待遇状态: often('未领取', '正常领取', '暂停'),
    在校学生: often('', '是'),
  }),
})
const step = fc.record({
  form: fc.constantFrom<Step['form']>('tekun-full', 'tekun-new', 'dibao-full', 'dibao-full', 'dibao-new', 'register'),
  county: fc.constantFrom(...COUNTIES),
  month: fc.nat({ max: DAYS.length - 1 }),
  behind: often(false, true),
  rows: fc.array(row, { minLength: 1, maxLength: 8 }),
})
/** In a register numbers are broken more often: the name alone then says whose row it is. */
const withLostNumbers = (one: Step): Step =>
  one.form !== 'register'
    ? one
    : { ...one, rows: one.rows.map((r) => (r.township === 1 && r.n % 2 === 0 ? { ...r, mistake: 'id-checksum' } : r)) }
/** In the order in which their URLs are asked for. */
export const steps: fc.Arbitrary<Step[]> = fc
  .array(step, { minLength: 4, maxLength: 10 })
  .map((all) => all.map(withLostNumbers).toSorted((a, b) => a.month - b.month))

export const dayOf = ({ month }: Step): string => DAYS[month]!
export const periodOf = ({ month, behind }: Step): string => (behind ? '2018-01' : DAYS[month]!.slice(0, 7))

export function contentOf({ form, county, rows }: Step): Buffer {
  const cells = rows.map((r): Cells => {
    const id = idOf(r.n)
    const wrong = id.slice(0, 17) + (checkCharacter(id.slice(0, 17)) === '1' ? '2' : '1')
    return {
      姓名: r.mistake === 'name-missing' ? '' : nameOf(r),
      身份证号码: r.mistake === 'id-checksum' ? wrong : id,
      ...(form === 'register'
        ? r.register
        : {
            '乡镇（街道）': TOWNSHIPS[county]![r.township],
            低保证号: '1',
            特困供养证号: '1',
            供养方式: '集中供养',
          }),
    }
  })
  return csvOf(form === 'register' ? 'register' : form.startsWith('tekun') ? 'tekun' : 'dibao', cells)
}

interface Listed {
  readonly name: string
  readonly period: string
}

/** How a full list stands, by its place in the order. */
export type Stand = (index: number) => 'judged' | 'held' | 'confirmed' | 'withdrawn'

export interface After {
  /** Who is listed, as `<county> <number> <categories> <name>`. */
  readonly listed: string[]
  /** The places of the full lists that end nobody until they are confirmed. */
  readonly held: number[]
}

/** Who is listed in the end, by docs/rules.md#listings. */
export function listedAfter(all: readonly Step[], stand: Stand): After {
  const rosters = new Map<string, Map<number, Listed>>()
  const held: number[] = []
  for (const [index, step] of all.entries()) {
    if (step.form === 'register' || stand(index) === 'withdrawn') continue
    const [category, mode] = step.form.split('-') as [string, string]
    const at = `${step.county} ${category}`
    const before = rosters.get(at) ?? new Map<number, Listed>()
    const { accepted, returned, returnedNames, nameless } = saidIn(step)
    // Where no row is accepted the file is refused, and waits for nobody.
    if (accepted.size === 0) continue
    const period = periodOf(step)
    const newNames = new Set([...accepted].filter(([n, name]) => before.get(n)?.name !== name).map(([, name]) => name))
    const ends = [...before].filter(
      ([n, listed]) =>
        !(accepted.has(n) || returned.has(n)) &&
        !(returnedNames.has(listed.name) || newNames.has(listed.name) || listed.period > period),
    )
    const isHeavy =
      (ends.length > HELD.persons && ends.length * 100 > before.size * HELD.percent) ||
      (ends.length >= 3 && ends.length * 2 > before.size) ||
      (ends.length > 0 && (returnedIn(step) * 2 > step.rows.length || nameless.some((n) => !before.has(n))))
    const after = new Map(before)
    const isHeld = mode === 'full' && stand(index) !== 'confirmed' && (isHeavy || stand(index) === 'held')
    if (mode === 'full' && !isHeld) for (const [n] of ends) after.delete(n)
    if (isHeld) held.push(index)
    for (const [n, name] of accepted) {
      const periods = [before.get(n)?.period ?? '', period].sort()
      after.set(n, { name, period: periods[1]! })
    }
    rosters.set(at, after)
  }
  return { listed: linesFrom(rosters), held }
}

function linesFrom(rosters: ReadonlyMap<string, ReadonlyMap<number, Listed>>): string[] {
  const lines: string[] = []
  for (const county of COUNTIES)
    for (let n = 0; n < PERSONS; n++) {
      const of = ['tekun', 'dibao'].filter((category) => rosters.get(`${county} ${category}`)?.has(n))
      if (of.length > 0) lines.push(`${county} ${n} ${of.join('+')} ${rosters.get(`${county} ${of[0]}`)!.get(n)!.name}`)
    }
  return lines.sort()
}

/** A number that is not right says nothing of its person but the name; a name that is missing leaves the number. */
function saidIn({ rows }: Step) {
  const accepted = new Map<number, string>()
  const [returned, returnedNames, seen] = [new Set<number>(), new Set<string>(), new Set<number>()]
  const nameless: number[] = []
  for (const r of rows) {
    const isRight = r.mistake !== 'id-checksum'
    if (isRight && !r.mistake && !seen.has(r.n)) {
      accepted.set(r.n, nameOf(r))
      seen.add(r.n)
      continue
    }
    if (isRight) {
      returned.add(r.n)
      seen.add(r.n)
    }
    if (r.mistake === 'name-missing') nameless.push(r.n)
    else returnedNames.add(nameOf(r))
  }
  return { accepted, returned, returnedNames, nameless }
}

export interface Registered {
  /** Names in returned rows of the latest register that say by no number whose they are. */
  readonly names: ReadonlySet<string>
  /** Of all of the county's registers: numbers and names in returned rows. One that is held takes none of them back. */
  readonly ever: ReadonlySet<number | string>
}

/** By county, of what its registers returned; nothing for a county without any that was accepted. */
export function returnedByRegisters(all: readonly Step[]): Map<string, Registered> {
  const counties = new Map<string, Registered>()
  for (const { form, county, rows } of all) {
    if (form !== 'register') continue
    const [first, names, numbers] = [new Map<string, string | undefined>(), new Set<string>(), new Set<number>()]
    for (const r of rows) {
      const place = `${r.n} ${r.register.险种}`
      if (r.mistake === 'id-checksum') names.add(nameOf(r))
      else if (r.mistake || first.has(place)) numbers.add(r.n)
      if (r.mistake === undefined && first.has(place) && first.get(place) !== nameOf(r)) names.add(nameOf(r))
      if (r.mistake !== 'id-checksum' && !first.has(place)) first.set(place, r.mistake ? undefined : nameOf(r))
    }
    // Where no row is accepted the file is refused.
    if ([...first.values()].every((name) => name === undefined)) continue
    const before = counties.get(county)?.ever ?? []
    counties.set(county, { names, ever: new Set([...before, ...names, ...numbers]) })
  }
  return counties
}

const returnedIn = (step: Step) => step.rows.length - saidIn(step).accepted.size
