/** Objects in a bucket; those of the hub are sealed (docs/adr/0018-sealed-objects.md). */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PutObjectCommandInput } from '@aws-sdk/client-s3'
import type { Clients } from '../aws/clients.ts'
import { BlockSums, readSeal, type Seal, sealText } from './seal.ts'
import { DamagedObject, named, sealedReading } from './sealed-reading.ts'

const STREAMED = 8 * 1024 ** 2
const BYTES = 'application/octet-stream'

/** Reading throws `DamagedObject`, with the key as `object`. */
export interface Objects {
  put(key: string, bytes: Uint8Array, type?: string): Promise<void>
  /** Nobody can delete it for as many days as are frozen. */
  freeze(key: string, bytes: Uint8Array): Promise<void>
  putParts(key: string, parts: readonly Uint8Array[]): Promise<void>
  putFile(key: string, file: string): Promise<void>
  get(key: string, sha256?: string): Promise<Buffer>
  isSound(key: string): Promise<boolean>
  remove(key: string): Promise<void>
  /** Bytes; undefined where the object is missing. */
  size(key: string): Promise<number | undefined>
  /** `end` is exclusive. */
  range(key: string, start: number, end: number): Promise<Buffer>
  /**
   * @param known SHA-256 of an earlier reading
   * @returns SHA-256 in hex
   */
  download(key: string, file: string, known?: string): Promise<string>
  /** One PUT of exactly `size` bytes. */
  signPut(key: string, size: number, seconds: number): Promise<{ url: string; headers: Record<string, string> }>
  signGet(key: string, fileName: string, seconds: number): Promise<string>
  origin(): Promise<string>
}

interface ObjectsOptions {
  /** Only what equals the stored object is put. */
  readonly again?: boolean
  /** Days for which what is frozen is locked; 0 without a lock. */
  readonly frozenDays?: number
}

