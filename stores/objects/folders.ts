/** Objects below a prefix, deleted together. */
import type { ListObjectsV2CommandOutput } from '@aws-sdk/client-s3'
import { present } from '../../schemas/present.ts'
import type { Clients } from '../aws/clients.ts'

const KEY = 'the key of a listed object'

export interface Folders {
  /** A missing object is no error. */
  remove(key: string): Promise<void>
  /** Keys of objects that were put before a time, at most so many. */
  olderThan(prefix: string, time: Date, most: number): Promise<string[]>
  /** Of all objects below a prefix. */
  keys(prefix: string): Promise<string[]>
  /** Repeats find nothing and are no error. */
  removeAll(prefix: string): Promise<void>
}

export function folders({ s3 }: Clients, bucket: string): Folders {
  const remove = async (key: string) => {
    const { client, DeleteObjectCommand } = await s3()
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
  }
  async function* listed(prefix: string) {
    const { client, ListObjectsV2Command } = await s3()
    let from: string | undefined
    do {
      const page: ListObjectsV2CommandOutput = await client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: from }),
      )
      yield* page.Contents ?? []
      from = page.NextContinuationToken
    } while (from)
  }
  return {
    remove,
    async olderThan(prefix, time, most) {
      const keys: string[] = []
      for await (const { Key, LastModified } of listed(prefix))
        if (keys.length < most && LastModified && LastModified < time) keys.push(present(Key, KEY))
      return keys
    },
    async keys(prefix) {
      const found: string[] = []
      for await (const { Key } of listed(prefix)) found.push(present(Key, KEY))
      return found
    },
    async removeAll(prefix) {
      for await (const { Key } of listed(prefix)) await remove(present(Key, KEY))
    },
  }
}
