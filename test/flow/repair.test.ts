/** `npm run repair` carries through what stands still in a data folder. */
import { execFile } from 'node:child_process'
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../local/host/hub.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'

const ROSTER = 'rosters/440222/dibao/1-known'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'repair-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const repair = async (data: string) => {
  try {
    const run = promisify(execFile)
    const { stdout } = await run(process.execPath, ['local/commands/repair.ts', '--data', data], { timeout: 300_000 })
    return { code: 0, said: stdout }
  } catch (error) {
    const { code, stderr, stdout } = error as { code: number; stderr: string; stdout: string }
    return { code, said: stderr + stdout }
  }
}

test('a month that nobody goes on to close is closed, a damaged roster is named; a folder in use, and one that is none, are told', async () => {
  const county = '440222'
  const run = {
    ...{ id: '2018-05-lost', county, day: '2018-06-06', at: '2018-06-06T02:00:00.000Z', period: '2018-05' },
    ...{ kind: 'month-close' as const, rounds: 0, state: 'open' as const },
  }
  const hub = await startHub({ dataDir: dir, port: 0, log: () => {} })
  try {
    const stores = hubStores(hub)
    await stores.policies.put(defaultPolicy())
    await stores.runs.create(run)
    const head = `${county}#dibao`
    const pending = { version: 1, upload: 'none', states: [], firstRegister: false }
    await stores.outbox.put(ROSTER, Buffer.alloc(0))
    await stores.heads.advance(await stores.heads.get(head), { roster: ROSTER, lists: [], pending })
    await stores.heads.clear(head, 1)
    expect(await repair(dir)).toEqual({ code: 1, said: expect.stringContaining('正被另一个平台使用') })
  } finally {
    await hub.stop()
  }
  expect(await repair(dir)).toEqual({ code: 0, said: '已重新办理1项。\n' })
  const [file = ''] = globSync(`s3/objects/*/${ROSTER}._S3rver_object`, { cwd: dir })
  writeFileSync(join(dir, file), 'not what was written')
  const said = `${ROSTER} 已损坏，无法修复。请从备份恢复。\n没有停住的事项。\n`
  expect(await repair(dir)).toEqual({ code: 1, said })
  expect(await repair(join(dir, 'none'))).toEqual({ code: 2, said: expect.stringContaining('没有数据文件夹') })
})
