import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-audit-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const command = (...args: string[]) =>
  spawnSync(process.execPath, ['local/commands/audit.ts', ...args], { encoding: 'utf8', timeout: 60_000 })

test('a folder without a policy cannot be checked, and says so in Chinese', () => {
  const { status, stdout, stderr } = command('verify', '--data', dir)
  expect([status, stdout, stderr]).toEqual([1, '', '平台还没有参数设置，也没有留存的核对值，不能核对。\n'])
})

test('what is not understood is answered by what is', () => {
  const { status, stderr } = command('verify', '--data', dir, '--head', '440200 2018-06-01 0 x')
  expect(status).toBe(2)
  expect(stderr).toContain('逐条核对审计记录')
})

test.each([
  ['no paper', ['--to', '2018-06-06T10:00+08:00']],
  ['no minute', ['--approval', '12号']],
  ['a minute of no zone', ['--to', '2018-06-06T10:00', '--approval', '12号']],
  ['a minute that is to come', ['--to', '2918-06-06T10:00+08:00', '--approval', '12号']],
  ['a paper with a person’s number', ['--to', '2018-06-06T10:00+08:00', '--approval', '110101199003070038']],
])('a restoration with %s is none', (_, options) => {
  const { status, stderr } = command('restored', '--data', dir, '--write', ...options)
  expect(status).toBe(2)
  expect(stderr).toContain('批准恢复的文号')
})
