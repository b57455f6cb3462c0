/** What a hub cannot go on after: it stops at once, says why, and no message pays for it. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { checkLevel } from '../../local/host/engines/dynamodb/level-check.ts'
import { openKeep } from '../../local/host/machine/keep.ts'
import { type FixtureHub, newFolder, startFixture } from './fixture/fixture-hub.ts'
import { killEngine } from './fixture/kill-engine.ts'

const running: { stop(): unknown }[] = []
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop()
})

async function start(dataDir: string, options = {}): Promise<FixtureHub> {
  const hub = await startFixture({ dataDir, ...options })
  running.push(hub)
  return hub
}

const faultOf = (hub: FixtureHub) => new Promise<Error>((resolve) => hub.onFault(resolve))

describe('an engine that dies', () => {
  test.each(['dynamodb', 's3', 'messages'])('%s: nothing is taken any more, and nothing is lost', async (name) => {
    const dataDir = join(await newFolder(), 'data')
    const hub = await start(dataDir)
    const fault = faultOf(hub)
    const ids = Array.from({ length: 30 }, (_, i) => `m${i}`)
    for (const id of ids) await hub.send('keeping', { id }, `g${Number(id.slice(1)) % 5}`)
    killEngine(name)
    expect(await fault).toMatchObject({ name: 'EngineDied', message: `the ${name} engine ended (SIGKILL)` })
    await expect(hub.idle()).rejects.toThrow()
    expect((await fetch(hub.url)).status).toBe(503)
    const then = hub.count('keeping')
    await hub.stop()
    expect(hub.count('keeping')).toMatchObject({ received: then.received, deadLettered: 0 })

    const second = await start(dataDir)
    await second.idle()
    const seen = await Promise.all([0, 1, 2, 3, 4].map((group) => second.order(`g${group}`)))
    // What was done and could not be deleted any more is done again.
    expect(new Set(seen.flat())).toEqual(new Set(ids))
    expect(second.count('keeping').deadLettered).toBe(0)
  })
})

describe('a full disk', () => {
  test('keeps a hub from starting, and ends one that runs', async () => {
    let free = 1
    const freeBytes = () => free
    const dataDir = join(await newFolder(), 'data')
    await expect(startFixture({ dataDir, freeBytes })).rejects.toMatchObject({ name: 'DiskFull' })
    free = 2 ** 40
    const hub = await start(dataDir, { freeBytes })
    const fault = faultOf(hub)
    free = 1
    expect((await fault).name).toBe('DiskFull')
    expect((await fetch(hub.url)).status).toBe(503)
  })

  test('that a function meets ends it too, though there is room again, and the message is done at the next start', async () => {
    const dataDir = join(await newFolder(), 'data')
    const hub = await start(dataDir)
    const fault = faultOf(hub)
    await hub.send('keeping', { id: 'one', act: 'full', once: join(dataDir, 'once') }, 'g')
    expect((await fault).name).toBe('DiskFull')
    expect(hub.count('keeping')).toMatchObject({ received: 1, deadLettered: 0 })
    await hub.stop()
    const second = await start(dataDir)
    await second.idle()
    expect(await second.order('g')).toEqual(['one'])
  })
})

describe('what a hub keeps for its next start', () => {
  const files = ['keep.json', 'keep.copy.json']

  test.each([
    ['gone', ''],
    ['empty', ''],
    ['cut off', '{"values": {"secret": "ab'],
    ['changed', undefined],
  ])('is found again where one of its files is %s', async (what, text) => {
    for (const name of files) {
      const dir = await newFolder()
      const made = openKeep(dir).once('secret', () => 'the first')
      const path = join(dir, name)
      if (what === 'gone') execFileSync('rm', [path])
      else writeFileSync(path, text ?? readFileSync(path, 'utf8').replace('the first', 'the worst'))
      expect(openKeep(dir).once('secret', () => 'another')).toBe(made)
      // Both again: the other one may be the next to go.
      expect(readFileSync(join(dir, files[0]!))).toEqual(readFileSync(join(dir, files[1]!)))
    }
  })

  test('is never made anew beside data that were made with it', async () => {
    const dataDir = join(await newFolder(), 'data')
    await (await startFixture({ dataDir })).stop()
    for (const name of files) writeFileSync(join(dataDir, name), '{"values":')
    await expect(startFixture({ dataDir })).rejects.toMatchObject({ name: 'KeepLost' })
    expect(readFileSync(join(dataDir, 'keep.json'), 'utf8')).toBe('{"values":')
  })

  test('is not gone on with where the data beside it are keyed otherwise: a claim that is not found would be paid twice', async () => {
    const dataDir = join(await newFolder(), 'data')
    await (await startFixture({ dataDir })).stop()
    const { values } = JSON.parse(readFileSync(join(dataDir, 'keep.json'), 'utf8')) as { values: { layout: string } }
    for (const layout of [undefined, String(Number(values.layout) + 1)]) {
      for (const name of files) writeFileSync(join(dataDir, name), JSON.stringify({ ...values, layout }))
      await expect(startFixture({ dataDir })).rejects.toMatchObject({ name: 'OtherLayout' })
    }
    for (const name of files) writeFileSync(join(dataDir, name), JSON.stringify(values))
    await (await startFixture({ dataDir })).stop()
  })

  test('of an earlier version is read', async () => {
    const dir = await newFolder()
    writeFileSync(join(dir, 'keep.json'), JSON.stringify({ secret: 'old' }))
    expect(openKeep(dir).once('secret', () => 'new')).toBe('old')
    expect(statSync(join(dir, 'keep.copy.json')).mode & 0o077).toBe(0)
  })
})

describe('tables whose files are not as they were written', () => {
  test('are not opened: whatever bit has turned, it is said or harms nothing', async () => {
    const dataDir = join(await newFolder(), 'data')
    const first = await startFixture({ dataDir })
    for (let i = 0; i < 60; i++)
      await first.send('keeping', { id: `item ${i}`, filler: 'x'.repeat(2000), noise: Math.random() }, `g${i % 3}`)
    await first.idle()
    await first.stop()
    // A second start writes what stood in the log into a table.
    await (await startFixture({ dataDir })).stop()
    const level = join(dataDir, 'dynamodb', 'level')
    const files = readdirSync(level).filter((name) => /^MANIFEST|\.(ldb|log)$/.test(name))
    expect(files.some((name) => name.endsWith('.ldb'))).toBe(true)
    expect(() => checkLevel(level)).not.toThrow()
    let said = 0
    const harmless: string[] = []
    for (const name of files) {
      const path = join(level, name)
      const whole = readFileSync(path)
      for (let at = 0; at < whole.length; at += Math.max(1, Math.floor(whole.length / 60))) {
        const bad = Buffer.from(whole)
        bad[at]! ^= 1 << (at % 8)
        writeFileSync(path, bad)
        try {
          checkLevel(level)
          // Nothing reads the last block's padding between the two pointers and the mark at a table's end.
          if (!(name.endsWith('.ldb') && at >= whole.length - 40)) harmless.push(`${name} ${at}`)
        } catch (error) {
          expect(error).toMatchObject({ name: 'DataDamaged', message: name })
          said++
        }
      }
      writeFileSync(path, whole)
    }
    expect(harmless).toEqual([])
    expect(said).toBeGreaterThan(60)

    const [table] = files.filter((name) => name.endsWith('.ldb'))
    const bytes = readFileSync(join(level, table!))
    bytes[100]! ^= 1
    writeFileSync(join(level, table!), bytes)
    await expect(startFixture({ dataDir })).rejects.toMatchObject({ name: 'DataDamaged' })
    bytes[100]! ^= 1
    writeFileSync(join(level, table!), bytes)
    for (const text of ['', 'MANIFEST-999999\n']) {
      writeFileSync(join(level, 'CURRENT'), text)
      await expect(startFixture({ dataDir })).rejects.toMatchObject({ name: 'DataDamaged' })
    }
  })

  test('nor the messages', async () => {
    const dataDir = join(await newFolder(), 'data')
    await (await startFixture({ dataDir })).stop()
    const folder = join(dataDir, 'messages')
    const name = readdirSync(folder).find((one) => /fauxqs.*\.(db|sqlite)$/.test(one))!
    const bytes = readFileSync(join(folder, name))
    for (let at = 4000; at < bytes.length; at += 97) bytes[at]! ^= 255
    writeFileSync(join(folder, name), bytes)
    await expect(startFixture({ dataDir })).rejects.toMatchObject({ name: 'DataDamaged' })
  })

  test('but half a record at the end of a log is what a power cut leaves: the rest is read', async () => {
    const dataDir = join(await newFolder(), 'data')
    const first = await startFixture({ dataDir })
    for (const id of ['1', '2', '3']) await first.send('keeping', { id }, 'g')
    await first.idle()
    await first.stop()
    const level = join(dataDir, 'dynamodb', 'level')
    const log = join(level, readdirSync(level).find((name) => name.endsWith('.log'))!)
    const whole = readFileSync(log)
    expect(existsSync(log) && whole.length).toBeGreaterThan(100)
    for (const left of [whole.subarray(0, -5), Buffer.concat([whole, Buffer.alloc(40_000)])]) {
      writeFileSync(log, left)
      expect(() => checkLevel(level)).not.toThrow()
    }
  })
})
