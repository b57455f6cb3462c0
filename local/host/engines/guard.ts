import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'

/** The engines check no signature, so that a key stands as the first folder of their URLs. */
export function doorKey(secretAccessKey: string): string {
  return createHmac('sha256', secretAccessKey).update('door').digest('base64url')
}

export function guardedUrl(port: number, secretAccessKey: string): string {
  return `http://127.0.0.1:${port}/${doorKey(secretAccessKey)}`
}

/** A foreign name that points at this machine would let a page of it read the answers. */
export function isOwnHost({ headers, socket }: IncomingMessage): boolean {
  return headers.host === `127.0.0.1:${socket.localPort}` || headers.host === `localhost:${socket.localPort}`
}

export function behindKey(url: string, key: string): string | undefined {
  const [, said = '', rest = ''] = /^\/([^/?]*)(.*)$/s.exec(url) ?? []
  if (!isSame(said, key)) return undefined
  return rest.startsWith('/') ? rest : `/${rest}`
}

/** The comparison takes as long for a wrong secret as for the right one. */
export function isSame(said: string, secret: string): boolean {
  const [one, other] = [Buffer.from(said), Buffer.from(secret)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Nothing tells a stranger what listens here. */
export function turnAway(response: ServerResponse): void {
  response.writeHead(403, { connection: 'close', 'content-length': 0 }).end()
}

/** A page sends an `Origin`, and no page may ask an engine. */
export function guard(server: Server, key: string): void {
  const answers = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const path = behindKey(request.url ?? '', key)
    if (path === undefined || !isOwnHost(request) || request.headers.origin !== undefined) {
      turnAway(response)
      return
    }
    request.url = path
    for (const answer of answers) answer.call(server, request, response)
  })
}
