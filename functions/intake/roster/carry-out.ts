/** A head's pending change is carried out; every step may be repeated by anybody. */

import { randomUUID } from 'node:crypto'
import { begunPersons, changedPersons, type Roster } from '../../../formats/roster.ts'
import { shanghaiDay } from '../../../rules/deadlines/day-steps.ts'
import { Fault } from '../../../schemas/fault.ts'
import { present } from '../../../schemas/present.ts'
import type { Head, PendingChange } from '../../../schemas/records/head.ts'
import type { Upload } from '../../../schemas/records/upload.ts'
import { allEnded } from '../../../stores/aws/in-chunks.ts'
import type { MatchQueue, SnapshotQueue } from '../../../stores/aws/queues.ts'
import type { DeterminationRuns } from '../../../stores/months/determination-runs.ts'
import type { Folders } from '../../../stores/objects/folders.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import type { Heads } from '../../../stores/people/heads.ts'
import type { Policies } from '../../../stores/policy/policies.ts'
import type { Uploads } from '../../../stores/uploads/uploads.ts'
import type { RegisterTables } from '../../shared/registers/register-tables.ts'
import { changedNames } from '../../shared/registers/registers.ts'
import { takeForBegun, takeForListed } from '../../shared/registers/take-registers.ts'
import { markOf } from '../../shared/work/marks.ts'
import { sendUnits } from '../../shared/work/send-units.ts'
import { removeRosters, removeStrays } from './put-roster.ts'
import type { Settled } from './settled.ts'

export interface CarryOutDeps {
  readonly heads: Heads
  readonly uploads: Uploads
  readonly runs: DeterminationRuns
  readonly policies: Policies
  readonly matchQueue: MatchQueue
  readonly snapshotQueue: SnapshotQueue
  readonly settled: Settled
  readonly sendOn: (upload: Upload) => Promise<void>
  readonly outbox: Objects
  readonly folders: Pick<Folders, 'keys'>
  readonly tables: RegisterTables
  readonly shards: number
  readonly now: () => Date
}

export async function carryOut(
  deps: CarryOutDeps,
  moved: Head,
  known: ReadonlyMap<string, Roster> = new Map(),
): Promise<void> {
  const { head, roster, pending } = moved
  if (!pending) return
  const { heads, uploads, runs, policies, matchQueue, snapshotQueue, settled, sendOn, now } = deps
  const division = head.slice(0, head.indexOf('#'))
  const { version } = pending
  const cause = await uploads.get(division, pending.upload)
  if (!cause) throw new Fault('upload-missing', 'a head is pending on an upload that is not there')
  const day = cause.day
  const at = pending.at ?? cause.requestedAt
  const notifiedOn = pending.at ? shanghaiDay(pending.at) : day
  const units = pending.sent ?? (await unitsOf(deps, { head, roster, pending }, known))
  const sent = units && { version, ...units, ...(pending.at && { at: pending.at }) }
  const settledNow: Upload[] = []
  let causeThen = cause
  for (const { upload, notifies, ...settlement } of pending.states) {
    const own = upload === cause.id && sent ? { units: sent } : {}
    const isOther = notifies === 'first' || notifies === 'again'
    const settling = { ...own, version, ...(isOther && { at: now().toISOString() }) }
    const notified = notifies && notifies !== 'first' && { version, day: notifiedOn, isChange: notifies === 'change' }
    const after = await uploads.settle(division, upload, { ...settlement, ...(notified && { notified }) }, settling)
    if (upload === cause.id) causeThen = after
    if (notifies) settledNow.push(after)
  }
  if (sent) await sendUnits(matchQueue, cause, sent)
  // Lists from now on meet the register, or none; earlier ones are decided again.
  if (pending.firstRegister && (await hasLists(heads, policies, division))) {
    const id = pending.at ? `register-${cause.id}-${version}` : `register-${cause.id}`
    const run = { id, county: division, day, at, kind: 'redetermination' as const, rounds: 0, state: 'open' as const }
    await runs.create(run)
    await snapshotQueue.send({ run: run.id, county: division })
  }
  await allEnded([...settledNow.map(settled), sendOn(causeThen)])
  await removeRosters(deps.outbox, pending.gone ?? [], head.endsWith('#register'))
  await removeStrays(deps, moved, version)
  await heads.clear(head, version)
}

/** Reading follows the move of the head, so that the later of two sees the other (ADR 16). */
async function unitsOf(
  deps: CarryOutDeps,
  { head, roster: key, pending }: { head: string; roster: string | undefined; pending: PendingChange },
  known: ReadonlyMap<string, Roster>,
): Promise<PendingChange['sent']> {
  const { version, before, units } = pending
  const [county = '', what] = head.split('#')
  const isRegister = what === 'register'
  if (!units && !isRegister) return undefined
  const roster = present(key, 'the roster of a pending change')
  const policy = await deps.policies.inForce()
  // Attempts may find different things: the first one decides.
  const keep = (sent: NonNullable<PendingChange['sent']>) => deps.heads.keepSent(head, version, sent)
  const unitsKey = `units/${county}/${what}/${version}-${randomUUID()}-registers`
  const read = async (name: string): Promise<Roster> => known.get(name) ?? (await deps.outbox.get(name))
  const [from, to] = [before ? await read(before) : Buffer.alloc(0), await read(roster)]
  if (isRegister) {
    const names = await changedNames(deps.outbox, before, roster)
    const change = { persons: changedPersons(from, to), names }
    const taken = await takeForListed(deps, { county, version, roster }, change, policy, unitsKey)
    return taken && keep({ ...taken.units, registers: taken.registers })
  }
  const counties = policy.counties.map(({ code }) => code)
  const taken = await takeForBegun(deps, begunPersons(from, to), counties, unitsKey)
  if (!taken) return units
  if (taken.unread.length > 0)
    await deps.heads.note(
      head,
      'unread',
      taken.unread.map((one) => markOf(one.county, one.version)),
    )
  const own = present(units, 'the units of a changed list')
  return keep({ ...own, taken: taken.units, registers: taken.registers })
}

async function hasLists(heads: Heads, policies: Policies, county: string): Promise<boolean> {
  const { categories } = await policies.inForce()
  const found = await heads.all(categories.map(({ code }) => `${county}#${code}`))
  return found.some(({ version }) => version > 0)
}
