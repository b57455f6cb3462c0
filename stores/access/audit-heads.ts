/**
 * Deposits of the audit's heads, an object each: `<time>.json`; and what restorations of tables took from the chains:
 * `restored/<time>.json`. Where objects are locked, nobody can change one.
 */
import { createHash } from 'node:crypto'
import { AuditDeposit, type AuditHead, AuditRestoration } from '../../schemas/records/audit.ts'
import type { Clients } from '../aws/clients.ts'
import { inChunks } from '../aws/in-chunks.ts'

export interface AuditHeads {
  put(deposit: AuditDeposit): Promise<void>
  /** The earliest first. */
  all(): Promise<AuditHead[]>
  putRestoration(restoration: AuditRestoration): Promise<void>
  /** The earliest first. */
  restorations(): Promise<AuditRestoration[]>
}

const RESTORED = 'restored/'
/** Milliseconds by which clocks differ. */
const CLOCKS = 60_000

export function auditHeads({ s3 }: Pick<Clients, 's3'>, bucket: string): AuditHeads {
  const read = async (key: string): Promise<unknown> => {
    const { client, GetObjectCommand } = await s3()
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
    return JSON.parse((await Body?.transformToString()) ?? '')
  }
  const write = async (folder: string, record: AuditDeposit | AuditRestoration) => {
    const body = Buffer.from(JSON.stringify(record))
    const { client, PutObjectCommand } = await s3()
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `${folder}${record.time.replaceAll(':', '')}.json`,
        Body: body,
        ContentType: 'application/json',
        // A bucket with object lock takes nothing without a checksum.
        ContentMD5: createHash('md5').update(body).digest('base64'),
      }),
    )
  }
  const below = async (Prefix: string) => {
    const { client, ListObjectsV2Command } = await s3()
    const found: { key: string; written: Date }[] = []
    let from: string | undefined
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix, ContinuationToken: from }))
      for (const { Key: key, LastModified: written } of page.Contents ?? [])
        if (key && written) found.push({ key, written })
      from = page.NextContinuationToken
    } while (from)
    return found
  }
  const readAll = async <Kept extends { time: string }>(
    found: readonly { readonly key: string; readonly written: Date }[],
    parse: (read: unknown, written: Date) => Kept,
  ) => {
    const all: Kept[] = []
    await inChunks(found, 1, async ([one]) => {
      if (one) all.push(parse(await read(one.key), one.written))
    })
    return all.sort((a, b) => (a.time < b.time ? -1 : 1))
  }
  return {
    put: (deposit) => write('', AuditDeposit.parse(deposit)),
    async all() {
      const found = (await below('')).filter(({ key }) => !key.startsWith(RESTORED))
      return headsOf(await readAll(found, (one) => AuditDeposit.parse(one)))
    },
    putRestoration: (restoration) => write(RESTORED, AuditRestoration.parse(restoration)),
    restorations: async () =>
      readAll(await below(RESTORED), (one, written) => {
        const { time, ...rest } = AuditRestoration.parse(one)
        // Who says that it was later than it was put there would take force from what is deposited since.
        return { time: Date.parse(time) > written.getTime() + CLOCKS ? written.toISOString() : time, ...rest }
      }),
  }
}

export const headsOf = (deposits: readonly AuditDeposit[]): AuditHead[] =>
  deposits.flatMap(({ time, heads }) => heads.map((head) => ({ ...head, time })))
