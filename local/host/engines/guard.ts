import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, RequestListener, Server } from 'node:http'

/**
 * The engines check no signature, so that their URLs carry a key as their first folder: every SDK client sends it with
 * its endpoint, and nobody else knows it. It is made from the hub's secret, and gives nothing of it away.
 */
export function doorKey(secretAccessKey: string): string {
  return createHmac('sha256', secretAccessKey).update('door').digest('base64url')
}

/** Where a guarded engine is reached. */
export function guardedUrl(port: number, secretAccessKey: string): string {
  return `http://127.0.0.1:${port}/${doorKey(secretAccessKey)}`
}

/** A name that somebody points at this machine would let a foreign page read the answers. */
export function isOwnHost({ headers, socket }: IncomingMessage): boolean {
  return headers.host === `127.0.0.1:${socket.localPort}` || headers.host === `localhost:${socket.localPort}`
}

/** What is asked for behind the key; undefined where the path does not begin with it. */
export function behindKey(url: string, key: string): string | undefined {
  const [, said = '', rest = ''] = /^\/([^/?]*)(.*)$/s.exec(url) ?? []
  if (!isSame(said, key)) return undefined
  return rest.startsWith('/') ? rest : `/${rest}`
}

/** Takes as long for a wrong secret as for the right one. */
export function isSame(said: string, secret: string): boolean {
  const [one, other] = [Buffer.from(said), Buffer.from(secret)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** From now on the server answers who knows the key, by its own name, and no page: those send an Origin. */
export function guard(server: Server, key: string): void {
  const answers = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const path = behindKey(request.url ?? '', key)
    if (path === undefined || !isOwnHost(request) || request.headers.origin !== undefined) {
      response.writeHead(403, { connection: 'close' }).end()
      return
    }
    request.url = path
    for (const answer of answers) answer.call(server, request, response)
  })
}
