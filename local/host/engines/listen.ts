import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Connections stay open longer than the SDK's agents keep them, so that no request meets a closing socket. */
export async function listenLocally(server: Server, wished: number): Promise<number> {
  server.keepAliveTimeout = 120_000
  server.keepAliveTimeoutBuffer = 60_000
  server.headersTimeout = 125_000
  server.requestTimeout = 0
  const attempt = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        server.removeListener('error', reject)
        resolve()
      })
    })
  try {
    await attempt(wished)
  } catch (error) {
    if (wished === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    await attempt(0)
  }
  return (server.address() as AddressInfo).port
}
