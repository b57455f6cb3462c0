/** Mail by SES or, where a partition has none, SMTP. */
import { SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import { PRODUCT } from '../../schemas/product.ts'
import { type ClientOptions, ownSettings } from './clients.ts'

export interface OutgoingMail {
  readonly day: string
  /** Left part of the Message-ID, equal in every attempt. */
  readonly id: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly date: Date
}

/** `bounced` is final, `waiting` may succeed later, `down` refuses every mail. An exception leaves the outcome open. */
export type Sending =
  | { readonly state: 'sent' }
  | { readonly state: 'bounced' | 'waiting' | 'down'; readonly code: string }

/** SES replaces the Message-ID, so this header carries day and id. */
const REFERENCE = 'X-Hub-Notice'

export function mailOf(headers: readonly { name: string; value: string }[]): { day: string; id: string } | undefined {
  const found = headers.find(({ name }) => name.toLowerCase() === REFERENCE.toLowerCase())
  const [, day, id] = /^(\d{4}-\d\d-\d\d)\/(\S+)$/.exec(found?.value ?? '') ?? []
  return day && id ? { day, id } : undefined
}

export interface MailTransport {
  send(mail: OutgoingMail): Promise<Sending>
}

export interface MailSettings {
  readonly from: string
  /** `smtps://user:password@host:465`; SES where undefined. */
  readonly smtpUrl: (() => Promise<string>) | undefined
  readonly configurationSet?: string
}

export function mailTransport(settings: MailSettings, options: ClientOptions = {}): MailTransport {
  const { aroundWrite = (_: string, send: () => Promise<unknown>) => send() } = options
  const deliver = settings.smtpUrl ? bySmtp(settings.smtpUrl) : bySes(options, settings.configurationSet)
  return {
    async send(mail) {
      const raw = await compose(mail, settings.from)
      const envelope = { from: settings.from, to: [...mail.to] }
      return (await aroundWrite('SendMail', () => deliver(raw, envelope))) as Sending
    },
  }
}

function compose({ id, day, to, subject, text, html, date }: OutgoingMail, from: string): Promise<Buffer> {
  const domain = from.slice(from.indexOf('@') + 1)
  return new MailComposer({
    from: { name: PRODUCT, address: from },
    to: [...to],
    subject,
    text,
    html,
    date,
    messageId: `<${id}@${domain}>`,
    headers: { [REFERENCE]: `${day}/${id}`, 'Auto-Submitted': 'auto-generated' },
  })
    .compile()
    .build()
}

type Deliver = (raw: Buffer, envelope: { from: string; to: string[] }) => Promise<Sending>

/** SES errors of the account, not of the mail. */
const SES_DOWN = /Throttl|Paused|NotVerified|LimitExceeded|AccessDenied|Signature|Token|Unavailable|DoesNotExist/
/** A sandbox account gets `MessageRejected` for every mail. */
const SES_NEVER = /InvalidParameter|Validation/

function bySes({ environment }: ClientOptions, set: string | undefined): Deliver {
  const ses = new SESClient({
    // The SDK would repeat the mail with the request.
    maxAttempts: 1,
    ...(environment && ownSettings(environment, 'SES')),
  })
  return async (raw, { from, to }) => {
    try {
      await ses.send(
        new SendRawEmailCommand({
          Source: from,
          Destinations: to,
          RawMessage: { Data: raw },
          ...(set && { ConfigurationSetName: set }),
        }),
      )
      return { state: 'sent' }
    } catch (error) {
      if (isUnreached(error)) return { state: 'down', code: codeOf(error) }
      if (!(error instanceof SESServiceException) || (error.$metadata.httpStatusCode ?? 500) >= 500) throw error
      const { name } = error
      return { state: SES_DOWN.test(name) ? 'down' : SES_NEVER.test(name) ? 'bounced' : 'waiting', code: name }
    }
  }
}

function bySmtp(url: () => Promise<string>): Deliver {
  let transport: ReturnType<typeof createTransport> | undefined
  return async (raw, envelope) => {
    try {
      transport ??= createTransport({ url: await url(), connectionTimeout: 10_000, greetingTimeout: 10_000 })
    } catch (error) {
      return { state: 'down', code: codeOf(error) }
    }
    try {
      const { rejected } = await transport.sendMail({ envelope, raw })
      return rejected?.length ? { state: 'bounced', code: 'some-recipients-rejected' } : { state: 'sent' }
    } catch (error) {
      const refusal = error as SmtpRefusal
      if (refusal.responseCode !== undefined) return { state: kindOf(refusal), code: String(refusal.responseCode) }
      if (isUnreached(error)) return { state: 'down', code: codeOf(error) }
      throw error
    }
  }
}

interface SmtpRefusal {
  readonly responseCode?: number
  readonly response?: string
  readonly command?: string
}

/** Full mailbox: 552 (RFC 5321) or x.2.2 (RFC 3463). */
const FULL = /^552|^\d{3}[ -]\d\.2\.2\b/

function kindOf({ responseCode = 0, response = '', command = '' }: SmtpRefusal): 'bounced' | 'waiting' | 'down' {
  if (responseCode === 421 || !/^(RCPT TO|DATA)$/.test(command)) return 'down'
  return responseCode < 500 || FULL.test(response) ? 'waiting' : 'bounced'
}

function isUnreached(error: unknown): boolean {
  const { code, originalCode, timeoutType } = error as Record<string, unknown>
  return (
    [code, originalCode].some((c) =>
      /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|EDNS|EAUTH|ETLS)$/.test(String(c)),
    ) || /^(CONNECT|GREETING|UPGRADE)_TIMEOUT$/.test(String(timeoutType))
  )
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return String(code ?? name)
}
