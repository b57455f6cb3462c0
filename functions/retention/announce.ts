/** The audit says what is about to be deleted: of what kind, how many, from which key to which. */

import type { EndsBefore } from '../../rules/retention.ts'
import type { AuditEvent } from '../../schemas/records/audit.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { EndingKind } from '../../schemas/records/retention.ts'
import type { RetentionDeps } from './deps.ts'

export interface Ending {
  /** The schedule's time, by which the run is known. */
  readonly run: string
  /** What has ended has ended by then. */
  readonly time: string
  readonly policy: Policy
  readonly before: EndsBefore
}

/** Two keys fit into an entry. */
const KEY_MOST = 80

export async function announce(
  { audit, now }: Pick<RetentionDeps, 'audit' | 'now'>,
  division: string,
  what: { readonly kind: AuditEvent['kind']; readonly object: string },
): Promise<void> {
  await audit.write({ division, ...what, time: now().toISOString(), outcome: 'allowed', address: 'hub' })
}

/** @param keys ids, without names or ID numbers; at least one */
export function announceKeys(
  deps: Pick<RetentionDeps, 'audit' | 'now'>,
  division: string,
  kind: EndingKind,
  keys: readonly string[],
): Promise<void> {
  const sorted = keys.toSorted()
  const [first = '', last = ''] = [sorted[0], sorted.at(-1)].map((key) => key?.slice(0, KEY_MOST))
  return announce(deps, division, { kind: 'deleted', object: `${kind} ${keys.length} ${first} - ${last}` })
}
