/** Objects in a bucket. Keys say nothing about persons. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Clients } from './clients.ts'

const STREAMED = 8 * 1024 ** 2

export interface Objects {
  put(key: string, bytes: Uint8Array, type?: string): Promise<void>
  /** Puts bytes that come in parts, without holding them twice. */
  putParts(key: string, parts: readonly Uint8Array[]): Promise<void>
  /** Puts a local file, without holding it in memory. */
  putFile(key: string, file: string): Promise<void>
  get(key: string): Promise<Buffer>
  /** That it is not there is as good. */
  remove(key: string): Promise<void>
  /** In bytes; undefined where there is no such object. */
  size(key: string): Promise<number | undefined>
  /** Bytes from `start` up to, not including, `end`. */
  range(key: string, start: number, end: number): Promise<Buffer>
  /** Copies the object to a local file and answers its SHA-256 in hex. */
  download(key: string, file: string): Promise<string>
  /** A URL that takes one PUT of exactly `size` bytes, for `seconds`; the client has to send the headers as they are. */
  signPut(key: string, size: number, seconds: number): Promise<{ url: string; headers: Record<string, string> }>
  /** A URL for one look at the object, named for the browser. */
  signGet(key: string, fileName: string, seconds: number): Promise<string>
  /** Where signed URLs point to: what a page's security policy has to allow. */
  origin(): Promise<string>
}

export function objects({ s3 }: Clients, bucket: string): Objects {
  const read = async (key: string, range?: string): Promise<Readable> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...(range && { Range: range }) }))
    return Body as Readable
  }
  const whole = async (stream: Readable): Promise<Buffer> => {
    const parts: Buffer[] = []
    for await (const part of stream) parts.push(part as Buffer)
    return Buffer.concat(parts)
  }
  let origin: Promise<string> | undefined
  return {
    origin() {
      origin ??= getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: '-' })).then((url) => new URL(url).origin)
      return origin
    },
    async put(key, bytes, type = 'application/octet-stream') {
      await s3.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: type, ContentLength: bytes.length }),
      )
    },
    async putParts(key, parts) {
      const length = parts.reduce((sum, part) => sum + part.length, 0)
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          // A stream is sent once only; what is small is worth a second attempt.
          Body: length < STREAMED ? Buffer.concat(parts) : Readable.from(parts),
          ContentType: 'application/octet-stream',
          ContentLength: length,
        }),
      )
    },
    async putFile(key, file) {
      // Opened here: a stream by path that a failed request left unread opens when the file and its caller are gone.
      const handle = await open(file)
      const body = handle.createReadStream({ autoClose: false })
      try {
        await s3.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: body,
            ContentType: 'application/octet-stream',
            ContentLength: (await handle.stat()).size,
          }),
        )
      } finally {
        body.destroy()
        await handle.close()
      }
    },
    get: async (key) => whole(await read(key)),
    async remove(key) {
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
    },
    async size(key) {
      try {
        return (await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }))).ContentLength
      } catch (error) {
        if (error instanceof NotFound) return undefined
        throw error
      }
    },
    range: async (key, start, end) =>
      end > start ? whole(await read(key, `bytes=${start}-${end - 1}`)) : Buffer.alloc(0),
    async download(key, file) {
      const sha256 = createHash('sha256')
      const hashing = new Transform({
        transform(chunk, _, done) {
          sha256.update(chunk)
          done(null, chunk)
        },
      })
      await pipeline(await read(key), hashing, createWriteStream(file))
      return sha256.digest('hex')
    },
    async signPut(key, size, seconds) {
      const headers = { 'content-type': 'application/octet-stream', 'if-none-match': '*' }
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        ContentLength: size,
        ContentType: headers['content-type'],
        IfNoneMatch: '*',
      })
      const signed = new Set(['host', 'content-length', ...Object.keys(headers)])
      const url = await getSignedUrl(s3, command, {
        expiresIn: seconds,
        signableHeaders: signed,
        unhoistableHeaders: signed,
      })
      return { url, headers }
    },
    signGet(key, fileName, seconds) {
      const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`
      return getSignedUrl(
        s3,
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
