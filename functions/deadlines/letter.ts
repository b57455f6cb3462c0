/** From a digest or an event to its letter. */

import { digestLetter } from '../../forms/letters/digest-letter.ts'
import type { Mail } from '../../forms/letters/letter.ts'
import { type Addressed, approvalLetter, exclusionLetter, shortfallLetter } from '../../forms/letters/money-letters.ts'
import { uploadLetter } from '../../forms/letters/upload-letters.ts'
import { addDays, shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import type { WorkCalendar } from '../../rules/deadlines/work-calendar.ts'
import { Fault } from '../../schemas/fault.ts'
import type { LetterEvent } from '../../schemas/messages/to-deadlines.ts'
import type { Batch } from '../../schemas/records/batch.ts'
import type { Digest } from '../../schemas/records/notice.ts'
import type { Obligation } from '../../schemas/records/obligation.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { isFailed, type Upload } from '../../schemas/records/upload.ts'
import { refusedBecause } from '../../wording/file-refusals.ts'
import { heldBehind } from '../held-behind.ts'
import { present } from '../present.ts'
import type { DeadlinesDeps } from './deps.ts'
import { type Sent, sendOnce } from './send-once.ts'

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
  const nilLink = (owed: Obligation) => `${deps.portal}/nil/${tokens.make({ ...owed, expires })}`
  const mail = digestLetter(digest, { ...context, link: `${deps.portal}/`, nilLink })
  return sendOnce(deps, { id, day, to, about: digest }, mail)
}

/** @throws where the mail server is down */
export async function sendLetter(deps: DeadlinesDeps, event: LetterEvent): Promise<void> {
  const policy = await deps.policies.inForce()
  if ((await sendAbout(deps, policy, event)) === 'down')
    throw new Fault('mail-down', 'the mail server takes nothing now')
}

export function sendAbout(deps: DeadlinesDeps, policy: Policy, event: LetterEvent): Promise<Sent | undefined> {
  switch (event.type) {
    case 'upload.settled':
    case 'upload.failed':
      return sendReceipt(deps, policy, event)
    case 'batch.prepared':
    case 'batch.excluded':
      return sendAboutBatch(deps, policy, event)
    case 'allocation.short':
      return sendShortfall(deps, policy, event)
  }
}

async function sendReceipt(
  deps: DeadlinesDeps,
  policy: Policy,
  event: LetterEvent & { type: 'upload.settled' | 'upload.failed' },
): Promise<Sent | undefined> {
  const upload = await deps.uploads.get(event.division, event.upload)
  const failed = event.type === 'upload.failed'
  if (failed && !(upload && isFailed(upload))) return undefined
  if (!upload || (upload.state === 'requested' && !failed))
    throw new Fault('not-settled', 'a letter about an upload that is not settled')
  const { division, office, id, state, told } = upload
  const mail = uploadLetter(upload, {
    policy,
    link: `${deps.portal}/uploads/${division}/${id}`,
    day: settledOn(upload),
    inTheWay: await heldBehind(deps, upload),
    because: upload.refusal && refusedBecause(upload, policy),
  })
  const of = failed ? 'failed' : told ? `${state}.${told.version}` : state
  const mailing = {
    id: `${division}.${id}.${of}`,
    // Repeats of the event claim the same day.
    day: told && !failed ? told.day : upload.day,
    to: { division, office },
    about: event,
  }
  return sendOnce(deps, mailing, mail)
}

/** A held list is settled again when it is confirmed. */
function settledOn({ day, settledAt, confirmedBy, told }: Upload): string {
  if (told?.isChange) return told.day
  return confirmedBy && settledAt ? shanghaiDay(settledAt) : day
}

async function sendAboutBatch(
  deps: DeadlinesDeps,
  policy: Policy,
  event: LetterEvent & { type: 'batch.prepared' | 'batch.excluded' },
): Promise<Sent | undefined> {
  const batch = await deps.batches.get(event.county, event.batch)
  if (!batch) return undefined
  const { county, id, day } = batch
  const to = { division: county, office: 'social-insurance' as const }
  const addressed = { policy, to, day, link: `${deps.portal}/batches/${county}/${id}` }
  const mail = event.type === 'batch.prepared' ? approvalOf(batch, addressed) : exclusionsOf(batch, addressed)
  return mail && sendOnce(deps, { id: `${county}.${id}.${event.type.slice(6)}`, day, to, about: event }, mail)
}

function approvalOf({ state, id, year, day, prepared }: Batch, addressed: Addressed): Mail | undefined {
  if (state !== 'prepared') return undefined
  const { rows, fen } = present(prepared, 'the rows of a prepared batch')
  return approvalLetter({ ...addressed, batch: id, year, rows, fen, preparedOn: day })
}

function exclusionsOf({ id, frozen, excluded }: Batch, addressed: Addressed): Mail | undefined {
  const { rows, fen } = frozen ?? { rows: 0, fen: 0 }
  return excluded && exclusionLetter({ ...addressed, batch: id, rows, fen, excluded })
}

/** The city's notice of 2018, articles 2(6) to 2(8). */
const TOLD_OF_SHORTFALL = ['finance', 'social-insurance', 'human-resources'] as const

async function sendShortfall(
  deps: DeadlinesDeps,
  policy: Policy,
  event: LetterEvent & { type: 'allocation.short' },
): Promise<Sent | undefined> {
  const { county, batch: id, fen, on } = event
  const requested = (await deps.batches.get(county, id))?.frozen?.fen
  if (requested === undefined || fen >= requested) return undefined
  const link = `${deps.portal}/timeliness`
  const money = { request: id, requestedFen: requested, allocatedFen: fen, allocatedOn: on }
  const all: Sent[] = []
  for (const office of TOLD_OF_SHORTFALL) {
    const to = { division: county, office }
    const mailing = { id: `${id}.short-${fen}.${office}`, day: on, to, about: event }
    all.push(await sendOnce(deps, mailing, shortfallLetter({ policy, to, link, day: on, ...money })))
  }
  return all.includes('down') ? 'down' : 'done'
}
