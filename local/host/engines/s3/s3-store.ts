import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface ObjectStore {
  putObject(object: StoredObject): Promise<{ size: number; md5: string }>
  existsObject(bucket: string, key: string): Promise<boolean>
  getResourcePath(bucket: string, key: string, resource: string): string
  putMetadata(bucket: string, key: string, metadata: object, md5: string): Promise<void>
  getObject(bucket: string, key: string, options?: object): Promise<FoundObject | null>
  getBucket(bucket: string): Promise<object | null>
  deleteBucket(bucket: string): Promise<void>
  getSubresource(bucket: string, key: string | undefined, type: string): Promise<unknown>
  putSubresource(...args: unknown[]): Promise<void>
  deleteSubresource(...args: unknown[]): Promise<void>
}

interface StoredObject {
  bucket: string
  key: string
  content: Readable | Buffer
  metadata: object
}

interface FoundObject {
  size: number
  range?: object
  content: Readable | null
}

type ErrorClass = new (code: string, message: string) => Error

/**
 * s3rver writes straight to the object's file, where a broken upload leaves half of one: a file beside takes the name
 * when it is whole.
 * @param once whether the request may create but not replace
 */
export function keepObjectsWhole(store: ObjectStore, partial: string, once: () => boolean, S3Error: ErrorClass): void {
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  const commits = new Map<string, Promise<void>>()
  /** The first of several writers to be whole wins the key. */
  const inTurn = (id: string, commit: () => Promise<void>): Promise<void> => {
    const turn = (commits.get(id) ?? Promise.resolve()).catch(() => {}).then(commit)
    commits.set(id, turn)
    return turn.finally(() => {
      if (commits.get(id) === turn) commits.delete(id)
    })
  }

  store.putObject = async ({ bucket, key, content, metadata }) => {
    const create = once()
    const refuseIfThere = async (): Promise<void> => {
      if (create && (await store.existsObject(bucket, key))) throw exists(S3Error)
    }
    await refuseIfThere()
    const draft = join(partial, randomUUID())
    try {
      const { size, md5 } = await writeDraft(draft, content)
      await inTurn(`${bucket}/${key}`, async () => {
        await refuseIfThere()
        const path = store.getResourcePath(bucket, key, 'object')
        await mkdir(dirname(path), { recursive: true })
        await store.putMetadata(bucket, key, metadata, md5)
        await rename(draft, path)
      })
      return { size, md5 }
    } finally {
      await rm(draft, { force: true })
    }
  }
}

function exists(S3Error: ErrorClass): Error {
  return new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold')
}

async function writeDraft(path: string, content: Readable | Buffer): Promise<{ size: number; md5: string }> {
  const hash = createHash('md5')
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  const source = Buffer.isBuffer(content) ? [content] : content
  await pipeline(source, measure, createWriteStream(path))
  return { size, md5: hash.digest('hex') }
}

/** s3rver promises a byte of an empty object's range, which never comes. */
export function refuseRangesOfNothing(store: ObjectStore): void {
  const { getObject } = store
  store.getObject = async (...args) => {
    const object = await getObject.apply(store, args)
    if (object?.range && object.size === 0) {
      object.content?.destroy()
      object.content = null
    }
    return object
  }
}

/**
 * s3rver looks for a bucket and reads its configuration from files several times a request.
 * @returns what forgets them
 */
export function rememberBuckets(store: ObjectStore): () => void {
  const known = new Map<string, Promise<unknown>>()
  const buckets = new Map<string, object>()
  const { getSubresource, getBucket, deleteBucket } = store
  store.getBucket = async (bucket) => {
    const found = buckets.get(bucket) ?? (await getBucket.call(store, bucket))
    if (found) buckets.set(bucket, found)
    return found
  }
  store.deleteBucket = async (bucket) => {
    buckets.delete(bucket)
    await deleteBucket.call(store, bucket)
  }
  store.getSubresource = (bucket, key, type) => {
    if (key !== undefined) return getSubresource.call(store, bucket, key, type)
    const id = `${bucket} ${type}`
    const found = known.get(id) ?? getSubresource.call(store, bucket, key, type)
    known.set(id, found)
    found.catch(() => known.delete(id))
    return found
  }
  for (const change of ['putSubresource', 'deleteSubresource'] as const) {
    const original = store[change]
    store[change] = async (...args) => {
      await original.apply(store, args)
      known.clear()
    }
  }
  return () => {
    known.clear()
    buckets.clear()
  }
}
