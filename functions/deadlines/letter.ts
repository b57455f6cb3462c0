/** Letters from digests and events. */

import { renderLetter, renderWords } from '../../forms/letters/letter.ts'
import { addDays } from '../../rules/deadlines/day-steps.ts'
import { settledDay } from '../../rules/deadlines/settled-day.ts'
import type { WorkCalendar } from '../../rules/deadlines/work-calendar.ts'
import type { Office } from '../../schemas/codes.ts'
import { Fault } from '../../schemas/fault.ts'
import type {
  AboutAllocation,
  AboutAnswer,
  AboutBatch,
  AboutOrder,
  AboutReturn,
  AboutUpload,
  AboutUrged,
  AboutUrgedThing,
  LetterEvent,
} from '../../schemas/messages/to-deadlines.ts'
import type { Digest } from '../../schemas/records/notice.ts'
import type { Obligation } from '../../schemas/records/obligation.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayAndWeekday } from '../../wording/dates.ts'
import { ALLOCATION_LETTERS, BATCH_LETTERS } from '../../wording/letters/batch-letters.ts'
import { digestLetter } from '../../wording/letters/digest-letter.ts'
import { UPLOAD_LETTERS } from '../../wording/letters/upload-letters.ts'
import { officeName } from '../../wording/offices.ts'
import { heldBehind } from '../shared/work/held-behind.ts'
import { sendInvitation } from './account-letter.ts'
import { sendCheckLetter } from './check-letter.ts'
import type { DeadlinesDeps } from './deps.ts'
import type { Thing } from './letter-thing.ts'
import { orderOf } from './order-letter.ts'
import { returnOf } from './return-letter.ts'
import { type Sent, sendOnce } from './send-once.ts'
import { shortAfter } from './take-note.ts'
import { sendTurns } from './turn-letters.ts'
import { urgedOf } from './urged-letter.ts'
import { urgedThingOf } from './urged-thing.ts'
import { sendUrgent } from './urgent-letter.ts'

export interface DigestContext {
  readonly policy: Policy
  readonly calendar: WorkCalendar
  readonly unsettled: ReadonlyMap<string, 'held' | 'refused'>
}

/** The next letter brings a new link. */
const LINK_DAYS = 60

export async function sendDigest(deps: DeadlinesDeps, digest: Digest, context: DigestContext): Promise<Sent> {
  const { id, day, to } = digest
  const tokens = await deps.nilTokens()
  const expires = addDays(day, LINK_DAYS)
  const nilLink = (owed: Obligation) => {
    const token = tokens.make({ ...owed, expires })
    return { url: `${deps.portal}/nil/${token}`, code: tokens.codeOf(token) }
  }
  const letter = digestLetter(digest, { ...context, link: `${deps.portal}/`, nilLink })
  return sendOnce(deps, { id, day, to, about: digest }, renderLetter(letter), '')
}

/** @throws where the mail server is down */
export async function sendLetter(deps: DeadlinesDeps, event: LetterEvent): Promise<void> {
  const policy = await deps.policies.inForce()
  if ((await sendAbout(deps, policy, event)) === 'down')
    throw new Fault('mail-down', 'the mail server takes nothing now')
}

export async function sendAbout(deps: DeadlinesDeps, policy: Policy, event: LetterEvent): Promise<Sent> {
  if (event.type === 'account.urgent') return sendUrgent(deps, policy, event)
  if (event.type === 'account.invited') return sendInvitation(deps, policy, event)
  if ('account' in event) return sendCheckLetter(deps, policy, event)
  if (event.type === 'answer.taken') return sendAfterAnswer(deps, policy, event)
  const thing = await thingOf(deps, policy, event)
  if (!thing) return 'done'
  const all: Sent[] = []
  for (const office of thing.to) all.push(await sendTo(deps, policy, event, thing, office))
  return leastOf(all)
}

const leastOf = (all: readonly Sent[]): Sent =>
  (['down', 'waiting'] as const).find((sent) => all.includes(sent)) ?? 'done'

async function sendAfterAnswer(deps: DeadlinesDeps, policy: Policy, event: AboutAnswer): Promise<Sent> {
  const upload = await deps.uploads.get(event.division, event.upload)
  if (!upload) return 'done'
  const all = await sendTurns(deps, policy, event, upload)
  for (const about of await shortAfter(deps, upload)) all.push(await sendAbout(deps, policy, about))
  return leastOf(all)
}

type AboutThing = AboutUpload | AboutBatch | AboutAllocation | AboutReturn | AboutOrder | AboutUrged | AboutUrgedThing

async function sendTo(
  deps: DeadlinesDeps,
  policy: Policy,
  about: LetterEvent,
  { division, id, day, date, page, words }: Thing,
  office: Office,
): Promise<Sent> {
  const found = words(office)
  if (!found) return 'done'
  const to = { division, office }
  const at = found.step.page ?? page
  const mail = renderWords(found, {
    ...{ to: officeName(policy, to), date: dayAndWeekday(date) },
    url: `${deps.portal}/${at}`,
  })
  return sendOnce(deps, { id: `${id}.${office}`, day, to, about }, mail, at)
}

async function uploadOf(deps: DeadlinesDeps, policy: Policy, event: AboutUpload): Promise<Thing | undefined> {
  const upload = await deps.uploads.get(event.division, event.upload)
  if (!upload) return undefined
  const { division, office, id, state, day, notified } = upload
  const isSettled = event.type === 'upload.settled'
  const facts = { policy, upload, inTheWay: await heldBehind(deps, upload) }
  const { to, words } = UPLOAD_LETTERS[event.type]
  return {
    division,
    to: to === 'sender' ? [office] : to,
    id: [division, id, isSettled ? state : event.type, isSettled && notified?.version].filter(Boolean).join('.'),
    // Repeats of the event claim the same day.
    day: isSettled && notified ? notified.day : day,
    date: settledDay(upload),
    page: `uploads/${division}/${id}`,
    words: (one) => words(facts, one),
  }
}

async function thingOf(deps: DeadlinesDeps, policy: Policy, event: AboutThing): Promise<Thing | undefined> {
  if ('upload' in event) return uploadOf(deps, policy, event)
  if ('order' in event) return orderOf(deps, event)
  if ('matter' in event) return urgedThingOf(policy, event)
  if ('periods' in event) return urgedOf(deps, policy, event)
  if ('period' in event) return returnOf(deps, policy, event)
  return 'fen' in event ? allocationOf(deps, policy, event) : batchOf(deps, policy, event)
}

async function allocationOf(deps: DeadlinesDeps, policy: Policy, event: AboutAllocation): Promise<Thing | undefined> {
  const { county: division, batch: id, type, fen, on } = event
  const request = (await deps.funding.list(division)).find((one) => one.id === id)
  if (!request) return undefined
  const { to, words } = ALLOCATION_LETTERS[type]
  const facts = { policy, request, fen, on }
  const own = { division, id: `${id}.${type}-${fen}`, page: `batches/${division}/${id}` }
  return { ...own, day: on, date: on, to, words: (one) => words(facts, one) }
}

async function batchOf(deps: DeadlinesDeps, policy: Policy, event: AboutBatch): Promise<Thing | undefined> {
  const batch = await deps.batches.get(event.county, event.batch)
  if (!batch) return undefined
  const { county: division, id, day } = batch
  const common = { division, id: `${id}.${event.type}`, page: `batches/${division}/${id}` }
  const { to, words } = BATCH_LETTERS[event.type]
  return { ...common, day, date: day, to, words: (one) => words({ policy, batch }, one) }
}
