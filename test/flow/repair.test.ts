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
const STRANGE = 'rosters/440224/dibao/1-strange'
const STRANGE_HEAD = '440224#dibao'

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

test('one county has lost a roster: the other one is closed, what is lost is named with its reason, and comes back', async () => {
  const [county, other] = ['440222', '440281']
  const run = (of: string) => ({
    ...{ id: '2018-05-lost', county: of, day: '2018-06-06', at: '2018-06-06T02:00:00.000Z', period: '2018-05' },
    ...{ kind: 'month-close' as const, rounds: 0, state: 'open' as const },
  })
  const hub = await startHub({ dataDir: dir, port: 0, log: () => {} })
  try {
    const stores = hubStores(hub)
    await stores.policies.put(defaultPolicy())
    for (const one of [county, other]) await stores.runs.create(run(one))
    const head = `${county}#dibao`
    const pending = { version: 1, upload: 'none', states: [], firstRegister: false }
    await stores.outbox.put(ROSTER, Buffer.alloc(0))
    await stores.heads.advance(await stores.heads.get(head), { roster: ROSTER, lists: [], pending })
    await stores.heads.clear(head, 1)
    // Between both, a county whose roster names a list that nobody knows.
    const lists = [{ upload: 'none', sequence: 1, mode: 'full' as const, held: false, confirmed: false }]
    await stores.outbox.put(STRANGE, Buffer.alloc(0))
    await stores.heads.advance(await stores.heads.get(STRANGE_HEAD), { roster: STRANGE, lists, pending })
    await stores.heads.clear(STRANGE_HEAD, 1)
    expect(await repair(dir)).toEqual({ code: 1, said: expect.stringContaining('正被另一个平台使用') })
  } finally {
    await hub.stop()
  }
  const [file = '', strange = ''] = [ROSTER, STRANGE].flatMap((key) =>
    globSync(`s3/objects/*/${key}._S3rver_object`, { cwd: dir }),
  )
  for (const one of [file, strange]) writeFileSync(join(dir, one), 'not what was written')
  const { code, said } = await repair(dir)
  expect(code).toBe(1)
  const named = `没有办完：始兴县（${county}）：平台保存的文件已损坏（${ROSTER}）。无法修复：平台没有保留生成它的名单。`
  expect(said.split('\n').filter((line) => line.startsWith('没有办完'))).toEqual([
    expect.stringContaining(named),
    `没有办完：仁化县（440224）：没有能够检查名册 ${STRANGE_HEAD}（upload-missing）。请告知平台管理员。`,
  ])
  expect(said.split(ROSTER)).toHaveLength(2)
  expect(said).toMatch(/已重新办理2项。\n$/)
  for (const one of [file, strange]) writeFileSync(join(dir, one), '')
  expect(await repair(dir)).toEqual({ code: 0, said: '已重新办理1项。\n' })
  expect(await repair(join(dir, 'none'))).toEqual({ code: 2, said: expect.stringContaining('没有数据文件夹') })
})
