/**
 * A service of AWS that takes JSON by POST. Whoever waits for a table waits for this, and the SDK's layers cost three times the CPU
 * of a request and five times that of a process's first one (docs/adr/0048-tables-without-the-sdk.md).
 */
import http from 'node:http'
import https from 'node:https'
import aws4 from 'aws4'
import { backOff } from './in-chunks.ts'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** Where a service is, and as whom it is asked. */
export interface Reach {
  readonly region: string
  readonly endpoint: URL
  readonly credentials: Credentials
}

export interface JsonApiOptions {
  /** As it is signed: `dynamodb`. */
  readonly service: string
  /** What stands before an operation in `X-Amz-Target`: `DynamoDB_20120810`. */
  readonly target: string
  /** Asked before each request. */
  readonly reach: () => Promise<Reach>
  /** The embedded engines read only whether there is a signature. */
  readonly authorization?: string | undefined
  /** Milliseconds without a byte, after which a request is sent anew. */
  readonly patience?: number
  /** Before another try. @param attempt from 1 */
  readonly pause?: (attempt: number) => Promise<void>
}

export interface JsonApi {
  /** @throws ServiceError, or what Node says of the connection, after five tries */
  send(operation: string, body: string): Promise<string>
  destroy(): void
}

/** What a service says against a request; its name is the service's. */
class ServiceError extends Error {
  readonly status: number

  constructor(name: string, message: string, status: number) {
    super(message)
    this.name = name
    this.status = status
  }
}

/** As many as the SDK's. */
const TRIES = 5
const CONNECTIONS = 50
const PATIENCE_MS = 30_000
/** Those of the SDK's that say to come back, and come with 400. */
const LATER =
  /Throttl|ProvisionedThroughputExceeded|RequestLimitExceeded|TooManyRequests|TransactionInProgress|RequestTimeout/

export function jsonApi(options: JsonApiOptions): JsonApi {
  const { service, target, reach, authorization, patience = PATIENCE_MS, pause = backOff } = options
  let agent: http.Agent | undefined
  const once = async (operation: string, body: string): Promise<string> => {
    const { region, endpoint, credentials } = await reach()
    const { protocol, host, hostname, port, pathname: path } = endpoint
    const client = protocol === 'https:' ? https : http
    agent ??= new client.Agent({ keepAlive: true, maxSockets: CONNECTIONS })
    const asked = {
      ...{ method: 'POST', path, body },
      headers: {
        ...{ Host: host, 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `${target}.${operation}` },
        'content-length': Buffer.byteLength(body),
        ...(authorization && { 'x-amz-date': '20000101T000000Z', authorization }),
      },
    }
    const { headers = {} } = authorization ? asked : aws4.sign({ ...asked, service, region }, credentials)
    return new Promise((resolve, reject) => {
      // As a property, so that a host's guard stands before it.
      const sent = client.request({ host: hostname, port, path, method: 'POST', agent, headers }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', reject)
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString()
          const { statusCode = 0 } = answer
          if (statusCode === 200) resolve(text)
          else reject(serviceError(text, statusCode))
        })
      })
      sent.setTimeout(patience, () => sent.destroy(new ServiceError('TimeoutError', `${service} is silent`, 408)))
      sent.on('error', reject)
      sent.end(body)
    })
  }
  return {
    async send(operation, body) {
      for (let tried = 1; ; tried++) {
        try {
          return await once(operation, body)
        } catch (error) {
          if (tried === TRIES || !isPassing(error)) throw error
        }
        await pause(tried)
      }
    },
    destroy: () => agent?.destroy(),
  }
}

/** @returns whether the same request may succeed later: a busy or failing service, a broken or silent connection */
function isPassing(error: unknown): boolean {
  if (error instanceof ServiceError) return error.status >= 500 || error.status === 408 || LATER.test(error.name)
  return (
    typeof (error as NodeJS.ErrnoException).syscall === 'string' ||
    (error as NodeJS.ErrnoException).code === 'ECONNRESET'
  )
}

function serviceError(text: string, status: number): ServiceError {
  let said: { __type?: unknown; message?: unknown; Message?: unknown } = {}
  try {
    said = JSON.parse(text)
  } catch {
    // A proxy's page says nothing that could be shown.
  }
  const name = String(said?.__type ?? `Status${status}`).replace(/^.*#/, '')
  return new ServiceError(name, String(said?.message ?? said?.Message ?? `answered by ${status}`), status)
}

/** Where a service is, in each of AWS's partitions, unless the environment says where. */
export function endpointOf(
  service: string,
  region: string,
  environment: Readonly<Record<string, string | undefined>>,
): URL {
  const variable = `AWS_ENDPOINT_URL_${service.toUpperCase().replaceAll('-', '_')}`
  const own = environment[variable] ?? environment.AWS_ENDPOINT_URL
  return new URL(
    own ?? `https://${service}.${region}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}`,
  )
}
