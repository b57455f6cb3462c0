/** Simulated cities, two of them or at length twenty, each for some months, and what the model says where one of their files is another. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { checkFolder } from '../../../local/year/check-folder.ts'
import { FaultCounts } from '../../../local/year/fault-counts.ts'
import { type HubOfMonths, startHubOfMonths } from '../../../local/year/hub-of-months.ts'
import { playTwice } from '../../../local/year/play-twice.ts'
import { filesUnder } from '../../../local/year/read-files.ts'
import { isLong } from '../../long.ts'

const work = mkdtempSync(join(tmpdir(), 'yingbao-simulated-'))
/** Of two counties, and at length with crashes. */
const LARGE = 20
const SEEDS = isLong ? Array.from({ length: LARGE }, (_, at) => at + 1) : [14, LARGE]
/** With crashes. */
const CRASHED = isLong ? LARGE : 14
/** What a month leaves to the next. */
const TWO_MONTHS = [1, 9, 17]
const LAST = join(work, String(LARGE))

let hub: HubOfMonths
beforeAll(async () => {
  hub = await startHubOfMonths()
})
afterAll(async () => {
  await hub.stop()
  rmSync(work, { recursive: true, force: true })
})

test.each(SEEDS)('what must never happen does not in the months of seed %i', async (seed) => {
  const isLarge = seed === LARGE
  const size = isLarge
    ? { counties: 2, people: 7, months: 2 }
    : { counties: 1, people: 5, months: TWO_MONTHS.includes(seed) ? 2 : 1 }
  const options = { ...size, seed, dir: join(work, String(seed)) }
  expect(await playTwice(options, seed === CRASHED, hub, new FaultCounts())).toEqual([])
})

