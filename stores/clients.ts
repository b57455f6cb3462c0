/** The clients of the AWS SDK, made once a cold start. Nobody else imports @aws-sdk. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SNSClient } from '@aws-sdk/client-sns'
import { SQSClient } from '@aws-sdk/client-sqs'

/** DynamoDB request units used. */
export interface Units {
  read: number
  write: number
}

export interface Clients {
  readonly dynamodb: DynamoDBClient
  readonly s3: S3Client
  readonly sqs: SQSClient
  readonly sns: SNSClient
  readonly secrets: SecretsManagerClient
  /** What has been used since these clients were made. */
  readonly units: Units
}

export interface ClientOptions {
  /** For tests of crashes: called around every request that changes something; what it throws is what happened. */
  readonly aroundWrite?: (command: string, send: () => Promise<unknown>) => Promise<unknown>
  /** Variables that count instead of the process's own: how a command or a test reaches a hub that it has started. */
  readonly environment?: Readonly<Record<string, string>>
}

const WRITES = /^(Put|Update|Delete|BatchWrite|BatchExecute|Send|Publish|Create|Copy|Complete)/

/** Clients for the region and endpoints of the environment (`AWS_REGION`, `AWS_ENDPOINT_URL_*`). */
export function makeClients(options: ClientOptions = {}): Clients {
  const { environment, aroundWrite } = options
  const settings = (service: string) => ({
    maxAttempts: 5,
    // The chain that a command goes through is put together once, not with every request.
    cacheMiddleware: true,
    ...(environment && {
      region: environment.AWS_REGION!,
      endpoint: environment[`AWS_ENDPOINT_URL_${service}`]!,
      credentials: { accessKeyId: environment.AWS_ACCESS_KEY_ID!, secretAccessKey: environment.AWS_SECRET_ACCESS_KEY! },
    }),
  })
  const dynamodb = new DynamoDBClient(settings('DYNAMODB'))
  const s3 = new S3Client({
    ...settings('S3'),
    // The embedded S3 knows neither virtual hosts nor checksum trailers.
    forcePathStyle: (environment ?? process.env).S3_FORCE_PATH_STYLE === '1',
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const sqs = new SQSClient(settings('SQS'))
  const sns = new SNSClient(settings('SNS'))
  const secrets = new SecretsManagerClient(settings('SECRETS_MANAGER'))
  const units: Units = { read: 0, write: 0 }
  dynamodb.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args)
      addUnits(units, String(context.commandName), result.output as Metered)
      return result
    },
    { step: 'initialize', name: 'units' },
  )
  if (aroundWrite)
    for (const client of [dynamodb, s3, sqs, sns] as unknown as AnyClient[]) watchWrites(client, aroundWrite)
  return { dynamodb, s3, sqs, sns, secrets, units }
}

type Send = (args: unknown) => Promise<unknown>
/** What the clients have in common, as far as it is used here: their types differ in everything else. */
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

function addUnits(units: Units, command: string, output: Metered): void {
  const used = [output.ConsumedCapacity ?? []].flat().reduce((sum, c) => sum + (c.CapacityUnits ?? 0), 0)
  if (/^(Get|BatchGet|Query|Scan)/.test(command)) units.read += used
  else units.write += used
}
