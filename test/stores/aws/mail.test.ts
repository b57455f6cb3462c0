import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mailTransport } from '../../../stores/aws/mail.ts'
import { type SmtpServer, startSmtpServer } from './smtp-server.ts'

const MAIL = {
  id: '2018-06-04.440222.civil-affairs',
  day: '2018-06-04',
  to: ['one@440222.invalid', 'two@440222.invalid'],
  subject: '逾期未报：低保对象新增名单',
  text: '始兴县民政局：\n\n请尽快登录平台补报。\n',
  html: '<p>始兴县民政局：</p>',
  date: new Date('2018-06-04T00:00:00Z'),
}

describe('SMTP', () => {
  let server: SmtpServer
  beforeEach(async () => {
    server = await startSmtpServer()
  })
  afterEach(() => server.close())
  const send = (answers: Record<string, string> = {}) => {
    server.answers = answers
    return mailTransport({ from: 'hub@hub.example', smtpUrl: async () => server.url }).send(MAIL)
  }

  test('takes the mail with its own Message-ID, as text and HTML', async () => {
    expect(await send()).toEqual({ state: 'sent' })
    const [mail] = server.mails
    expect(mail).toContain('Message-ID: <2018-06-04.440222.civil-affairs@hub.example>')
    expect(mail).toContain('X-Hub-Notice: 2018-06-04/2018-06-04.440222.civil-affairs')
    expect(mail).toContain('Auto-Submitted: auto-generated')
    expect(mail).toContain('Content-Type: text/plain; charset=utf-8')
    expect(mail).toContain('Content-Type: text/html; charset=utf-8')
    expect(mail).toContain('To: one@440222.invalid, two@440222.invalid')
  })

  test.each([
    ['RCPT', '550 no such user', 'bounced', '550'],
    ['.', '554 no', 'bounced', '554'],
    ['RCPT', '450 not now', 'waiting', '450'],
    ['RCPT', '452 4.2.2 mailbox full', 'waiting', '452'],
    ['RCPT', '552 quota', 'waiting', '552'],
    ['RCPT', '550 5.2.2 over quota', 'waiting', '550'],
    ['DATA', '451 not now', 'waiting', '451'],
    ['MAIL', '421 busy', 'down', '421'],
    ['MAIL', '550 this sender may not', 'down', '550'],
    ['RCPT', '421 going away', 'down', '421'],
  ])('that answers %s with %s leaves it %s', async (command, answer, state, code) => {
    expect(await send({ [command]: answer })).toEqual({ state, code })
  })

  test('that is not there is down', async () => {
    server.close()
    expect(await send()).toMatchObject({ state: 'down' })
  })

  test('that goes away with the mail leaves open whether it was sent', async () => {
    await expect(send({ '.': 'drop' })).rejects.toThrow()
  })
})

test('a secret that cannot be read now is asked for again', async () => {
  const server = await startSmtpServer()
  let asked = 0
  const smtpUrl = async () => {
    if (++asked === 1) throw Object.assign(new Error('no'), { name: 'ThrottlingException' })
    return server.url
  }
  const mail = mailTransport({ from: 'hub@hub.example', smtpUrl })
  expect(await mail.send(MAIL)).toEqual({ state: 'down', code: 'ThrottlingException' })
  expect(await mail.send(MAIL)).toEqual({ state: 'sent' })
  server.close()
})
