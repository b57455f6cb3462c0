/** The city's auditors and its human resources are told of a duty given in an emergency; nobody is named. */
import { renderWords } from '../../forms/letters/letter.ts'
import { shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import type { AboutUrgent } from '../../schemas/messages/to-deadlines.ts'
import type { Addressee } from '../../schemas/records/mailing.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayAndWeekday } from '../../wording/dates.ts'
import { auditorsOf, urgentWords } from '../../wording/letters/account-letters.ts'
import { officeName } from '../../wording/offices.ts'
import type { DeadlinesDeps } from './deps.ts'
import { type Sent, sendTo } from './send-once.ts'

export async function sendUrgent(deps: DeadlinesDeps, policy: Policy, about: AboutUrgent): Promise<Sent> {
  const city = policy.city.code
  const day = shanghaiDay(about.at)
  const send = (to: Addressee, name: string, page: string, addresses: readonly string[]) => {
    const id = `${about.account}.urgent.${about.at.replace(/\D/g, '')}.${to.account ?? to.office}`
    const words = urgentWords(policy, about, page)
    const letter = { to: name, date: dayAndWeekday(day), url: `${deps.portal}/${page}` }
    return sendTo(deps, { id, day, to, about }, addresses, async () => renderWords(words, letter))
  }
  const office = { division: city, office: 'human-resources' } as const
  const all: Sent[] = [await send(office, officeName(policy, office), '', await deps.contacts.of(office))]
  for (const { id, duties, lockedAt, signInName = '' } of await deps.accounts.inCounty(city)) {
    if (!duties.includes('auditor') || lockedAt) continue
    const addresses = signInName.includes('@') ? [signInName] : []
    all.push(await send({ division: city, account: id }, auditorsOf(city, policy), 'audit', addresses))
  }
  return (['down', 'waiting'] as const).find((sent) => all.includes(sent)) ?? 'done'
}
