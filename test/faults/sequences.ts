/** Small sequences of months made up at random, and what must be listed in the end, told without the code it judges. */
import fc from 'fast-check'
import { checkCharacter, idNumber } from '../../samples/id-number.ts'
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
  rows: fc.array(row, { minLength: 1, maxLength: 8 }),
})
/** In the order in which their URLs are asked for. */
export const steps: fc.Arbitrary<Step[]> = fc
  .array(step, { minLength: 4, maxLength: 10 })
  .map((all) => all.toSorted((a, b) => a.month - b.month))

export const dayOf = ({ month }: Step): string => DAYS[month]!

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

/**
 * Who is listed in the end, as `<county> <number> <categories> <name>`, by RULES section 3, "Listings". `isConfirmed`
 * tells by its place in the order whether a second person has confirmed a full list that was held.
 */
export function listedAfter(all: readonly Step[], isConfirmed: (index: number) => boolean): string[] {
  const rosters = new Map<string, Map<number, string>>()
  for (const [index, { form, county, rows }] of all.entries()) {
    if (form === 'register') continue
    const [category, mode] = form.split('-') as [string, string]
    const roster = rosters.get(`${county} ${category}`) ?? new Map<number, string>()
    rosters.set(`${county} ${category}`, roster)
    const accepted = new Map<number, string>()
    const returned = new Set<number>()
    const returnedNames = new Set<string>()
    const seen = new Set<number>()
    for (const r of rows) {
      if (r.mistake === 'id-checksum') returnedNames.add(nameOf(r))
      else if (r.mistake || seen.has(r.n)) returned.add(r.n)
      else accepted.set(r.n, nameOf(r))
      if (r.mistake !== 'id-checksum') seen.add(r.n)
    }
    if (mode === 'full') {
      const ends = [...roster].filter(([n, name]) => !accepted.has(n) && !returned.has(n) && !returnedNames.has(name))
      const isHeld = ends.length > HELD.persons && ends.length * 100 > roster.size * HELD.percent
      if (!isHeld || isConfirmed(index)) for (const [n] of ends) roster.delete(n)
    }
    for (const [n, name] of accepted) roster.set(n, name)
  }
  const lines: string[] = []
  for (const county of COUNTIES)
    for (let n = 0; n < PERSONS; n++) {
      const of = ['tekun', 'dibao'].filter((category) => rosters.get(`${county} ${category}`)?.has(n))
      if (of.length > 0) lines.push(`${county} ${n} ${of.join('+')} ${rosters.get(`${county} ${of[0]}`)!.get(n)}`)
    }
  return lines
}
