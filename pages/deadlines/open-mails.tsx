import type { Addressee, Mailing, MailingState } from '../../schemas/records/mailing.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { placeOf } from '../../wording/offices.ts'
import { ACCOUNT_MAILS, MAIL_CAUSES, NOT_SENT } from '../../wording/open-mails.ts'
import { SEEN_TO } from '../../wording/page-names.ts'

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

/** Whoever has entered no addresses knows without a longer list. */
const MOST = 20

/** The administrator's list of mails that perhaps never arrived. */
export function OpenMails({ policy, mails }: { policy: Policy; mails: readonly OpenMail[] }) {
  return (
    <section class="card" aria-labelledby="mails-title">
      <h2 id="mails-title">没有送达的通知（{mails.length}）</h2>
      <ul class="todo">
        {mails.slice(0, MOST).map(({ id, day, to, about, state, code }) => (
          <li class="wait">
            <h3>
              {placeOf(policy, to)}
              {about && 'type' in about && ACCOUNT_MAILS[about.type]} <span>{dayName(day)}</span>
            </h3>
            <form method="post" action={`/mails/${id}/close`} class="confirm">
              <div class="line">
                <span>
                  {state === 'sent' ? '' : NOT_SENT[state]}
                  {MAIL_CAUSES[code ?? '']}
                  {code && `（${code}）`}
                </span>
                <button type="submit">{SEEN_TO}</button>
              </div>
            </form>
          </li>
        ))}
      </ul>
      {mails.length > MOST && <p class="hint">另有 {mails.length - MOST} 封，处理后依次显示。</p>}
    </section>
  )
}
