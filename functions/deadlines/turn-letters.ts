/** Letters after an answer: one to each office whose turn it has made something, and of codes that nobody knows. */
import { renderWords } from '../../forms/letters/letter.ts'
import { cityCalendar } from '../../rules/deadlines/work-calendar.ts'
import type { AboutAnswer } from '../../schemas/messages/to-deadlines.ts'
import { present } from '../../schemas/present.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { countyOf, type Upload } from '../../schemas/records/upload.ts'
import { dayAndWeekday } from '../../wording/dates.ts'
import { turnWords, unknownCodeWords } from '../../wording/letters/turn-letters.ts'
import { officeName, placeOf } from '../../wording/offices.ts'
import type { DeadlinesDeps } from './deps.ts'
import { type Sent, sendOnce, sendTo } from './send-once.ts'

/** A repeat claims the same mails. */
export async function sendTurns(
  deps: DeadlinesDeps,
  policy: Policy,
  about: AboutAnswer,
  upload: Upload,
): Promise<Sent[]> {
  const { asked: _, cases, calendar } = (await deps.deadlines.policy()) ?? DEFAULT_DEADLINES
  const workdays = cityCalendar(calendar)
  const { day, id: ref } = upload
  const letter = { date: dayAndWeekday(day) }
  const sent: Sent[] = []
  for (const calls of Map.groupBy(upload.calls ?? [], ({ division, office }) => `${division}.${office}`).values()) {
    const { division, office } = present(calls[0], 'the calls of an office')
    const to = { division, office }
    const words = turnWords({ policy, upload, calls, until: (days) => workdays.after(day, cases[days]) })
    const { page = '' } = words.step
    const mail = renderWords(words, { ...letter, to: officeName(policy, to), url: `${deps.portal}/${page}` })
    const id = `${upload.division}.${ref}.turn.${division}.${office}`
    sent.push(await sendOnce(deps, { id, day, to, about }, mail, page))
  }
  const { unknownCodes = [] } = upload.reading ?? {}
  if (unknownCodes.length > 0) sent.push(...(await sendUnknown(deps, policy, about, upload, unknownCodes)))
  return sent
}

/** The county's administrators, or the city's where it has none. */
async function sendUnknown(
  deps: DeadlinesDeps,
  policy: Policy,
  about: AboutAnswer,
  { division, day, id: ref }: Upload,
  codes: readonly string[],
): Promise<Sent[]> {
  const holders = async (of: string) =>
    (await deps.accounts.inCounty(of)).filter(({ duties, lockedAt }) => duties.includes('administrator') && !lockedAt)
  const own = await holders(countyOf(division))
  const words = unknownCodeWords(codes)
  const sent: Sent[] = []
  for (const account of own.length > 0 ? own : await holders(policy.city.code)) {
    const { id, signInName = '' } = account
    const to = { division: account.division, account: id }
    const mail = { to: placeOf(policy, account), date: dayAndWeekday(day), url: `${deps.portal}/${words.step.page}` }
    const addresses = signInName.includes('@') ? [signInName] : []
    const mailing = { id: `${division}.${ref}.codes.${id}`, day, to, about }
    sent.push(await sendTo(deps, mailing, addresses, async () => renderWords(words, mail)))
  }
  return sent
}
