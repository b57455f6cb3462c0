/** The demo city's files: the same for every hub, made from a seed; no person in them exists. */
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type City, type CountyMonth, makeCity } from '../samples/city.ts'
import { writeMonth } from '../samples/workbooks.ts'

/** The county, by its place in the city, and the month in which each of the demo's mishaps happens. */
const HALF_A_LIST = { county: 4, month: 1 }
const NOT_A_SHEET = { county: 7, month: 1, form: 'disabled-new.2' }

/**
 * Ten counties, some 6,000 persons, two months that follow each other; one row in a hundred is bad. In the second one
 * county sends half of its dibao list, which is held, and one sends a PDF that is called .xlsx, which is refused.
 */
export function demoCity(): City {
  const city = makeCity({
    seed: 2018,
    counties: 10,
    listedPerCounty: 600,
    registeredPerCounty: 1200,
    day: '2018-06-06',
    months: 2,
    badShare: 0.01,
  })
  const halved = (county: CountyMonth): CountyMonth => ({
    ...county,
    lists: county.lists.map((list) =>
      list.category === 'dibao' ? { ...list, rows: list.rows.slice(0, list.rows.length / 2) } : list,
    ),
  })
  return {
    ...city,
    months: city.months.map((month, m) => ({
      ...month,
      counties: month.counties.map((county, c) =>
        m === HALF_A_LIST.month && c === HALF_A_LIST.county ? halved(county) : county,
      ),
    })),
  }
}

/** How many files a month of the city is sent as. */
export function filesOfMonth(city: City, at: number): number {
  const lists = city.months[at]!.counties.reduce((sum, { lists }) => sum + lists.length, 0)
  return lists + city.months[at]!.counties.length + (at === NOT_A_SHEET.month ? 1 : 0)
}

/** Writes a month's inbox below `dir`, if it is not there; whole or not at all. Answers its path. */
export async function writeDemoMonth(city: City, at: number, dir: string): Promise<string> {
  const month = city.months[at]!
  const inbox = join(dir, month.period)
  if (existsSync(inbox)) return inbox
  const draft = `${inbox}.new`
  await rm(draft, { recursive: true, force: true })
  await writeMonth(month, draft, { files: 'mixed', strings: 'shared' })
  if (at === NOT_A_SHEET.month) {
    const folder = join(draft, month.counties[NOT_A_SHEET.county]!.county.code, 'disabled-federation')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, `${NOT_A_SHEET.form}.xlsx`), '%PDF-1.4\n%%EOF\n')
  }
  await rename(draft, inbox)
  return inbox
}
