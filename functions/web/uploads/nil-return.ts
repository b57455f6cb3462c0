/** 零报告: an office has nobody to report of a month. */

import { ENTRY } from '../../../formats/entries.ts'
import { submissionOf, timeOn } from '../../../rules/deadlines/submission-of.ts'
import type { Signature } from '../../../schemas/records/account.ts'
import type { NilReturn } from '../../../schemas/records/nil-return.ts'
import type { Submission } from '../../../schemas/records/obligation.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { headOf, listOf, type Upload } from '../../../schemas/records/upload.ts'
import { NIL_RETURN } from '../../../wording/forms.ts'
import type { WebDeps } from '../deps.ts'
import { refuse } from '../http/refuse.ts'
import { sensiblePeriod } from '../http/sensible-period.ts'
import { beginUpload } from '../sending/request-upload.ts'

type Deps = Pick<WebDeps, 'policies' | 'submissions' | 'uploads' | 'heads' | 'outbox' | 'intakeQueue' | 'now' | 'dayOf'>

/** @throws 400 where the office sends no such list or the month is not over, 409 where a list was accepted */
export async function acceptNilReturn(deps: Deps, nil: NilReturn, by?: Signature): Promise<Submission> {
  await sentBy(deps, nil)
  const now = deps.now()
  const day = deps.dayOf(now)
  sensiblePeriod(nil.period, await deps.policies.inForce(), day)
  if (!isOver(nil, day)) throw refuse('month-not-over')
  const { division, office, form, period } = nil
  const owed = { division, office, form, period }
  const { active, isMoving } = await listedNow(deps, nil)
  if (active > 0 || isMoving) return sendNobody(deps, nil, by)
  await deps.submissions.record({ ...owed, ...(by && { by }), state: 'nil', time: timeOn(day, now.toISOString()) })
  const kept = await deps.submissions.get(owed)
  if (kept?.state !== 'nil') throw refuse('nil-not-needed')
  return kept
}

/** Persons whom 零报告 would end; `isMoving` while the list is being changed. */
async function listedNow(
  { policies, heads, outbox }: Deps,
  { division, form }: NilReturn,
): Promise<{ active: number; isMoving: boolean }> {
  if (listOf(form)?.mode !== 'full' || division === (await policies.inForce()).city.code)
    return { active: 0, isMoving: false }
  const { roster, pending } = await heads.get(headOf(division, form))
  const bytes = roster === undefined ? 0 : ((await outbox.size(roster)) ?? 0)
  return { active: bytes / ENTRY, isMoving: pending !== undefined }
}

/** Such a list waits for a second person and can be taken back. */
async function sendNobody(deps: Deps, nil: NilReturn, by: Signature | undefined): Promise<Submission> {
  const { division, office, form, period } = nil
  const standing = await nilStanding(deps, nil)
  if (standing.kept?.state === 'accepted') throw refuse('nil-not-needed')
  const upload =
    standing.upload ??
    (await beginUpload(
      deps,
      await deps.policies.inForce(),
      {
        ...{ division, office, form, period },
        ...{ fileName: NIL_RETURN, size: 0, nil: true, ...(by && { sentBy: by }) },
      },
      (asked) => deps.uploads.createNil(asked, standing.nils),
    ))
  await deps.intakeQueue.send({ type: 'nil.reported', division, upload: upload.id })
  return submissionOf(upload)
}

/** @throws 409 where there is none, or it is a list of its own */
export async function takeBackNil({ submissions, uploads, now, dayOf }: Deps, nil: NilReturn): Promise<void> {
  const isTaken = await submissions.takeBackNil(nil, dayOf(now()))
  const own = (await uploads.ofPeriod(nil.division, nil.period)).filter((u) => isOf(u, nil))
  if (!isTaken) {
    const state = (await submissions.get(nil))?.state
    if (state === 'nil' || own.some(isOpenNil)) throw refuse('nil-is-list')
    if (state === undefined) throw refuse('nil-unknown')
  }
  for (const other of own) if (other.state !== 'requested') await submissions.record(submissionOf(other))
}

export interface NilStanding {
  /** 零报告 or an accepted list; else a list that does not count (yet). */
  readonly kept: Submission | undefined
  /** Accepted last, even after 零报告. */
  readonly list: Upload | undefined
  /** 零报告 as a list, while worked on or waiting for its second person. */
  readonly upload: Upload | undefined
  readonly nils: number
  readonly active: number
  readonly over: boolean
}

/** @throws 400 where the office sends no such list */
export async function nilStanding(deps: Deps, nil: NilReturn): Promise<NilStanding> {
  await sentBy(deps, nil)
  const [kept, uploads, { active }] = await Promise.all([
    deps.submissions.get(nil),
    deps.uploads.ofPeriod(nil.division, nil.period),
    listedNow(deps, nil),
  ])
  const own = uploads.filter((u) => isOf(u, nil))
  const list = own.findLast((u) => u.state === 'accepted' && !u.nil && !u.withdrawn)
  const upload = own.findLast(isOpenNil)
  const nils = own.filter((u) => u.nil).length
  return { kept, list, upload, nils, active, over: isOver(nil, deps.dayOf(deps.now())) }
}

export function isSaid({ kept, upload }: NilStanding): boolean {
  return upload !== undefined || kept?.state === 'nil' || kept?.state === 'accepted'
}

const isOpenNil = ({ nil, state }: Upload) => nil === true && (state === 'requested' || state === 'held')
const isOf = (upload: Upload, { office, form }: NilReturn) => upload.office === office && upload.form === form

function isOver({ period }: NilReturn, day: string): boolean {
  return period < day.slice(0, 7)
}

export async function sentBy(deps: Pick<WebDeps, 'policies'>, nil: NilReturn): Promise<void> {
  if (!isSentBy(await deps.policies.inForce(), nil)) throw refuse('nil-not-owed')
}

function isSentBy({ city, counties, categories }: Policy, { division, office, form }: NilReturn): boolean {
  const list = listOf(form)
  const isPlace = [city, ...counties].some(({ code }) => code === division)
  // The city's departments send full lists only.
  const isSent = division !== city.code || list?.mode === 'full'
  return isPlace && isSent && categories.some((c) => c.code === list?.category && c.office === office)
}
