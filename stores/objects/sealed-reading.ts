/** Reading of sealed objects: the written bytes, or a fault. */
import type { Readable } from 'node:stream'
import { Fault } from '../../schemas/fault.ts'
import type { Clients } from '../aws/clients.ts'
import { BLOCK, BlockSums, blockOf, readSeal, type Seal, sealText } from './seal.ts'

export class DamagedObject extends Fault {
  override readonly name = 'DamagedObject'
  readonly object: string

  constructor(key: string) {
    super('object-damaged', 'an object is not what was written')
    this.object = key
  }
}

export function sealedReading({ s3 }: Pick<Clients, 's3'>, bucket: string) {
  const open = async (key: string, range?: string) => {
    const { client, GetObjectCommand } = await s3()
    const { Body, ...head } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: key, ...(range && { Range: range }) }),
    )
    return { ...head, body: Body as Readable }
  }
  const openSealed = async (key: string, range?: string) => {
    const { body, Metadata } = await open(key, range)
    const seal = readSeal(Metadata?.seal)
    if (seal) return { body, seal }
    body.destroy()
    throw new DamagedObject(key)
  }
  /** Damage may show only at the end. */
  const readThrough = async (key: string, take: (part: Buffer, size: number) => void): Promise<void> => {
    const { body, seal } = await openSealed(key)
    const sums = new BlockSums(seal.size)
    for await (const part of body) {
      sums.add(part)
      take(part, seal.size)
    }
    if (sealText(sums.end()) !== sealText(seal)) throw new DamagedObject(key)
  }
  const readBlocks = async (key: string, start: number, end: number, block = BLOCK): Promise<Buffer> => {
    const from = start - (start % block)
    const until = Math.ceil(end / block) * block
    const { body, seal } = await openSealed(key, `bytes=${from}-${until - 1}`)
    // Only the seal tells that an object has larger blocks.
    if (blockOf(seal.size) > block) {
      body.destroy()
      return readBlocks(key, start, end, blockOf(seal.size))
    }
    const bytes = Buffer.concat(await body.toArray())
    if (!isPartOf(seal, from, until, bytes)) throw new DamagedObject(key)
    return Buffer.from(bytes.subarray(start - from, end - from))
  }
  return { open, readThrough, readBlocks }
}

function isPartOf({ size, sums }: Seal, from: number, until: number, bytes: Buffer): boolean {
  const own = new BlockSums(size)
  own.add(bytes)
  const [block, end] = [blockOf(size), Math.min(until, size)]
  const expected = sums.subarray((from / block) * 4, Math.ceil(end / block) * 4)
  return bytes.length === end - from && own.end().sums.equals(expected)
}

export async function named<T>(key: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    // A known range is missing where the object was cut.
    if (error instanceof Error && error.name === 'InvalidRange') throw new DamagedObject(key)
    throw Object.assign(error as Error, { object: key })
  }
}
