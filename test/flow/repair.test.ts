/** `npm run repair` carries through what stands still in a data folder. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultPolicy } from '../../local/default-policy.ts'
import { startHub } from '../../local/host/hub.ts'
import { hubStores } from '../../local/hub-stores.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'repair-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const repair = async (data: string) => {
  try {
    const run = promisify(execFile)
    const { stdout } = await run(process.execPath, ['local/repair.ts', '--data', data], { timeout: 300_000 })
    return { code: 0, said: stdout }
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string }
    return { code, said: stderr }
  }
}

test('a month that nobody goes on to close is closed; a folder in use, and one that is none, are told', async () => {
  const county = '440222'
  const review = {
    ...{ id: '2018-05-lost', county, day: '2018-06-06', at: '2018-06-06T02:00:00.000Z', period: '2018-05' },
    ...{ rounds: 0, state: 'open' as const },
  }
  const hub = await startHub({ dataDir: dir, port: 0, log: () => {} })
  try {
    const stores = hubStores(hub)
    await stores.policies.put(defaultPolicy())
    await stores.reviews.create(review)
    expect(await repair(dir)).toEqual({ code: 1, said: expect.stringContaining('正被另一个平台使用') })
  } finally {
    await hub.stop()
  }
  expect(await repair(dir)).toEqual({ code: 0, said: '已重新办理1项。\n' })
  expect(await repair(dir)).toEqual({ code: 0, said: '没有停住的事项。\n' })
  expect(await repair(join(dir, 'none'))).toEqual({ code: 2, said: expect.stringContaining('没有数据文件夹') })
})
