/**
 * The embedded engines without a hub around them: who tests calls the stages and delivers the messages itself, so that
 * a handler can die between any two of its writes and messages can come in any order.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEngine } from '../../local/host/engines/engine-process.ts'
import { jsonCall } from '../../local/host/machine/json-call.ts'
import { clientEnvironment, plainEnvironment } from '../../local/host/template/environment.ts'
import { ACCOUNT, REGION } from '../../local/host/template/names.ts'
import { type ClientOptions, type Clients, makeClients } from '../../stores/aws/clients.ts'
import { guardClients } from './guarded.ts'

export const INBOX = 'inbox'
export const OUTBOX = 'outbox'
export const SNAPSHOTS = `arn:aws:sns:${REGION}:${ACCOUNT}:snapshots`

export type AroundWrite = NonNullable<ClientOptions['aroundWrite']>

/** Whose writes they are that the clients see: each handler that runs has its own. */
export const writing = new AsyncLocalStorage<AroundWrite>()

export interface Engines {
  readonly clients: Clients
  /** Makes tables with a hash and a range key, both texts. */
  openTables(tables: readonly { name: string; hash: string; range: string }[]): Promise<void>
  openQueues(names: readonly string[]): Promise<void>
  queueUrl(name: string): string
  /** The file in which the embedded S3 keeps an object, and the one that describes it. */
  filesOf(bucket: string, key: string): { object: string; description: string }
  /** One request of the AWS JSON protocol. */
  call<T>(engine: 'dynamodb' | 'messages', target: string, body: object): Promise<T>
  stop(): Promise<void>
}

export async function startEngines(): Promise<Engines> {
  const dir = await mkdtemp(join(tmpdir(), 'yingbao-stages-'))
  const keys = { accessKeyId: 'LOCALTEST', secretAccessKey: 'of no use outside this test' }
  const start = (name: 'dynamodb' | 's3' | 'messages') =>
    startEngine(
      name,
      { dir: join(dir, name), port: 0, ...keys },
      plainEnvironment(),
      () => {},
      () => {},
    )
  const [dynamodb, s3, messages] = await Promise.all([start('dynamodb'), start('s3'), start('messages')])
  const buckets = [INBOX, OUTBOX].map((name) => ({ name, notifications: [] }))
  await s3.call('open', { buckets, queues: messages.url })
  await messages.call('open', { queues: [], topics: [{ name: 'snapshots', queues: [] }] })
  const nobody = 'http://127.0.0.1:9'
  const endpoints = { dynamodb: dynamodb.url, s3: s3.url, sqs: messages.url, sns: messages.url }
  const clients = makeClients({
    environment: clientEnvironment({ ...endpoints, secretsManager: nobody, ses: nobody }, keys),
    aroundWrite: (command, send) => (writing.getStore() ?? plainly)(command, send),
  })
  await guardClients(clients)
  const secret = { output: { SecretString: 'a secret of at least 32 characters', $metadata: {} }, response: {} }
  const secrets = await clients.secrets()
  secrets.client.middlewareStack.add(() => async () => secret, { step: 'initialize' })
  return {
    clients,
    openTables: (tables) => dynamodb.call('open', tables.map(tablePlan)),
    async openQueues(names) {
      await messages.call('open', {
        queues: names.map((name) => ({ name, attributes: attributesOf(name) })),
        topics: [],
      })
    },
    queueUrl: (name) => `${messages.url}/${ACCOUNT}/${name}`,
    filesOf(bucket, key) {
      const path = join(dir, 's3', 'objects', bucket, key)
      return { object: `${path}._S3rver_object`, description: `${path}._S3rver_metadata.json` }
    },
    call: (engine, target, body) => jsonCall({ dynamodb, messages }[engine].url, target, body),
    async stop() {
      clients.dynamodb.destroy()
      for (const service of [clients.s3, clients.sqs, clients.sns]) (await service()).client.destroy()
      await Promise.all([dynamodb, s3, messages].map((engine) => engine.stop()))
      await rm(dir, { recursive: true, force: true })
    },
  }
}

const plainly: AroundWrite = (_, send) => send()

const attributesOf = (name: string) => ({
  VisibilityTimeout: '600',
  ...(name.endsWith('.fifo') && { FifoQueue: 'true' }),
})

function tablePlan({ name, hash, range }: { name: string; hash: string; range: string }) {
  const key = (AttributeName: string, KeyType: string) => ({ AttributeName, KeyType })
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' })
  return {
    name,
    definition: {
      KeySchema: [key(hash, 'HASH'), key(range, 'RANGE')],
      AttributeDefinitions: [text(hash), text(range)],
      BillingMode: 'PAY_PER_REQUEST',
    },
  }
}
