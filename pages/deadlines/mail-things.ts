import type { Addressee, Mailing, MailingState } from '../../schemas/records/mailing.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { placeOf } from '../../wording/offices.ts'
import { ACCOUNT_MAILS, MAIL_CAUSES, NO_OPEN_MAILS, NOT_SENT, WHY_NOT_SENT } from '../../wording/open-mails.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import type { Thing, ThingList } from '../parts/things.tsx'

/** A mail not known to be sent. */
export interface OpenMail {
  readonly id: string
  readonly day: string
  readonly to: Addressee
  readonly about?: Mailing['about']
  readonly state: MailingState
  /** The mail server's code. */
  readonly code?: string | undefined
}

export interface MailThing extends Thing {
  readonly mail: OpenMail
}

export const mailCause = ({ state, code }: OpenMail): string =>
  `${state === 'sent' ? '' : NOT_SENT[state]}${MAIL_CAUSES[code ?? ''] ?? ''}${code ? `（${code}）` : ''}`

export const mailSubject = ({ about }: OpenMail): string =>
  (about && 'type' in about && ACCOUNT_MAILS[about.type]) || ''

/** What the hub still tries to send waits for nobody; the rest waits for its administrator. */
export function mailThings(policy: Policy, mails: readonly OpenMail[]): ThingList<MailThing> {
  return {
    id: 'mails',
    name: PAGE_NAMES.mails,
    numbered: HEADINGS.office,
    stated: WHY_NOT_SENT,
    columns: [HEADINGS.day],
    things: mails.map((mail) => ({
      mail,
      number: `${placeOf(policy, mail.to)}${mailSubject(mail)}`,
      cells: [dayName(mail.day)],
      state: { words: mailCause(mail), tone: 'wait', moving: false },
      stage: mail.state === 'waiting' ? 'doing' : 'todo',
    })),
    empty: NO_OPEN_MAILS,
    // What was looked after is listed no more.
    tabs: ['todo', 'doing', 'all'],
  }
}
