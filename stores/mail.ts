/** Mail, by SES or, where a partition has none, by SMTP: one MIME message, sent once, and what became of it. */
import { SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import { PRODUCT } from '../schemas/product.ts'
import type { ClientOptions } from './clients.ts'

export interface OutgoingMail {
  /** With the id it finds the mail again in what a mail server says of it later. */
  readonly day: string
  /** Letters, digits, `.` and `-`: the left part of the Message-ID, the same however often it is tried. */
  readonly id: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly date: Date
}

/**
 * `sent`: the mail server has taken it. `bounced`: it never will, for this address or this mail. `waiting`: it surely
 * has not taken this mail now and may later, as of a full mailbox. `down`: it takes no mail at all now. What is thrown
 * leaves open whether it was sent.
 */
export type Sending =
  | { readonly state: 'sent' }
  | { readonly state: 'bounced' | 'waiting' | 'down'; readonly code: string }

/** The header of a mail's day and id: SES puts a Message-ID of its own in its place. */
const REFERENCE = 'X-Hub-Notice'

/** The day and id of a mail, from its headers; undefined for one that is none of the hub's. */
export function mailOf(headers: readonly { name: string; value: string }[]): { day: string; id: string } | undefined {
  const found = headers.find(({ name }) => name.toLowerCase() === REFERENCE.toLowerCase())
  const [, day, id] = /^(\d{4}-\d\d-\d\d)\/(\S+)$/.exec(found?.value ?? '') ?? []
  return day && id ? { day, id } : undefined
}

export interface MailTransport {
  send(mail: OutgoingMail): Promise<Sending>
}

export interface MailSettings {
  /** The address that letters come from; its domain is the right part of Message-IDs. */
  readonly from: string
  /** `smtps://user:password@host:465`, asked for once. Without one mail goes by SES. */
  readonly smtpUrl: (() => Promise<string>) | undefined
  /** SES: what reports bounces. */
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

/** Answers that say nothing about the mail: too fast, too much for today, sending paused, not set up. */
const SES_DOWN = /Throttl|Paused|NotVerified|LimitExceeded|AccessDenied|Signature|Token|Unavailable|DoesNotExist/
/** An address that can be none. `MessageRejected` is not among these: an account in the sandbox gets it for every mail. */
const SES_NEVER = /InvalidParameter|Validation/

function bySes({ environment }: ClientOptions, set: string | undefined): Deliver {
  const ses = new SESClient({
    // The SDK would repeat a request whose answer was lost, and the mail with it.
    maxAttempts: 1,
    ...(environment && {
      region: environment.AWS_REGION!,
      endpoint: environment.AWS_ENDPOINT_URL_SES!,
      credentials: { accessKeyId: environment.AWS_ACCESS_KEY_ID!, secretAccessKey: environment.AWS_SECRET_ACCESS_KEY! },
    }),
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
      // Where the mail server is could not be read, so nothing was sent.
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
  /** At which step of the conversation: `RCPT TO`. */
  readonly command?: string
}

/** A mailbox that is full now: in RFC 5321 a 552, in RFC 3463 x.2.2, which some servers say with a 550. */
const FULL = /^552|^\d{3}[ -]\d\.2\.2\b/

/** The recipient or the mail itself is refused, for good or for now; at any other step the server refuses the hub. */
function kindOf({ responseCode = 0, response = '', command = '' }: SmtpRefusal): 'bounced' | 'waiting' | 'down' {
  if (responseCode === 421 || !/^(RCPT TO|DATA)$/.test(command)) return 'down'
  return responseCode < 500 || FULL.test(response) ? 'waiting' : 'bounced'
}

/** The mail server was not reached, so nothing was sent. */
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
