import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { placeOf } from '../../wording/offices.ts'
import { SEEN_TO } from '../../wording/page-names.ts'
import { mailCause, mailSubject, type OpenMail } from './mail-things.ts'

/** The administrator's list of mails that perhaps never arrived. */
export function OpenMails({ policy, mails }: { policy: Policy; mails: readonly OpenMail[] }) {
  return (
    <ul class="todo">
      {mails.map((mail) => (
        <li class="wait">
          <h2>
            {placeOf(policy, mail.to)}
            {mailSubject(mail)} <span>{dayName(mail.day)}</span>
          </h2>
          <form method="post" action={`/mails/${mail.id}/close`} class="confirm">
            <div class="line">
              <span>{mailCause(mail)}</span>
              <button type="submit">{SEEN_TO}</button>
            </div>
          </form>
        </li>
      ))}
    </ul>
  )
}
