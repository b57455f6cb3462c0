/** The letter of an invitation: its link is made as it is sent, and nothing else keeps it. */
import { renderWords } from '../../forms/letters/letter.ts'
import { shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import type { AboutAccount } from '../../schemas/messages/to-deadlines.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayAndWeekday } from '../../wording/dates.ts'
import { invitationWords } from '../../wording/letters/account-letters.ts'
import { placeOf } from '../../wording/offices.ts'
import { invite } from '../shared/stages/invite.ts'
import type { DeadlinesDeps } from './deps.ts'
import { type Sent, sendTo } from './send-once.ts'

/** Nothing is sent where a later letter is out, or where nobody is to take the account up. */
export async function sendInvitation(deps: DeadlinesDeps, policy: Policy, about: AboutAccount): Promise<Sent> {
  const account = await deps.accounts.get(about.account)
  if (!account || account.activeAt || account.lockedAt) return 'done'
  const { id, division, office, duties, signInName = '', letterAt = '' } = account
  if (!signInName.includes('@') || letterAt > about.at) return 'done'
  const day = shanghaiDay(about.at)
  const mailing = {
    id: `${id}.invited.${about.at.replace(/\D/g, '')}`,
    day,
    to: { division, office, account: id },
    about,
  }
  return sendTo(deps, mailing, [signInName], async () => {
    const { token, code } = await invite(deps, id, about.at)
    const to = { to: placeOf(policy, account), date: dayAndWeekday(day), url: `${deps.portal}/invitations/${token}` }
    return renderWords(invitationWords({ duties, code }), to)
  })
}
