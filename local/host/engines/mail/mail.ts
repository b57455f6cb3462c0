import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { type EngineHandle, runEngine } from '../engine.ts'
import { doorKey, guard } from '../guard.ts'

const require = createRequire(import.meta.url)
const { default: serve } = require('aws-ses-v2-local') as {
  default: (config: { port: number; host: string }) => Promise<Server>
}
const { getStoreReadonly } = require('aws-ses-v2-local/dist/store') as { getStoreReadonly(): { emails: StoredMail[] } }

interface StoredMail {
  messageId: string
  headers?: { name: string; value: string }[]
}

await runEngine(async ({ secretAccessKey }): Promise<EngineHandle> => {
  const server = await serve({ port: 0, host: '127.0.0.1' })
  const [answer] = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    keepHeaders(request, response)
    answer!(request, response)
  })
  guard(server, doorKey(secretAccessKey))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    operations: {},
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
})

/** The package forgets a raw mail's headers, which say which mail it is. */
function keepHeaders(request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'POST') return
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  const end = response.end.bind(response)
  response.end = ((...args: unknown[]) => {
    const given = /<MessageId>([^<]+)</.exec(String(args[0]))?.[1]
    const raw = new URLSearchParams(Buffer.concat(parts).toString()).get('RawMessage.Data')
    const mail = getStoreReadonly().emails.find(({ messageId }) => messageId === given)
    if (mail && raw) mail.headers = ownHeaders(Buffer.from(raw, 'base64').toString())
    return end(...(args as []))
  }) as typeof response.end
}

function ownHeaders(raw: string): NonNullable<StoredMail['headers']> {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  return head.split('\r\n').flatMap((line) => {
    const [, name, value] = /^(Message-ID|X-Hub-Notice): (.+)$/i.exec(line) ?? []
    return name && value ? [{ name, value }] : []
  })
}
