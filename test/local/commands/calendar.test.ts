import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { PolicyWorkbook } from '../../../forms/policy/policy-sheets.ts'
import { writePolicyWorkbook } from '../../../forms/policy/policy-workbook.ts'
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import { bytesOf } from '../../forms/bytes-of.ts'

/** In a machine's zone west of Greenwich: the days are China's wherever the command runs. */
const env = { ...process.env, TZ: 'America/Los_Angeles' }
const calendar = (...args: string[]) =>
  execFileSync(process.execPath, ['local/commands/calendar.ts', ...args], { encoding: 'utf8', env })

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

it('--policy FILE: days and deadlines of the workbook move what they move', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'calendar-'))
  const file = join(folder, 'policy.xlsx')
  const write = async (held: Partial<PolicyWorkbook>) =>
    writeFileSync(
      file,
      await bytesOf((out) =>
        writePolicyWorkbook(out, { policy: defaultPolicy(), contacts: [], calendar: [], ...held }),
      ),
    )
  try {
    await write({ calendar: [{ day: '2026-05-06', work: false }], deadlines: { listDay: 8, sharedFrom: '2026-03-01' } })
    const rows = calendar('--year', '2026', '--policy', file).trim().split('\n')
    expect(rows).toContain('440222,social-insurance,statistics,2026-04,2026-05-09,false')
    expect(rows).toContain('440222,civil-affairs,dibao-new,2026-04,2026-05-08,false')
    // 4 lists of the city for each month until information is shared.
    expect(rows.filter((row) => row.startsWith('440200') && row.includes('-full'))).toHaveLength(8)

    await write({ deadlines: { listDay: 40 } })
    const { status, stderr } = spawnSync(
      process.execPath,
      ['local/commands/calendar.ts', '--year', '2026', '--policy', file],
      {
        encoding: 'utf8',
        env,
      },
    )
    expect([status, stderr]).toEqual([1, '参数设置表有误，未采用：\n期限 第4行：“名单报送日”应为1至28的整数。\n'])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('without a year it says how it is called', () => {
  const { status, stderr } = spawnSync(process.execPath, ['local/commands/calendar.ts'], { encoding: 'utf8', env })
  expect(status).toBe(2)
  expect(stderr).toContain('--year')
})
