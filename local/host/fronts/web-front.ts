import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSame } from '../engines/guard.ts'
import type { Outcome, PooledFunction } from '../functions/function-pool.ts'
import { createServer } from '../machine/node-http.ts'
import { ACCOUNT } from '../template/names.ts'
import type { AskedBeside, Beside } from './beside.ts'
import { refuse } from './web-refusal.ts'

/** API Gateway's limit for a request. */
const LARGEST_BODY = 10 * 1024 * 1024
/** The sum of bodies on their way is bounded; small ones always pass. */
const MOST_HELD = 32 * 1024 * 1024
const SMALL_BODY = 64 * 1024
/** Milliseconds. A busy client reuses a connection later than it was told to; closed by then, it would lose the request. */
const WAITS = {
  requestTimeout: 30_000,
  headersTimeout: 15_000,
  connectionsCheckingInterval: 5000,
  keepAliveTimeout: 5000,
  keepAliveTimeoutBuffer: 60_000,
}

/** Only the front's key lets a request say its day; the function never sees it. */
const PLAY_HEADER = 'x-hub-play'

/** Every request becomes a payload 2.0 event of the web function. */
export interface WebFront {
  port: number
  open(pool: PooledFunction): void
  /** The function finds an authorizer's word in the request's context, which no client can write. */
  playedOn(day: string): Record<string, string>
  /** The day of whoever says none. */
  livesOn(day: string): void
  standBeside(beside: Beside): void
  close(): void
}

/**
 * Both loopback addresses, so that `localhost` is found however it resolves.
 * @param port 0 for any free one
 * @throws naming the port if it is taken
 */
export async function listenForWeb(port: number): Promise<WebFront> {
  let open = (_pool: PooledFunction): void => {}
  const opened = new Promise<PooledFunction>((resolve) => {
    open = resolve
  })
  const key = randomBytes(24).toString('base64url')
  const front: Front = { opened, key, held: 0, lane: createLane() }
  const serve = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response, front).catch(() => refuse(request, response, 'broken-off'))
  }
  const servers = [createServer(WAITS, serve), createServer(WAITS, serve)] as const
  await listen(servers[0], port, '127.0.0.1')
  const chosen = (servers[0].address() as AddressInfo).port
  // A port of somebody else's on IPv6 would take part of our requests, with their cookies.
  const failed = await listen(servers[1], chosen, '::1').then(
    () => undefined,
    (error: Error) => error,
  )
  if (failed?.name === 'PortTaken') {
    servers[0].close()
    if (port === 0) return listenForWeb(0)
    throw failed
  }
  return {
    port: chosen,
    open,
    standBeside: (beside) => {
      front.beside = beside
    },
    livesOn: (day) => {
      front.day = day
    },
    playedOn: (day) => ({ [PLAY_HEADER]: `${key} ${day}` }),
    close: () => {
      for (const server of servers) {
        server.close()
        server.closeAllConnections()
      }
    },
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error)
      const taken = new Error(`port ${port} is taken by another program; stop it, or choose another port with --port`)
      taken.name = 'PortTaken'
      reject(taken)
    })
    server.listen(port, host, resolve)
  })
}

interface Front {
  readonly opened: Promise<PooledFunction>
  readonly key: string
  held: number
  readonly lane: Lane
  day?: string
  beside?: Beside
}

async function answer(request: IncomingMessage, response: ServerResponse, front: Front): Promise<void> {
  // A foreign name that points at this machine would let a page of it read the answers.
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? ''))
    return refuse(request, response, 'host-foreign')
  let held = 0
  try {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      const more = size > SMALL_BODY ? size - held : 0
      if (size > LARGEST_BODY) return refuseBody(request, response, 'body-too-large')
      if (front.held + more > MOST_HELD) return refuseBody(request, response, 'busy')
      held += more
      front.held += more
      chunks.push(chunk)
    }
    const { beside } = front
    const own = beside && (await beside.answer(askedBeside(request, Buffer.concat(chunks))))
    if (own) return await send(response, own)
    const pool = await front.opened
    const event = httpEvent(request, Buffer.concat(chunks), playedDay(request, front.key) ?? front.day)
    const isLook = request.method === 'GET' || request.method === 'HEAD'
    const invoke = () => pool.invoke(event)
    const outcome = await (isLook ? invoke() : front.lane(pool.size - 1, invoke))
    write(request, response, outcome, (html) => beside?.page(html, request.headers.cookie) ?? html)
  } finally {
    front.held -= held
  }
}

