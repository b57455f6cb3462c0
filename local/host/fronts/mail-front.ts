import type { IncomingMessage } from 'node:http'
import type { Engine } from '../engines/engine-process.ts'
import { behindKey, doorKey, guardedUrl, isOwnHost, isSame, turnAway } from '../engines/guard.ts'
import { listenLocally } from '../engines/listen.ts'
import { createServer, request } from '../machine/node-http.ts'

const COOKIE = 'hub-mails'

/**
 * The mail engine starts with the first mail; a cookie carries its key on from the inbox's first URL.
 * @param port taken again if it is free
 */
export async function listenForMail(
  port: number,
  secretAccessKey: string,
  start: () => Promise<Engine>,
): Promise<{ port: number; url: string; close(): Promise<void> }> {
  const key = doorKey(secretAccessKey)
  let engine: Promise<Engine> | undefined
  const server = createServer((from, to) => {
    const asked = behindKey(from.url ?? '', key)
    const path = asked ?? (cookieOf(from, key) ? from.url : undefined)
    if (path === undefined || !isOwnHost(from) || isForeign(from)) {
      turnAway(to)
      return
    }
    if (asked === '/' && from.method === 'GET') {
      to.writeHead(303, { location: '/', 'set-cookie': `${COOKIE}=${key}; Path=/; HttpOnly; SameSite=Lax` }).end()
      return
    }
    engine ??= start()
    engine.then(
      ({ url }) => {
        const { host: _, origin: __, ...headers } = from.headers
        const call = request(url + path, { method: from.method, headers }, (answer) => {
          to.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(to)
        })
        call.on('error', () => to.destroy())
        from.pipe(call)
      },
      () => to.writeHead(502).end(),
    )
  })
  const chosen = await listenLocally(server, port)
  return {
    port: chosen,
    url: guardedUrl(chosen, secretAccessKey),
    close: async () => {
      server.close()
      server.closeAllConnections()
      await (await engine?.catch(() => undefined))?.stop()
    },
  }
}

function cookieOf({ headers }: IncomingMessage, key: string): boolean {
  return (headers.cookie ?? '').split(/; */).some((one) => {
    const [name, value = ''] = one.split('=')
    return name === COOKIE && isSame(value, key)
  })
}

function isForeign({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin !== undefined && origin !== `http://${host}`
}
