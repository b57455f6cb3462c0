/** A mail server that speaks as much SMTP as it takes to take a mail, or to refuse it at a chosen step. */

import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

export interface SmtpServer {
  readonly url: string
  readonly mails: string[]
  /** By the first word of a command, or `.` for the mail's end: what is answered instead of yes; `drop` ends the connection. */
  answers: Record<string, string>
  close(): void
}

export async function startSmtpServer(): Promise<SmtpServer> {
  const mails: string[] = []
  const talk = (socket: Socket) => {
    let buffer = ''
    let data = false
    const say = (key: string, yes: string): boolean => {
      const answer = smtp.answers[key] ?? yes
      if (answer === 'drop') socket.destroy()
      else socket.write(`${answer}\r\n`)
      return answer === yes
    }
    socket.write('220 test\r\n')
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      buffer += chunk
      for (;;) {
        const end = data ? buffer.indexOf('\r\n.\r\n') : buffer.indexOf('\r\n')
        if (end < 0) return
        const text = buffer.slice(0, end)
        buffer = buffer.slice(end + (data ? 5 : 2))
        const word = data ? '.' : text.split(/[ :]/)[0]!.toUpperCase()
        if (data && smtp.answers['.'] !== '554 no') mails.push(text)
        if (word === 'DATA') data = say('DATA', '354 go on')
        else {
          data = false
          say(word, word === 'QUIT' ? '221 bye' : '250 yes')
        }
      }
    })
  }
  const server = createServer(talk)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const smtp: SmtpServer = { url: `smtp://127.0.0.1:${port}`, mails, answers: {}, close: () => server.close() }
  return smtp
}