function refuseBody(request: IncomingMessage, response: ServerResponse, why: 'body-too-large' | 'busy'): void {
  response.setHeader('connection', 'close')
  refuse(request, response, why)
}

type Lane = <T>(most: number, work: () => Promise<T>) => Promise<T>

/** Slow answers leave a process for whoever looks at a page. */
function createLane(): Lane {
  const waiting: (() => void)[] = []
  let inside = 0
  return async (most, work) => {
    if (inside >= Math.max(1, most)) await new Promise<void>((enter) => waiting.push(enter))
    else inside++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else inside--
    }
  }
}

function playedDay(request: IncomingMessage, key: string): string | undefined {
  const [said = '', day] = String(request.headers[PLAY_HEADER] ?? '').split(' ')
  return isSame(said, key) ? day : undefined
}

function httpEvent(request: IncomingMessage, body: Buffer, today: string | undefined) {
  const url = request.url ?? '/'
  const mark = url.indexOf('?')
  const rawPath = mark < 0 ? url : url.slice(0, mark)
  const rawQueryString = mark < 0 ? '' : url.slice(mark + 1)
  const { cookie, [PLAY_HEADER]: _, ...others } = request.headers
  const headers = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, [value].flat().join(',')]))
  const query: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(rawQueryString))
    query[name] = name in query ? `${query[name]},${value}` : value
  const now = new Date()
  const isText = /^(text\/|application\/(json|xml|x-www-form-urlencoded|javascript))/.test(
    headers['content-type'] ?? '',
  )
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: decodeURIComponentSafely(rawPath),
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/; */) }),
    headers,
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    requestContext: {
      accountId: ACCOUNT,
      apiId: 'local',
      domainName: headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: decodeURIComponentSafely(rawPath),
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
      ...(today === undefined ? {} : { authorizer: { lambda: { today } } }),
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  }
}

function decodeURIComponentSafely(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

interface HttpResult {
  statusCode?: number
  headers?: Record<string, string | number | boolean>
  cookies?: string[]
  body?: string
  isBase64Encoded?: boolean
}

function askedBeside(request: IncomingMessage, body: Buffer): AskedBeside {
  const { host, origin, 'content-type': type = '' } = request.headers
  const isForm = type.startsWith('application/x-www-form-urlencoded')
  return {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    isOwn: origin === `http://${host}`,
    form: new URLSearchParams(isForm ? body.toString('utf8') : ''),
  }
}

async function send(response: ServerResponse, own: Response): Promise<void> {
  for (const [name, value] of own.headers) response.setHeader(name, value)
  response.statusCode = own.status
  response.end(await own.text())
}

function write(
  request: IncomingMessage,
  response: ServerResponse,
  outcome: Outcome,
  asShown: (html: string) => string,
): void {
  if (!outcome.ok) {
    const why = { 'Sandbox.Timedout': 'timed-out', Stopped: 'stopping' } as const
    refuse(request, response, why[outcome.code as keyof typeof why] ?? 'broken-off')
    return
  }
  const result = outcome.result as HttpResult | null
  if (typeof result !== 'object' || result?.statusCode === undefined) {
    respond(response, 200, result)
    return
  }
  const { statusCode, headers = {}, cookies, body = '', isBase64Encoded } = result
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value))
  if (cookies) response.setHeader('set-cookie', cookies)
  response.statusCode = statusCode
  const isPage = String(response.getHeader('content-type')).startsWith('text/html')
  response.end(isBase64Encoded ? Buffer.from(body, 'base64') : isPage ? asShown(body) : body)
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
