/** Objects below a prefix, deleted together. */
import { DeleteObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { present } from '../../schemas/present.ts'
import type { Clients } from '../aws/clients.ts'

export interface Folders {
  /** A missing object is no error. */
  remove(key: string): Promise<void>
  /** Repeats find nothing and are no error. */
  removeAll(prefix: string): Promise<void>
}

export function folders({ s3 }: Clients, bucket: string): Folders {
  const remove = async (key: string) => {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
  }
  return {
    remove,
    async removeAll(prefix) {
      let from: string | undefined
      do {
        const page = await s3.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: from }),
        )
        for (const { Key } of page.Contents ?? []) await remove(present(Key, 'the key of a listed object'))
        from = page.NextContinuationToken
      } while (from)
    },
  }
}
