import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** In a machine's zone west of Greenwich: the days are China's wherever the command runs. */
const env = { ...process.env, TZ: 'America/Los_Angeles' }
const calendar = (...args: string[]) =>
  execFileSync(process.execPath, ['local/calendar.ts', ...args], { encoding: 'utf8', env })

it('npm run calendar: the whole city’s year, sorted, its header first', () => {
  const lines = calendar('--year', '2026').split('\n')
  expect(lines[0]).toBe('division,office,form,period,due,provisional')
  expect(lines.at(-1)).toBe('')
  const rows = lines.slice(1, -1)
  expect(rows).toEqual([...rows].sort())
  expect(rows).toHaveLength(700)
  expect(rows).toContain('440222,social-insurance,statistics,2026-04,2026-05-08,false')
  expect(rows).toContain('440200,social-insurance,consolidated,2026-09,2026-10-13,false')
})

it('--out FILE; a year that is not published is provisional', () => {
  const folder = mkdtempSync(join(tmpdir(), 'calendar-'))
  try {
    expect(calendar('--year', '2027', '--out', join(folder, 'c.csv'))).toBe('')
    const rows = readFileSync(join(folder, 'c.csv'), 'utf8').trim().split('\n').slice(1)
    expect(rows).toContain('440222,social-insurance,statistics,2027-03,2027-04-06,true')
    expect(rows.filter((row) => !row.endsWith(',true'))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('without a year it says how it is called', () => {
  const { status, stderr } = spawnSync(process.execPath, ['local/calendar.ts'], { encoding: 'utf8', env })
  expect(status).toBe(2)
  expect(stderr).toContain('--year')
})
