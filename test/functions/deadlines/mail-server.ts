/** SES as far as it is used: takes raw mails, and fails in the ways in which a mail server fails. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Mood = 'takes' | 'rejects' | 'throttles' | 'takes and is not heard' | 'is not heard'

export interface MailServer {
  readonly url: string
  /** Message-IDs of what it has taken, in order. */
  readonly taken: string[]
  mood: Mood
  /** The one address to which nothing can be sent now. */
  full: string | undefined
  close(): void
}

export async function startMailServer(): Promise<MailServer> {
  const taken: string[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    const asked = new URLSearchParams(Buffer.concat(parts).toString())
    const raw = asked.get('RawMessage.Data') ?? ''
    const mood = asked.get('Destinations.member.1') === mail.full ? 'rejects' : mail.mood
    const id = /^Message-ID:\s+<([^>]+)>/m.exec(Buffer.from(raw, 'base64').toString())?.[1] ?? 'none'
    if (mood.startsWith('takes')) taken.push(id)
    if (mood.endsWith('not heard')) return void request.socket.destroy()
    const xml = { 'content-type': 'text/xml' }
    if (mood === 'takes')
      return void response
        .writeHead(200, xml)
        .end(
          '<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult></SendRawEmailResponse>',
        )
    const code = mood === 'rejects' ? 'MessageRejected' : 'Throttling'
    response
      .writeHead(400, xml)
      .end(`<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const mail: MailServer = {
    url: `http://127.0.0.1:${port}`,
    taken,
    mood: 'takes',
    full: undefined,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
  return mail
}
