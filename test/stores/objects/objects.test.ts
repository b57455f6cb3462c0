/** What is read is what was written, or a fault that names the object. */
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Objects, objects } from '../../../stores/objects/objects.ts'
import { BLOCK, BlockSums, blockOf, readSeal, sealText } from '../../../stores/objects/seal.ts'
import { ALL_NOTICED, bitAt, damaged, eachDamage } from '../../faults/damage.ts'
import { type Engines, OUTBOX, startEngines } from '../../faults/engines.ts'

let engines: Engines
let outbox: Objects
let dir: string
beforeAll(async () => {
  engines = await startEngines()
  outbox = objects(engines.clients, OUTBOX)
  dir = await mkdtemp(join(tmpdir(), 'objects-'))
})
afterAll(async () => {
  await engines.stop()
  await rm(dir, { recursive: true, force: true })
})

/** Bytes that are not alike anywhere. */
function bytesOf(size: number): Buffer {
  const bytes = Buffer.alloc(size)
  for (let at = 0; at + 4 <= size; at += 4) bytes.writeUInt32LE(Math.imul(at + 1, 2654435761) >>> 0, at)
  return bytes
}
const DAMAGED = { name: 'DamagedObject', code: 'object-damaged' }

test.each([0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 5])(
  'an object of %i bytes is read as it was put',
  async (size) => {
    const bytes = bytesOf(size)
    const file = join(dir, 'file')
    await writeFile(file, bytes)
    await outbox.put('sound/whole', bytes)
    await outbox.putParts('sound/parts', [bytes.subarray(0, size / 3), bytes.subarray(size / 3)])
    await outbox.putFile('sound/file', file)
    for (const key of ['sound/whole', 'sound/parts', 'sound/file']) {
      expect((await outbox.get(key)).equals(bytes)).toBe(true)
      expect(await outbox.size(key)).toBe(size)
      for (const [start, end] of [
        [0, 1],
        [0, size],
        [Math.max(size - 3, 0), size],
        [BLOCK - 1, BLOCK + 1],
        [0, size + BLOCK],
      ] as const)
        if (start < size) expect((await outbox.range(key, start, end)).equals(bytes.subarray(start, end))).toBe(true)
    }
    const answer = await fetch(await outbox.signGet('sound/file', 'a.xlsx', 60))
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
  },
)

test('what is frozen is read as it was put, and asks for its lock; nothing else does', async () => {
  const { client } = await engines.clients.s3()
  const handled = vi.spyOn(client.config.requestHandler, 'handle')
  const locking = objects(engines.clients, OUTBOX, { frozenDays: 30 })
  const before = Date.now()
  await locking.freeze('sound/frozen', bytesOf(BLOCK + 1))
  await locking.put('sound/plain', bytesOf(3))
  await outbox.freeze('sound/free', bytesOf(3))
  const asked = handled.mock.calls.map(([request]) => (request as { headers: Record<string, string> }).headers)
  handled.mockRestore()
  const [{ 'x-amz-object-lock-retain-until-date': until = '', ...frozen } = {}, ...others] = asked
  expect(frozen).toMatchObject({
    'x-amz-object-lock-mode': 'GOVERNANCE',
    'content-md5': expect.stringMatching(/^.{22}==$/),
  })
  expect(Math.round((Date.parse(until) - before) / 86_400_000)).toBe(30)
  expect(others).toHaveLength(2)
  for (const headers of others) expect(Object.keys(headers).join()).not.toMatch(/lock|md5/)
  expect((await locking.get('sound/frozen')).equals(bytesOf(BLOCK + 1))).toBe(true)
})