describe('the model says so where', () => {
  const months = () => [...new Set(filesUnder(LAST).map(({ division }) => division))].filter((one) => one.includes('-'))
  const last = () => months().sort().at(-1)!

  /** What the model says of a copy of the last city with one file changed. */
  function said(change: (dir: string) => void): string[] {
    const dir = mkdtempSync(join(work, 'copy-'))
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
    cpSync(LAST, dir, { recursive: true })
    change(dir)
    return checkFolder(dir)
  }

  /** In the last month in which there is something to change. */
  const table = (name: string, change: (lines: string[]) => string[]) => (dir: string) => {
    for (const month of months().sort().reverse()) {
      const path = join(dir, month, 'out', `${name}.csv`)
      const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
      const changed = change(lines)
      if (changed.join() === lines.join()) continue
      return writeFileSync(path, `${changed.join('\n')}\n`)
    }
    throw new Error(`no month has such a line of ${name}.csv`)
  }
  const without = (what: RegExp) => (lines: string[]) => {
    const at = lines.findIndex((line) => what.test(line))
    return lines.filter((_, index) => index !== at)
  }
  const replaced = (what: RegExp, by: string) => (lines: string[]) => {
    const at = lines.findIndex((line) => what.test(line))
    return at < 0 ? lines : lines.with(at, lines[at]!.replace(what, by))
  }

  test('nothing was changed: nothing', () => {
    expect(said(() => {})).toEqual([])
  })

  test.each<[string, string, RegExp, (dir: string) => void]>([
    ['a listed person has no outcome', 'outcomes', /is listed and has no outcome/, table('outcomes', without(/^\d/))],
    [
      'an outcome is another',
      'outcomes',
      /, and should be /,
      table('outcomes', replaced(/,(drawing|sponsored|pay|enrol),/, ',student,')),
    ],
    ['a case is missing', 'cases', /has no case/, table('cases', without(/,under-review,/))],
    [
      'a paid case is another',
      'cases',
      /it is collecting where its rows are/,
      table('cases', replaced(/,(paid|in-flight),/, ',collecting,')),
    ],
    [
      'a case under review is another',
      'cases',
      /, and should be under-review/,
      table('cases', replaced(/,under-review,/, ',collecting,')),
    ],
    ['the money is another', 'tieout', /tieout.csv .* approved:/, table('tieout', replaced(/,\d+\.\d\d,/, ',1.00,'))],
    ['a county’s money is missing', 'tieout', /tieout.csv has no line/, table('tieout', without(/^\d/))],
    ['a receipt is missing', 'receipts', /receipts.csv has not/, table('receipts', without(/^\d/))],
    [
      'a receipt counts others',
      'receipts',
      /by its receipt, and \d+ by its rows/,
      table(
        'receipts',
        replaced(/register,accepted,(\d+),(\d+),(\d+),\d+,\d+,\d+/, 'register,accepted,$1,$2,$3,0,0,9'),
      ),
    ],
    [
      'a wrong row was taken',
      'rejections',
      /not returned, though it is wrong/,
      table('rejections', without(/,(register|[a-z-]+-full),[1-9]/)),
    ],
    [
      'a good row was returned',
      'rejections',
      /returned, though nothing is wrong/,
      table('rejections', (lines) => [...lines, '440203,social-insurance,register,2,id-format,']),
    ],
  ])('%s', (_, _name, sentence, change) => {
    expect(said(change)).toContainEqual(expect.stringMatching(sentence))
  })

  const book =
    (folder: string, change: (rows: unknown[][]) => void, ofCity = false) =>
    (dir: string) => {
      const found = months().flatMap((month) => filesUnder(join(dir, month, 'out'), folder))
      const isCounty = ({ division }: { division: string }) => !division.endsWith('00')
      const { path } = found.find(
        (file) => folder !== 'statistics' || (file.name === 'total' && isCounty(file) === !ofCity),
      )!
      const { Sheets, SheetNames } = read(readFileSync(path))
      const rows = utils.sheet_to_json<unknown[]>(Sheets[SheetNames[0]!]!, { header: 1, defval: '' })
      change(rows)
      const changed = utils.book_new()
      utils.book_append_sheet(changed, utils.aoa_to_sheet(rows))
      writeFileSync(path, write(changed, { type: 'buffer', bookType: 'xlsx' }))
    }
  const cellOf = (rows: unknown[][], label: string) => {
    const row = rows.find((cells) => cells.includes(label))!
    return { row, at: row.indexOf(label) + 1 }
  }

  const oneMore = (rows: unknown[][]) => {
    const sum = rows.find(([first]) => first === '合计')!
    sum[1] = Number(sum[1]) + 1
  }
  test('the city’s return is not the sum of its counties’', () => {
    expect(said(book('statistics', oneMore, true))).toContainEqual(expect.stringMatching(/the city's total 名单人数/))
  })

  test('the city’s return is missing', () => {
    const gone = (dir: string) => rmSync(join(dir, last(), 'out', '440200'), { recursive: true })
    expect(said(gone)).toContainEqual(expect.stringMatching(/the city has no statistics total/))
  })

  test('a statistic is no count of ledger rows', () => {
    expect(said(book('statistics', oneMore))).toContainEqual(
      expect.stringMatching(/合计 名单人数: \d+ in the statistics, \d+ in the ledger/),
    )
  })

  test('finance is asked for more than the batch costs', () => {
    const change = book('finance', (rows) => {
      const { row, at } = cellOf(rows, '本次申请')
      row[at] = Number(row[at]) + 120
    })
    expect(said(change)).toContainEqual(expect.stringMatching(/asks .* and should/))
  })

  test('a batch goes to the bank a second time under another number', () => {
    const again = (dir: string) => {
      const [first] = months().flatMap((month) => filesUnder(join(dir, month, 'out'), 'bank'))
      cpSync(first!.path, join(dir, last(), 'out', first!.division, 'bank', `${first!.name.slice(0, -3)}999.xlsx`), {
        recursive: true,
      })
    }
    expect(said(again)).toContainEqual(expect.stringMatching(/paid twice|claimed twice/))
  })
})
