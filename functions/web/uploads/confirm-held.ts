/** A second person confirms a held list, which then ends persons. */
import { isSender } from '../../../rules/access/second-person.ts'
import type { InTheWay } from '../../../rules/roster/held-list.ts'
import type { ProblemCode } from '../../../schemas/api/problem.ts'
import type { Signature } from '../../../schemas/records/account.ts'
import type { Upload } from '../../../schemas/records/upload.ts'
import { heldBehind } from '../../shared/work/held-behind.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, signatureOf } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'
import { found, refuse } from '../http/refuse.ts'
import { seenOf } from './endings.ts'

/** @throws 409 where its sender, or a clerk of the office whose system sent it, asks, it does not wait, a later full list has come, or it changed since it was seen */
export async function confirmHeld(
  deps: Pick<WebDeps, 'uploads' | 'heads' | 'intakeQueue' | 'now' | 'dayOf'>,
  { division, id, seen, caller }: { division: string; id: string; seen: string; caller: Caller },
): Promise<void> {
  const by = signatureOf(caller)
  const upload = found(await deps.uploads.get(division, id))
  if (isSender(found(actorOf(caller)), upload)) throw refuse(upload.sentBy?.byKey ? 'sender-is-key' : 'sender-confirms')
  if (isConfirmedAlready(upload, by, seen)) return
  const way = await heldBehind(deps, upload)
  if (way) throw refuse(WHY_NOT[way])
  const { endingsKey } = upload
  if (!endingsKey || seen !== seenOf(endingsKey, by.account)) throw refuse('list-changed')
  if (!(await deps.uploads.confirm(division, id, by, endingsKey, deps.dayOf(deps.now()))))
    throw refuse('list-not-waiting')
  await deps.intakeQueue.send({ type: 'held.confirmed', division, upload: id })
}

function isConfirmedAlready({ state, confirmedBy, confirmedSeen }: Upload, by: Signature, seen: string): boolean {
  if (state !== 'accepted' || confirmedSeen === undefined) return false
  return confirmedBy?.account === by.account && seenOf(confirmedSeen, by.account) === seen
}

const WHY_NOT = {
  forgotten: 'list-too-old-to-confirm',
  'later-list': 'list-superseded',
} as const satisfies Record<InTheWay, ProblemCode>
