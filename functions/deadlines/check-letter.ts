/** Letters about the quarterly confirmation of accounts, to one account each; nobody is named in them. */
import { renderWords } from '../../forms/letters/letter.ts'
import { checkDays } from '../../rules/access/account-checks.ts'
import { cityCalendar } from '../../rules/deadlines/work-calendar.ts'
import type { AboutCheck } from '../../schemas/messages/to-deadlines.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayAndWeekday } from '../../wording/dates.ts'
import { CHECK_LETTERS } from '../../wording/letters/check-letters.ts'
import { placeOf } from '../../wording/offices.ts'
import type { DeadlinesDeps } from './deps.ts'
import { type Sent, sendTo } from './send-once.ts'

/** Nothing is sent where all has been confirmed meanwhile. */
export async function sendCheckLetter(deps: DeadlinesDeps, policy: Policy, about: AboutCheck): Promise<Sent> {
  const account = await deps.accounts.get(about.account)
  const { calendar } = (await deps.deadlines.policy()) ?? DEFAULT_DEADLINES
  const { quarter, dueOn } = checkDays(about.day, cityCalendar(calendar))
  const checks = await deps.accountChecks.ofQuarter(about.county, quarter)
  if (!account || account.lockedAt || checks.every(({ confirmed }) => confirmed)) return 'done'
  const { id, division, office, signInName = '' } = account
  const mailing = {
    id: `${id}.${about.type}.${quarter}`,
    day: about.day,
    to: { division, ...(office && { office }), account: id },
    about,
  }
  const words = CHECK_LETTERS[about.type](dueOn)
  const place = office || words.step.page === '' ? '' : `?division=${about.county}`
  return sendTo(deps, mailing, signInName.includes('@') ? [signInName] : [], async () =>
    renderWords(words, {
      to: placeOf(policy, account),
      date: dayAndWeekday(about.day),
      url: `${deps.portal}/${words.step.page}${place}`,
    }),
  )
}
