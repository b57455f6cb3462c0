import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'

export interface ObjectStore {
  putObject(object: StoredObject): Promise<{ size: number; md5: string }>
  existsObject(bucket: string, key: string): Promise<boolean>
  getResourcePath(bucket: string, key: string, resource: string): string
  getMetadata(bucket: string, key: string): Promise<Metadata>
  putMetadata(bucket: string, key: string, metadata: object, md5?: string): Promise<void>
  getObject(bucket: string, key: string, options?: Range): Promise<FoundObject | null>
  getSubresource(bucket: string, key: string | undefined, type: string): Promise<unknown>
  getBucket(name: string): Promise<object | null>
  deleteBucket(name: string): Promise<void>
  putSubresource(...args: unknown[]): Promise<void>
  deleteSubresource(...args: unknown[]): Promise<void>
}

type Metadata = Record<string, unknown>

interface StoredObject {
  bucket: string
  key: string
  content: Readable | Buffer
  metadata: object
}

interface Range {
  start?: number
  end?: number
}

interface FoundObject {
  size: number
  range?: object
  content: Readable | null
}

type ErrorClass = new (code: string, message: string) => Error
export interface ObjectClass {
  new (bucket: string, key: string, content: Readable, metadata: Metadata): FoundObject
  readonly ALLOWED_METADATA: readonly string[]
}

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
        mkdirSync(dirname(path), { recursive: true })
        await store.putMetadata(bucket, key, metadata, md5)
        renameSync(draft, path)
      })
      return { size, md5 }
    } catch (error) {
      rmSync(draft, { force: true })
      throw error
    }
  }
}

function exists(S3Error: ErrorClass): Error {
  return new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold')
}

/** A trip through the thread pool costs more than a chunk's write. */
async function writeDraft(path: string, content: Readable | Buffer): Promise<{ size: number; md5: string }> {
  const hash = createHash('md5')
  let size = 0
  const file = openSync(path, 'w')
  try {
    for await (const chunk of Buffer.isBuffer(content) ? [content] : (content as AsyncIterable<Buffer>)) {
      hash.update(chunk)
      size += chunk.length
      writeFileSync(file, chunk)
    }
  } finally {
    closeSync(file)
  }
  return { size, md5: hash.digest('hex') }
}

/** Bytes of an object that is read as a whole. */
const SMALL = 256 * 1024

/** s3rver takes a dozen trips through the thread pool for an object, which cost more than a small one's files. */
export function filesAtOnce(store: ObjectStore, S3Object: ObjectClass): void {
  const { getMetadata, getObject, getBucket, deleteBucket } = store
  const buckets = new Map<string, object>()
  store.getBucket = async (name) => {
    const bucket = buckets.get(name) ?? (await getBucket.call(store, name))
    if (bucket) buckets.set(name, bucket)
    return bucket
  }
  store.deleteBucket = async (name) => {
    buckets.delete(name)
    await deleteBucket.call(store, name)
  }
  store.putMetadata = async (bucket, key, metadata, md5) => {
    const isKept = (name: string) => S3Object.ALLOWED_METADATA.includes(name) || name.startsWith('x-amz-meta-')
    const kept = Object.fromEntries(Object.entries(metadata).filter(([name]) => isKept(name)))
    if (md5) writeFileSync(store.getResourcePath(bucket, key, 'object.md5'), md5)
    writeFileSync(store.getResourcePath(bucket, key, 'metadata.json'), JSON.stringify(kept, null, 2))
  }
  store.existsObject = async (bucket, key) => statOf(store.getResourcePath(bucket, key, 'object')) !== undefined
  store.getMetadata = async (bucket, key) => metadataAtOnce(store, bucket, key) ?? getMetadata.call(store, bucket, key)
  store.getObject = async (bucket, key, range) => {
    const isPart = range?.start !== undefined || range?.end !== undefined
    const metadata = isPart ? undefined : metadataAtOnce(store, bucket, key)
    const size = Number(metadata?.['content-length'] ?? 0)
    if (!metadata || size === 0 || size > SMALL) return getObject.call(store, bucket, key, range)
    const content = readFileSync(store.getResourcePath(bucket, key, 'object'))
    return new S3Object(bucket, key, Readable.from([content], { objectMode: false }), metadata)
  }
}

/** @returns nothing where a file of the three is missing or damaged, which s3rver knows to answer */
function metadataAtOnce(store: ObjectStore, bucket: string, key: string): Metadata | undefined {
  const path = store.getResourcePath(bucket, key, 'object')
  try {
    const stat = statOf(path)
    if (!stat) return undefined
    const md5 = readFileSync(`${path}.md5`, 'utf8')
    return {
      ...JSON.parse(readFileSync(store.getResourcePath(bucket, key, 'metadata.json'), 'utf8')),
      etag: JSON.stringify(md5),
      'last-modified': stat.mtime.toUTCString(),
      'content-length': stat.size,
    }
  } catch {
    return undefined
  }
}

const statOf = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false })

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
 * s3rver reads a bucket's configuration from files twice a request.
 * @returns what forgets it
 */
export function rememberSubresources(store: ObjectStore): () => void {
  const known = new Map<string, Promise<unknown>>()
  const { getSubresource } = store
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
  return () => known.clear()
}
