/** A fault of one county is named, and keeps nobody else's month. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { startHub } from '../../local/host/hub.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { csvTable, filesIn } from './produced.ts'

const CASE = fileURLToPath(new URL('../small-cases/90-csv-without-line-end/m1', import.meta.url))
const MONTH = fileURLToPath(new URL('../../local/commands/month.ts', import.meta.url))
const BROKEN = '440222'
const work = mkdtempSync(join(tmpdir(), 'yingbao-faults-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

const [period, today] = ['period', 'today'].map((what) => readFileSync(join(CASE, `${what}.txt`), 'utf8').trim())
const inbox = join(CASE, 'inbox')

test('a list that cannot be placed: the other counties have their files, and the command fails', async () => {
  const data = join(work, 'data')
  const hub = await startHub({ dataDir: data, port: 0, log: () => {} })
  const { heads, outbox } = hubStores(hub)
  const head = `${BROKEN}#registered-poor`
  const pending = { version: 1, upload: 'none', states: [], firstRegister: false }
  // A change that nobody can carry out: the upload that it is of is nowhere.
  await outbox.put('rosters/none', Buffer.alloc(0))
  await heads.advance(await heads.get(head), { roster: 'rosters/none', lists: [], pending })
  await hub.stop()

  const out = join(work, 'out')
  const args = ['--period', period!, '--today', today!, '--inbox', inbox, '--out', out, '--data', data]
  const { status, stderr } = spawnSync(process.execPath, [MONTH, ...args], { encoding: 'utf8' })

  expect(status).toBe(1)
  expect(stderr).toMatch(/没有办完：始兴县（440222）：poverty-alleviation\/registered-poor-full 未能处理完成/)
  const others = (rows: Record<string, string>[]) => rows.filter((row) => (row.county ?? row.division) !== BROKEN)
  for (const name of ['outcomes', 'rejections', 'receipts']) {
    const bare = (path: string) => others(csvTable(path)).map(({ value: _, message: __, ...row }) => row)
    expect([name, bare(join(out, `${name}.csv`))]).toEqual([name, bare(join(CASE, 'expected', `${name}.csv`))])
  }
  expect(others(csvTable(join(out, 'outcomes.csv'))).length).toBeGreaterThan(0)
  // Its outcomes would say that its list had changed nothing.
  expect(csvTable(join(out, 'outcomes.csv')).filter(({ county }) => county === BROKEN)).toEqual([])
  for (const county of ['440224', '440281']) expect(filesIn(out, county, 'statistics').length).toBeGreaterThan(0)
})