describe('an object that is damaged', () => {
  const size = 2 * BLOCK + 100
  const key = 'damaged/object'
  beforeAll(() => outbox.put(key, bytesOf(size)))

  test.each<[string, () => Promise<unknown>]>([
    ['read whole', () => outbox.get(key)],
    ['read by a range of all of it', () => outbox.range(key, 0, size)],
    ['handed to a browser', () => outbox.signGet(key, 'a.xlsx', 60)],
  ])('is noticed when it is %s', async (_, read) => {
    expect(await eachDamage(engines, OUTBOX, key, read)).toEqual(ALL_NOTICED)
    await read()
  })

  test('is noticed in the blocks that a range is in, and in no others', async () => {
    const { object } = engines.filesOf(OUTBOX, key)
    const middle = () => outbox.range(key, BLOCK + 10, BLOCK + 20)
    await damaged(object, bitAt(0.7), () => expect(middle()).rejects.toMatchObject({ ...DAMAGED, object: key }))
    const sound = await damaged(object, bitAt(0.1), middle)
    expect(sound.equals(bytesOf(size).subarray(BLOCK + 10, BLOCK + 20))).toBe(true)
    await damaged(
      object,
      (bytes) => bytes.subarray(0, BLOCK),
      () => expect(middle()).rejects.toMatchObject(DAMAGED),
    )
  })

  test('is noticed where another one, sound itself, stands in its place', async () => {
    const known = createHash('sha256').update(bytesOf(size)).digest('hex')
    expect((await outbox.get(key, known)).length).toBe(size)
    await outbox.put('damaged/other', bytesOf(size + 1))
    await expect(outbox.get('damaged/other', known)).rejects.toMatchObject({ ...DAMAGED, object: 'damaged/other' })
  })

  test('tells its size only if nothing was cut off', async () => {
    const { object } = engines.filesOf(OUTBOX, key)
    const cut = (bytes: Buffer) => bytes.subarray(0, -1)
    await damaged(object, cut, () => expect(outbox.size(key)).rejects.toMatchObject({ ...DAMAGED, object: key }))
  })

  test('fails by its name where even its description cannot be read, and where it is gone', async () => {
    const { description } = engines.filesOf(OUTBOX, key)
    const torn = () => Buffer.from('{"x-amz')
    await damaged(description, torn, () => expect(outbox.get(key)).rejects.toMatchObject({ object: key }))
    await expect(outbox.get('damaged/none')).rejects.toMatchObject({ name: 'NoSuchKey', object: 'damaged/none' })
  })
})

test('a file that was put by its sender is noticed where it is not what came', async () => {
  const { url, headers } = await outbox.signPut('sent/original', 1000, 60)
  const put = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytesOf(1000)) })
  expect(put.status).toBe(200)
  const copy = join(dir, 'copy')
  const read = () => outbox.download('sent/original', copy)
  const { object } = engines.filesOf(OUTBOX, 'sent/original')
  await damaged(object, bitAt(0.5), () => expect(read()).rejects.toMatchObject({ ...DAMAGED, object: 'sent/original' }))
  expect(await read()).toMatch(/^[\da-f]{64}$/)
  expect((await readFile(copy)).equals(bytesOf(1000))).toBe(true)
})

test('of a very large object blocks are larger, so that its seal fits into 2 KB; a range finds them', async () => {
  const size = 81 * 2 ** 20
  expect(blockOf(80 * 2 ** 20)).toBe(BLOCK)
  expect(blockOf(size)).toBe(2 * BLOCK)
  const large = bytesOf(size)
  await outbox.putParts('large', [large])
  const [start, end] = [3 * BLOCK + 7, 3 * BLOCK + 17]
  expect((await outbox.range('large', start, end)).equals(large.subarray(start, end))).toBe(true)
  const { object } = engines.filesOf(OUTBOX, 'large')
  const beside = (bytes: Buffer) => {
    bytes[2 * BLOCK]! ^= 1
    return bytes
  }
  await damaged(object, beside, () => expect(outbox.range('large', start, end)).rejects.toMatchObject(DAMAGED))
})

test('a seal is at most as long as S3 takes it, up to what S3 takes in one piece', () => {
  for (const size of [80 * 2 ** 20, 5 * 2 ** 30]) {
    const seal = { size, sums: Buffer.alloc(Math.ceil(size / blockOf(size)) * 4, 0xff) }
    expect('seal'.length + sealText(seal).length).toBeLessThan(2048)
    expect(readSeal(sealText(seal))).toEqual(seal)
  }
})

test.each([undefined, '', '5', '5.', '5.AAAA', '5.AAAAAAAAAAA=', 'x.AAAAAA==', '-5.AAAAAA==', '5.AAAAAA==,5.AAAAAA=='])(
  'what is no seal is none: %s',
  (text) => expect(readSeal(text)).toBeUndefined(),
)

test('sums do not depend on how the bytes are parted', () => {
  const bytes = bytesOf(BLOCK + 1000)
  const parted = (size: number) => {
    const sums = new BlockSums(bytes.length)
    for (let at = 0; at < bytes.length; at += size) sums.add(bytes.subarray(at, at + size))
    return sealText(sums.end())
  }
  expect(new Set([1000, 4097, BLOCK, bytes.length].map(parted)).size).toBe(1)
})
