/** The demo city's files: the same for every hub, made from a seed; no person in them exists. */
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type City, type CountyMonth, type List, type Month, makeCity } from '../../samples/city.ts'
import { writeMonth } from '../../samples/workbooks.ts'
import { present } from '../../schemas/present.ts'

/** Sending days of the two months. */
const DAYS = ['2018-05-18', '2018-06-05'] as const

const HALF_A_LIST = 0
const NOT_A_SHEET = { county: 0, form: 'disabled-new' } as const
const NOBODY_NEW = { county: 2, form: 'tekun-new' } as const
const LATE = { county: 6, day: '2018-06-08' } as const
/** On which answers come, and on which the demo goes on. */
export const DEMO_DAY = '2018-06-12'

const SIZE = { counties: 10, listedPerCounty: 600, registeredPerCounty: 1200 }

/**
 * Ten counties and two months; in the second one a list is held, a file refused, a county late, and a department
 * silent.
 * @param size a city of fewer counties has no mishap of those that it lacks
 */
export function demoCity(size: typeof SIZE = SIZE): City {
  const city = makeCity({
    seed: 2018,
    ...size,
    day: DAYS[0],
    months: 2,
    badShare: 0.01,
  })
  const [first, second] = city.months as [Month, Month]
  const known = first.counties.flatMap(({ lists }) => lists)
  return {
    ...city,
    months: [
      { ...first, city: cityLists(city, [first]) },
      {
        ...second,
        day: DAYS[1],
        counties: second.counties.map((county, at) => ({ ...county, lists: listsOfMay(county.lists, at, known) })),
        city: cityLists(city, [first, second], 'disabled'),
      },
    ],
  }
}

function listsOfMay(lists: readonly List[], county: number, known: readonly List[]): List[] {
  const before = new Set(known.flatMap(({ rows }) => rows.map(({ idNumber }) => idNumber)))
  return lists.flatMap((list): List[] => {
    const isLeftOut = (mishap: { county: number; form: string }) =>
      county === mishap.county && `${list.category}-${list.kind}` === mishap.form
    if (isLeftOut(NOT_A_SHEET) || isLeftOut(NOBODY_NEW)) return []
    if (list.category !== 'dibao') return [list]
    const rows = county === HALF_A_LIST ? list.rows.slice(0, list.rows.length / 2) : list.rows
    const added = list.rows.filter(({ idNumber }) => !before.has(idNumber))
    return [{ ...list, rows }, ...(added.length > 0 ? [{ ...list, kind: 'new' as const, rows: added }] : [])]
  })
}

function cityLists({ places }: City, months: readonly Month[], without?: string): NonNullable<Month['city']> {
  const lists = months.flatMap(({ counties }) => counties.flatMap((county) => county.lists))
  const byCategory = Map.groupBy(lists, ({ category }) => category)
  return {
    county: { ...places.city, townships: [] },
    lists: [...byCategory].flatMap(([category, own]): List[] => {
      if (category === without) return []
      const rows = own.flatMap((list) => list.rows).filter(({ returned }) => returned === undefined)
      return [{ category, kind: 'full', rows: [...new Map(rows.map((row) => [row.idNumber, row])).values()] }]
    }),
  }
}

export interface Sitting {
  readonly day: string
  readonly counties: readonly CountyMonth[]
  readonly divisions: ReadonlySet<string>
}

function monthOf(city: City, at: number): Month {
  const month = city.months[at]
  if (!month) throw new Error(`the demo city has no month ${at}`)
  return month
}

export function sittingsOf(city: City, at: number): Sitting[] {
  const { day, counties } = monthOf(city, at)
  const isLate = (i: number) => at === 1 && i === LATE.county
  const sitting = (on: string, own: readonly CountyMonth[], more: string[]): Sitting => ({
    day: on,
    counties: own,
    divisions: new Set([...own.map(({ county }) => county.code), ...more]),
  })
  const late = counties.filter((_, i) => isLate(i))
  return [
    sitting(
      day,
      counties.filter((_, i) => !isLate(i)),
      [city.places.city.code],
    ),
    ...(late.length > 0 ? [sitting(LATE.day, late, [])] : []),
  ]
}

/** Answers come to all counties but the late one; in the first one they are under way, for its offices are the demo's persons. */
export function answeredOn(city: City): { day: string; late: string | undefined; underWay: string; period: string } {
  const { counties } = city.places
  const underWay = present(counties[0], 'a county of the demo').code
  return { day: DEMO_DAY, late: counties[LATE.county]?.code, underWay, period: monthOf(city, 1).period }
}

/** What the first county's federation has not sent, as 问题清单 calls it. */
export function missingOf(city: City): string {
  const { underWay, period } = answeredOn(city)
  return [underWay, 'disabled-federation', NOT_A_SHEET.form, period].join('.')
}

export function filesOfMonth(city: City, at: number): number {
  const { counties, city: own } = monthOf(city, at)
  const lists = [...counties, ...(own ? [own] : [])].reduce((sum, { lists }) => sum + lists.length, 0)
  return lists + counties.length + (at === 1 && counties[NOT_A_SHEET.county] ? 1 : 0)
}

/**
 * A month's inbox is written whole or not at all.
 * @returns its path
 */
export async function writeDemoMonth(city: City, at: number, dir: string): Promise<string> {
  const month = monthOf(city, at)
  const inbox = join(dir, month.period)
  if (existsSync(inbox)) return inbox
  const draft = `${inbox}.new`
  await rm(draft, { recursive: true, force: true })
  await writeMonth(month, draft, { files: 'mixed', strings: 'shared' })
  const spoilt = at === 1 ? month.counties[NOT_A_SHEET.county] : undefined
  if (spoilt) {
    const folder = join(draft, spoilt.county.code, 'disabled-federation')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, `${NOT_A_SHEET.form}.xlsx`), '%PDF-1.4\n%%EOF\n')
  }
  await rename(draft, inbox)
  return inbox
}
