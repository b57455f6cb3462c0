/** AWS's services, made once a cold start; those that a first page does not need are loaded with what they send, once they are asked. */
import type { S3Client } from '@aws-sdk/client-s3'
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { SNSClient } from '@aws-sdk/client-sns'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { present } from '../../schemas/present.ts'
import { type DynamoDb, dynamoDb } from './dynamodb.ts'
import { endpointOf, type Reach } from './json-api.ts'

/** DynamoDB capacity units used. */
export interface CapacityUsed {
  read: number
  write: number
}

/** A client, made once, beside the commands that it sends. */
type Asked<Client, Commands> = () => Promise<{ readonly client: Client } & Commands>

export interface Clients {
  readonly dynamodb: DynamoDb
  readonly s3: Asked<S3Client, typeof import('./s3.ts')>
  readonly sqs: Asked<SQSClient, typeof import('./sqs.ts')>
  readonly sns: Asked<SNSClient, typeof import('./sns.ts')>
  readonly secrets: Asked<SecretsManagerClient, typeof import('./secrets-manager.ts')>
  readonly capacity: CapacityUsed
  /** The embedded host, which puts off failed messages itself. */
  readonly isEmbedded: boolean
}

export interface ClientOptions {
  /** Tests of crashes wrap every request that writes. */
  readonly aroundWrite?: (command: string, send: () => Promise<unknown>) => Promise<unknown>
  readonly environment?: Readonly<Record<string, string>>
}

const WRITES = /^(Put|Update|Delete|BatchWrite|BatchExecute|Send|Publish|Create|Copy|Complete)/

/** Of a host of its own; AWS gives a function these by itself. */
export function ownSettings(environment: Readonly<Record<string, string>>, service: string) {
  const endpoint = environment[`AWS_ENDPOINT_URL_${service}`]
  return {
    region: present(environment.AWS_REGION, 'AWS_REGION'),
    ...(endpoint && { endpoint }),
    credentials: {
      accessKeyId: present(environment.AWS_ACCESS_KEY_ID, 'AWS_ACCESS_KEY_ID'),
      secretAccessKey: present(environment.AWS_SECRET_ACCESS_KEY, 'AWS_SECRET_ACCESS_KEY'),
    },
  }
}

export function makeClients(options: ClientOptions = {}): Clients {
  const { environment, aroundWrite } = options
  const said = environment ?? process.env
  const { ENGINE_AUTHORIZATION: authorization, S3_FORCE_PATH_STYLE } = said
  const signer = authorization ? { signer: unsigned(authorization) } : {}
  const settings = (service: string) => ({
    maxAttempts: 5,
    cacheMiddleware: true,
    ...(environment && ownSettings(environment, service)),
  })
  const watched = <Client extends object>(client: Client): Client => {
    if (aroundWrite) watchWrites(client as unknown as AnyClient, aroundWrite)
    return client
  }
  const s3 = once(async () => {
    const commands = await import('./s3.ts')
    const client = new commands.S3Client({
      ...settings('S3'),
      // The embedded S3 knows neither virtual hosts nor checksum trailers.
      forcePathStyle: S3_FORCE_PATH_STYLE === '1',
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    })
    return { ...commands, client: watched(client) }
  })
  const sqs = once(async () => {
    const commands = await import('./sqs.ts')
    return { ...commands, client: watched(new commands.SQSClient({ ...settings('SQS'), ...signer })) }
  })
  const sns = once(async () => {
    const commands = await import('./sns.ts')
    return { ...commands, client: watched(new commands.SNSClient(settings('SNS'))) }
  })
  const dynamodb = dynamoDb({ authorization, reach: reachIn(said) ?? (async () => reachOf((await s3()).client, said)) })
  const secrets = once(async () => {
    const commands = await import('./secrets-manager.ts')
    return { ...commands, client: new commands.SecretsManagerClient(settings('SECRETS_MANAGER')) }
  })
  const capacity: CapacityUsed = { read: 0, write: 0 }
  dynamodb.around(async (operation, _, send) => {
    const output = await send()
    addCapacity(capacity, operation, output as Metered)
    return output
  })
  if (aroundWrite)
    dynamodb.around((operation, _, send) => (WRITES.test(operation) ? aroundWrite(operation, send) : send()))
  return { dynamodb, s3, sqs, sns, secrets, capacity, isEmbedded: authorization !== undefined }
}

type Environment = Readonly<Record<string, string | undefined>>

/** A function has everything in its environment for as long as it lives. */
function reachIn(environment: Environment): (() => Promise<Reach>) | undefined {
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment
  if (!region || !accessKeyId || !secretAccessKey) return undefined
  const { AWS_SESSION_TOKEN: sessionToken } = environment
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
  const reach = { region, endpoint: endpointOf('dynamodb', region, environment), credentials }
  return async () => reach
}

/** Whoever deploys has it in one of many places, which the SDK's clients know. */
async function reachOf({ config }: S3Client, environment: Environment): Promise<Reach> {
  const [region, credentials] = await Promise.all([config.region(), config.credentials()])
  return { region, endpoint: endpointOf('dynamodb', region, environment), credentials }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** The embedded engines read only whether there is a signature. */
function unsigned(authorization: string) {
  return {
    sign: async <T extends { headers: Record<string, string> }>(request: T): Promise<T> => {
      Object.assign(request.headers, { authorization, 'x-amz-date': '20000101T000000Z' })
      return request
    },
  }
}

type Send = (args: unknown) => Promise<unknown>
interface AnyClient {
  middlewareStack: { add(middleware: (next: Send, context: { commandName?: string }) => Send, options: object): void }
}

function watchWrites(client: AnyClient, aroundWrite: NonNullable<ClientOptions['aroundWrite']>): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) =>
        WRITES.test(commandName) ? aroundWrite(commandName, () => next(args)) : next(args),
    { step: 'initialize', name: 'aroundWrite', priority: 'high' },
  )
}

interface Capacity {
  CapacityUnits?: number | undefined
}
interface Metered {
  ConsumedCapacity?: Capacity | Capacity[] | undefined
}

function addCapacity(capacity: CapacityUsed, command: string, output: Metered): void {
  const used = [output.ConsumedCapacity ?? []].flat().reduce((sum, c) => sum + (c.CapacityUnits ?? 0), 0)
  if (/^(Get|BatchGet|Query|Scan)/.test(command)) capacity.read += used
  else capacity.write += used
}
