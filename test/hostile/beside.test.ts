/** While an office's files keep intake busy for long, another office's list settles. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startHub } from '../../local/host/hub.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { hubClient } from '../../local/hub/hub-client.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { idNumber } from '../../samples/id-number.ts'
import type { Office } from '../../schemas/codes.ts'
import { HEAVY } from './heavy-kinds.ts'

const SLOW = HEAVY.find(({ name }) => name === '40 million elements that nobody knows')!
const PERSON = `始兴县,太平镇,张三,${idNumber('440222', '1960-01-31', 1)},D1\n`

test.skipIf(process.env.MODE !== 'hostile')('another office does not wait for three slow files', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'beside-'))
  const hub = await startHub({ dataDir: join(dir, 'hub'), port: 0, log: () => {} })
  try {
    await hubStores(hub).policies.put(defaultPolicy())
    const client = hubClient(hub, hubStores(hub), '2018-06-06')
    const send = async (office: Office, form: string, bytes: Uint8Array) => {
      const path = join(dir, 'file')
      writeFileSync(path, bytes)
      const ticket = await client.ask({ division: '440222', office, form, period: '2018-05', fileName: 'f' }, path)
      expect(await client.put(ticket, path)).toBe(true)
      return ticket.id
    }
    const stateOf = async (id: string) => (await client.upload('440222', id)).state
    const slow: string[] = []
    for (let i = 0; i < 3; i++) slow.push(await send('poverty-alleviation', 'registered-poor-new', SLOW.file()))
    const begun = performance.now()
    const list = await send('civil-affairs', 'dibao-new', Buffer.from(`县,乡镇,姓名,身份证号码,低保证号\n${PERSON}`))
    await expect.poll(() => stateOf(list)).toBe('accepted')
    console.log(`the list beside three slow files settled within ${Math.round(performance.now() - begun)} ms`)
    expect(await stateOf(slow.at(-1)!)).toBe('requested')
  } finally {
    await hub.stop()
    rmSync(dir, { recursive: true })
  }
})
