/** Between a hub's functions and its tables: throttles as DynamoDB does, or does not answer. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface BusyTables {
  /** The endpoint of the functions. */
  readonly url: string
  /** Where requests go on to, once the hub is up. */
  passTo(endpoint: string): void
  /** Batch writes so far, and how many of them were throttled. */
  readonly writes: { all: number; throttled: number }
  /** Requests that were never answered. */
  readonly held: number
  stop(): Promise<void>
}

export interface Faults {
  /** Every second batch write. */
  readonly throttled?: boolean
  /** The first so many batched reads of persons get no answer. */
  readonly unanswered?: number
}

const THROTTLED = {
  __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
  message: 'throttled by the test',
}

export async function startBusyTables({ throttled = false, unanswered = 0 }: Faults): Promise<BusyTables> {
  let target = ''
  const writes = { all: 0, throttled: 0 }
  let held = 0
  const serve = async (asked: IncomingMessage, answer: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of asked) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const operation = String(asked.headers['x-amz-target']).split('.')[1]
    if (operation === 'BatchGetItem' && held < unanswered && body.includes('storespeople')) {
      held++
      return
    }
    if (throttled && operation === 'BatchWriteItem' && writes.all++ % 2 === 0) {
      // Both ways in which DynamoDB says it, in turn.
      const isWhole = writes.throttled++ % 2 === 0
      const { RequestItems } = JSON.parse(body.toString()) as { RequestItems: object }
      const said = JSON.stringify(isWhole ? { UnprocessedItems: RequestItems } : THROTTLED)
      answer.writeHead(isWhole ? 200 : 400, { 'content-type': 'application/x-amz-json-1.0' }).end(said)
      return
    }
    const { host, pathname } = new URL(target)
    const [hostname, port] = host.split(':')
    const path = pathname.replace(/\/$/, '') + asked.url
    const headers = { ...asked.headers, host }
    const passed = request({ hostname, port, path, method: asked.method, headers }, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.headers)
      found.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    passed.end(body)
  }
  const server = createServer((asked, answer) => void serve(asked, answer).catch(() => answer.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    passTo: (endpoint) => {
      target = endpoint
    },
    writes,
    get held() {
      return held
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
