import { createServer, request } from 'node:http'
import type { Engine } from './engine-process.ts'
import { listenLocally } from './engines/listen.ts'

/**
 * Where the mail engine is reached. It is started by the first mail, or by the first look at it: most hubs send none.
 * @param port the one it had the last time, taken again if it is free
 */
export async function listenForMail(
  port: number,
  start: () => Promise<Engine>,
): Promise<{ port: number; close(): Promise<void> }> {
  let engine: Promise<Engine> | undefined
  const server = createServer((from, to) => {
    // A name that somebody points at this machine would let a foreign page read the mails.
    if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(from.headers.host ?? '')) {
      to.writeHead(403).end()
      return
    }
    engine ??= start()
    engine.then(
      (started) => {
        const { method, url: path, headers } = from
        const call = request({ host: '127.0.0.1', port: started.port, method, path, headers }, (answer) => {
          to.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(to)
        })
        call.on('error', () => to.destroy())
        from.pipe(call)
      },
      () => to.writeHead(502).end(),
    )
  })
  return {
    port: await listenLocally(server, port),
    close: async () => {
      server.close()
      server.closeAllConnections()
      await (await engine?.catch(() => undefined))?.stop()
    },
  }
}
