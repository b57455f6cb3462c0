/** Deposits of the audit's heads, an object each: `<time>.json`. Where objects are locked, nobody can change one. */
import { createHash } from 'node:crypto'
import { AuditDeposit, type AuditHead } from '../../schemas/records/audit.ts'
import type { Clients } from '../aws/clients.ts'
import { inChunks } from '../aws/in-chunks.ts'

export interface AuditHeads {
  put(deposit: AuditDeposit): Promise<void>
  /** The earliest first. */
  all(): Promise<AuditHead[]>
}

export function auditHeads({ s3 }: Pick<Clients, 's3'>, bucket: string): AuditHeads {
  const read = async (key: string) => {
    const { client, GetObjectCommand } = await s3()
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
    return AuditDeposit.parse(JSON.parse((await Body?.transformToString()) ?? ''))
  }
  return {
    async put(deposit) {
      const body = Buffer.from(JSON.stringify(AuditDeposit.parse(deposit)))
      const { client, PutObjectCommand } = await s3()
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: `${deposit.time.replaceAll(':', '')}.json`,
          Body: body,
          ContentType: 'application/json',
          // A bucket with object lock takes nothing without a checksum.
          ContentMD5: createHash('md5').update(body).digest('base64'),
        }),
      )
    },
    async all() {
      const { client, ListObjectsV2Command } = await s3()
      const keys: string[] = []
      let from: string | undefined
      do {
        const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: from }))
        keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []))
        from = page.NextContinuationToken
      } while (from)
      const deposits: AuditDeposit[] = []
      await inChunks(keys, 1, async ([key]) => {
        if (key) deposits.push(await read(key))
      })
      return headsOf(deposits.sort((a, b) => (a.time < b.time ? -1 : 1)))
    },
  }
}

export const headsOf = (deposits: readonly AuditDeposit[]): AuditHead[] =>
  deposits.flatMap(({ time, heads }) => heads.map((head) => ({ ...head, time })))
