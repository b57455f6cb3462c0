import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { jsonCall } from '../../machine/json-call.ts'
import { createServer } from '../../machine/node-http.ts'
import type { BucketPlan } from '../../template/plan.ts'
import { type EngineHandle, fail, runEngine } from '../engine.ts'
import { isOwnHost, turnAway } from '../guard.ts'
import { listenLocally } from '../listen.ts'
import { notificationsFor, type ObjectEvent } from './notification.ts'
import { behindDoor, type Middleware, namesKey, onlyRecognised, withSlash } from './s3-door.ts'
import { keepObjectsWhole, type ObjectStore, refuseRangesOfNothing, rememberBuckets } from './s3-store.ts'

interface S3rver {
  store: ObjectStore
  context: { store: ObjectStore }
  configureBuckets(): Promise<void>
  callback(): (request: IncomingMessage, response: ServerResponse) => void
  on(event: 'event', listener: (event: { Records: [ObjectEvent] }) => void): void
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): void
}

const require = createRequire(import.meta.url)
const S3Error = require('@20minutes/s3rver/lib/models/error') as new (code: string, message: string) => Error
const denied = (message = 'Access Denied') => new S3Error('AccessDenied', message)
const { DUMMY_ACCOUNT } = require('@20minutes/s3rver/lib/models/account') as {
  DUMMY_ACCOUNT: { createKeyPair(id: string, secret: string): void; revokeAccessKey(id: string): void }
}

// s3rver leaves !'()* unencoded in the signed query, where version 4 encodes them.
const encode = globalThis.encodeURIComponent
globalThis.encodeURIComponent = (text) =>
  encode(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)

interface Passage {
  recognised: boolean
  once: boolean
  notified: Promise<unknown>[]
}
const passages = new AsyncLocalStorage<Passage>()

// s3rver binds its middlewares when it is loaded, so that its door is changed before.
const doorPath = require.resolve('@20minutes/s3rver/lib/middleware/authentication')
const authentication = require(doorPath) as () => Middleware
require.cache[doorPath]!.exports = () =>
  onlyRecognised(withSlash(authentication()), denied, ({ method, headers }, presigned) => {
    const passage = passages.getStore()!
    passage.recognised = true
    passage.once = method === 'PUT' && (presigned || headers['if-none-match'] === '*')
  })
// A day's signing key is four digests, and each request has the same.
const signature = require('@20minutes/s3rver/lib/signature/v4') as { getSigningKey(...of: string[]): Buffer }
const { getSigningKey } = signature
let signing: { of: string; key: Buffer } = { of: '', key: Buffer.alloc(0) }
signature.getSigningKey = (...of) => {
  if (signing.of !== of.join()) signing = { of: of.join(), key: getSigningKey(...of) }
  return signing.key
}
const S3rver = require('@20minutes/s3rver') as new (options: Record<string, unknown>) => S3rver

await runEngine(async ({ dir, port: wished, accessKeyId, secretAccessKey }): Promise<EngineHandle> => {
  // s3rver's built-in key pair is known to everybody.
  DUMMY_ACCOUNT.revokeAccessKey('S3RVER')
  DUMMY_ACCOUNT.createKeyPair(accessKeyId, secretAccessKey)

  const s3 = new S3rver({ directory: join(dir, 'objects'), silent: true, vhostBuckets: false })
  keepObjectsWhole(s3.store, join(dir, 'partial'), () => passages.getStore()?.once ?? false, S3Error)
  refuseRangesOfNothing(s3.store)
  const forget = rememberBuckets(s3.store)
  const store = behindDoor(s3.store, () => passages.getStore()?.recognised === false, denied)
  s3.store = s3.context.store = store

  let buckets: BucketPlan[] = []
  let queues = ''
  s3.on('event', ({ Records: [event] }) => {
    const sends = notificationsFor(buckets, event).map(({ queue, body }) =>
      jsonCall(queues, 'AmazonSQS.SendMessage', { QueueUrl: queue, MessageBody: body }),
    )
    passages.getStore()?.notified.push(...sends)
  })

  s3.on('error', (error) => {
    if (/^(ENOSPC|EDQUOT|EROFS|EIO)$/.test(error.code ?? '')) fail(error)
  })

  const handle = s3.callback()
  const server = createServer((request, response) => {
    if (!isOwnHost(request) || !namesKey(request, accessKeyId)) {
      turnAway(response)
      return
    }
    const passage: Passage = { recognised: false, once: false, notified: [] }
    answerWhenNotified(response, passage)
    passages.run(passage, () => handle(request, response))
  })
  const port = await listenLocally(server, wished)
  return {
    port,
    operations: {
      open: async (plan: { buckets: BucketPlan[]; queues: string }) => {
        buckets = plan.buckets
        queues = plan.queues
        const configure = buckets.map(({ name, cors }) => ({ name, configs: cors ? [cors] : [] }))
        const configured = new S3rver({
          directory: join(dir, 'objects'),
          silent: true,
          configureBuckets: configure,
        })
        await configured.configureBuckets()
        forget()
      },
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
})

/** A PUT is answered when its notification stands in the queue, so that a killed hub owes nobody a message. */
function answerWhenNotified(response: ServerResponse, passage: Passage): void {
  const end = response.end.bind(response)
  response.end = ((...args: unknown[]) => {
    if (passage.notified.length === 0) return end(...(args as []))
    Promise.all(passage.notified).then(
      () => end(...(args as [])),
      () => response.destroy(),
    )
    return response
  }) as typeof response.end
}
