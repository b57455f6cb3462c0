/** A damaged or missing object of one county is named once by the command, and the other counties' months are whole. */
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bitAt } from '../faults/damage.ts'
import { some } from '../long.ts'
import { csvTable, filesIn } from './produced.ts'

const CASE = fileURLToPath(new URL('../small-cases/50-csv-cut-in-a-character/m1', import.meta.url))
const MONTH = fileURLToPath(new URL('../../local/commands/month.ts', import.meta.url))
const REPAIR = fileURLToPath(new URL('../../local/commands/repair.ts', import.meta.url))
const [BROKEN, OTHERS]: [string, string[]] = ['440222', ['440224']]
const LIST = 'registered-poor'
const [period = '', today = ''] = ['period', 'today'].map((what) =>
  readFileSync(join(CASE, `${what}.txt`), 'utf8').trim(),
)

const work = mkdtempSync(join(tmpdir(), 'yingbao-objects-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** The one county has sent its files, and its month is closed. */
const begun = join(work, 'begun')
beforeAll(() => {
  const inbox = inboxOf('own', [BROKEN])
  expect(month({ inbox, out: join(work, 'own-out'), data: begun })).toMatchObject({ status: 0 })
})

function inboxOf(name: string, counties: readonly string[], only = '**'): string {
  const inbox = join(work, name)
  for (const county of counties) {
    const from = join(CASE, 'inbox', county)
    for (const file of globSync(only, { cwd: from, withFileTypes: true }).filter((one) => one.isFile())) {
      const to = join(inbox, county, file.parentPath.slice(from.length))
      mkdirSync(to, { recursive: true })
      cpSync(join(file.parentPath, file.name), join(to, file.name))
    }
  }
  return inbox
}

const month = (folders: { inbox: string; out: string; data: string }) =>
  spawnSync(
    process.execPath,
    [MONTH, '--period', period, '--today', today, ...Object.entries(folders).flatMap(([k, v]) => [`--${k}`, v])],
    { encoding: 'utf8', timeout: 280_000 },
  )

const HARMS: Record<string, (file: string) => void> = {
  damaged: (file) => writeFileSync(file, bitAt(0.5)(readFileSync(file))),
  gone: (file) => rmSync(file),
}

/** Paths of files under the folder of objects, and which of them is meant. */
const OBJECTS: Record<string, string> = {
  'the table of its register': `rosters/${BROKEN}/register/*.rows`,
  'the roster of its register': `rosters/${BROKEN}/register/*[!ws]`,
  'the roster of its list': `rosters/${BROKEN}/${LIST}/*`,
}

const HARMED = [
  { what: 'the roster of its register', how: 'gone', sends: '', isClosed: false },
  { what: 'the roster of its list', how: 'damaged', sends: 'poverty-alleviation/*', isClosed: false },
  // Nobody of its own county needs the table: no message is lost, and its month is closed.
  { what: 'the table of its register', how: 'damaged', sends: '', isClosed: true },
]

test.each(some(HARMED, 2))('$what, $how', ({ what, how, sends, isClosed }) => {
  const name = `${what} ${how}`.replaceAll(' ', '-')
  const [data, out] = [join(work, name), join(work, `${name}-out`)]
  cpSync(begun, data, { recursive: true })
  const end = '._S3rver_object'
  const [file = '', ...more] = globSync(`s3/objects/*/${OBJECTS[what]}${end}`, { cwd: data })
  expect(more).toEqual([])
  const key = file.slice(file.indexOf('rosters/'), -end.length)
  HARMS[how]!(join(data, file))
  const inbox = inboxOf(`${name}-inbox`, OTHERS)
  if (sends) inboxOf(`${name}-inbox`, [BROKEN], sends)

  const { status, stderr } = month({ inbox, out, data })

  expect(status).toBe(1)
  expect(stderr.split(key)).toHaveLength(2)
  const state = how === 'gone' ? '丢失' : '损坏'
  const told = `没有办完：始兴县（${BROKEN}）：平台保存的文件已${state}（${key}）`
  const [line = ''] = stderr.split('\n').filter((text) => text.startsWith(told))
  expect(line).toContain(`npm run repair -- --data ${data}`)
  expect(stderr.split('\n').filter((text) => text.startsWith('没有办完：') && !text.includes(BROKEN))).toEqual([])

  expectWhole(out)
  const outcomes = csvTable(join(out, 'outcomes.csv')).filter(({ county }) => county === BROKEN)
  expect(outcomes.length > 0).toBe(isClosed)
  if (!sends) return

  const repaired = spawnSync(process.execPath, [REPAIR, '--data', data], { encoding: 'utf8' })
  expect(repaired).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(`已修复：始兴县（${BROKEN}）：${key}\n`),
  })
  const again = month({ inbox, out: `${out}-2`, data })
  expect({ status: again.status, stderr: again.stderr }).toEqual({ status: 0, stderr: '' })
  expect(decided(`${out}-2`)).toEqual(decided(join(CASE, 'expected')))
})

/** Of the counties that send. */
const table = (folder: string, name: string) =>
  csvTable(join(folder, `${name}.csv`)).filter(({ county, division = county }) =>
    [BROKEN, ...OTHERS].includes(division!),
  )

const decided = (folder: string) => table(folder, 'outcomes').map(({ value: _, ...row }) => row)

/** The other counties' files say what an independent reading of the rules expects. */
function expectWhole(out: string): void {
  const others = (rows: Record<string, string>[]) => rows.filter((row) => (row.county ?? row.division) !== BROKEN)
  for (const name of ['outcomes', 'rejections', 'held', 'receipts']) {
    const bare = (folder: string) => others(table(folder, name)).map(({ value: _, message: __, ...row }) => row)
    expect([name, bare(out)]).toEqual([name, bare(join(CASE, 'expected'))])
  }
  for (const county of OTHERS) {
    for (const folder of ['ledger', 'statistics', 'bank', 'finance'])
      expect([county, folder, filesIn(out, county, folder).length > 0]).toEqual([county, folder, true])
  }
}