export function objects(
  { s3 }: Pick<Clients, 's3'>,
  bucket: string,
  { again = false, frozenDays = 0 }: ObjectsOptions = {},
): Objects {
  const { open, readThrough, readBlocks } = sealedReading({ s3 }, bucket)
  const headOf = async (key: string) => {
    const { client, HeadObjectCommand } = await s3()
    try {
      return await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }))
    } catch (error) {
      if (isNamed(error, 'NotFound')) return undefined
      throw error
    }
  }
  const put = async (
    key: string,
    seal: Seal,
    body: NonNullable<PutObjectCommandInput['Body']>,
    type = BYTES,
    lock: Partial<PutObjectCommandInput> = {},
  ): Promise<void> => {
    if (again && (await headOf(key))?.Metadata?.seal !== sealText(seal)) throw new DamagedObject(key)
    const { client, PutObjectCommand } = await s3()
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: type,
        ContentLength: seal.size,
        Metadata: { seal: sealText(seal) },
        ...lock,
      }),
    )
  }
  let origin: Promise<string> | undefined
  return {
    origin() {
      origin ??= originOf(s3, bucket)
      return origin
    },
    put: (key, bytes, type) => put(key, sealOf([bytes]), bytes, type),
    freeze: (key, bytes) => put(key, sealOf([bytes]), bytes, BYTES, frozenDays > 0 ? lockOf(bytes, frozenDays) : {}),
    async putParts(key, parts) {
      const seal = sealOf(parts)
      // A stream cannot be sent twice; small objects can.
      await put(key, seal, seal.size < STREAMED ? Buffer.concat(parts) : Readable.from(parts))
    },
    async putFile(key, file) {
      // A stream by path would open after a failed request, when the file is gone.
      const handle = await openFile(file)
      const sums = new BlockSums((await handle.stat()).size)
      const body = handle.createReadStream({ autoClose: false, start: 0 })
      try {
        for await (const part of handle.createReadStream({ autoClose: false, start: 0 })) sums.add(part as Buffer)
        await put(key, sums.end(), body)
      } finally {
        body.destroy()
        await handle.close()
      }
    },
    get: (key, sha256) =>
      named(key, async () => {
        let bytes: Buffer = Buffer.alloc(0)
        let at = 0
        await readThrough(key, (part, size) => {
          if (at === 0) bytes = Buffer.allocUnsafe(size)
          at += part.copy(bytes, at)
        })
        if (sha256 && createHash('sha256').update(bytes).digest('hex') !== sha256) throw new DamagedObject(key)
        return bytes
      }),
    async remove(key) {
      const { client, DeleteObjectCommand } = await s3()
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
    },
    isSound: (key) =>
      named(key, async () => {
        try {
          await readThrough(key, () => {})
          return true
        } catch (error) {
          if (error instanceof DamagedObject || isNamed(error, 'NoSuchKey')) return false
          throw error
        }
      }),
    size: (key) =>
      named(key, async () => {
        const head = await headOf(key)
        const seal = readSeal(head?.Metadata?.seal)
        if (seal && seal.size !== head?.ContentLength) throw new DamagedObject(key)
        return head?.ContentLength
      }),
    range: (key, start, end) => named(key, async () => (end > start ? readBlocks(key, start, end) : Buffer.alloc(0))),
    download: (key, file, known) =>
      named(key, async () => {
        const { body, ETag, ServerSideEncryption } = await open(key)
        const [sha256, md5] = [createHash('sha256'), createHash('md5')]
        const hashing = new Transform({
          transform(chunk, _, done) {
            sha256.update(chunk)
            md5.update(chunk)
            done(null, chunk)
          },
        })
        await pipeline(body, hashing, createWriteStream(file))
        // Under KMS an ETag is no MD5; S3 itself answers for the bytes.
        const isKms = ServerSideEncryption?.startsWith('aws:kms')
        const tag = isKms ? undefined : /^"([\da-f]{32})"$/.exec(ETag ?? '')?.[1]
        const [found, hash] = [sha256.digest('hex'), md5.digest('hex')]
        if (found !== (known ?? found) || hash !== (tag ?? hash)) throw new DamagedObject(key)
        return found
      }),
    async signPut(key, size, seconds) {
      const headers = { 'content-type': BYTES, 'if-none-match': '*' }
      const { client, getSignedUrl, PutObjectCommand } = await s3()
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        ContentLength: size,
        ContentType: headers['content-type'],
        IfNoneMatch: '*',
      })
      const signed = new Set(['host', 'content-length', ...Object.keys(headers)])
      const url = await getSignedUrl(client, command, {
        expiresIn: seconds,
        signableHeaders: signed,
        unhoistableHeaders: signed,
      })
      return { url, headers }
    },
    async signGet(key, fileName, seconds) {
      await named(key, () => readThrough(key, () => {}))
      const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`
      const { client, getSignedUrl, GetObjectCommand } = await s3()
      return getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          ResponseContentDisposition: disposition,
          ResponseCacheControl: 'no-store',
        }),
        { expiresIn: seconds },
      )
    },
  }
}

/** Who may pass over it, the bucket's policy says; S3 locks nothing whose checksum the request does not say. */
const lockOf = (bytes: Uint8Array, days: number) =>
  ({
    ObjectLockMode: 'GOVERNANCE',
    ObjectLockRetainUntilDate: new Date(Date.now() + days * 86_400_000),
    ContentMD5: createHash('md5').update(bytes).digest('base64'),
  }) as const

const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name

async function originOf(s3: Clients['s3'], bucket: string): Promise<string> {
  const { client, getSignedUrl, GetObjectCommand } = await s3()
  return new URL(await getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: '-' }))).origin
}

function sealOf(parts: readonly Uint8Array[]): Seal {
  const sums = new BlockSums(parts.reduce((sum, part) => sum + part.length, 0))
  for (const part of parts) sums.add(part)
  return sums.end()
}
