/** What somebody does to an account, in the audit before it is done. */
import type { AuditKind } from '../../../../schemas/records/audit.ts'
import type { WebDeps } from '../../deps.ts'
import { actorOf } from '../../http/allow.ts'
import type { Caller } from '../../http/caller.ts'
import { found } from '../../http/refuse.ts'

/** @param object an account's id. @param purpose duties, where some are given */
export async function noteAct(
  deps: Pick<WebDeps, 'audit' | 'now'>,
  caller: Caller,
  kind: AuditKind,
  object: string,
  purpose?: readonly string[],
): Promise<void> {
  const { id, division, office } = found(actorOf(caller))
  await deps.audit.write({
    division: division.slice(0, 6),
    kind,
    time: deps.now().toISOString(),
    account: id,
    office,
    object,
    purpose: purpose?.join(),
    outcome: 'allowed',
    address: caller.address,
  })
}
