/** A look at persons stands in the audit before it is answered (docs/access.md#audit). */
import type { Does } from '../../../schemas/access.ts'
import { statedPurpose } from '../../../schemas/purposes.ts'
import { PersonKey } from '../../../schemas/records/person.ts'
import { errorFields, log } from '../../log.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, type Thing } from './allow.ts'
import type { Caller } from './caller.ts'
import { refuse } from './refuse.ts'

interface Look {
  readonly does: Does
  readonly thing: Thing | undefined
  readonly params: Readonly<Record<string, unknown>>
  readonly body: unknown
}

/** @throws 503 where it cannot be recorded */
export async function recordLook(
  { audit, now }: Pick<WebDeps, 'audit' | 'now'>,
  caller: Caller,
  { does, thing, params, body }: Look,
  outcome: 'allowed' | 'refused',
): Promise<void> {
  const actor = actorOf(caller)
  if (!actor || !(thing?.persons ?? does.persons)) return
  const entry = audit.write({
    division: actor.division.slice(0, 6),
    kind: does.file ? 'export' : 'view',
    time: now().toISOString(),
    account: actor.id,
    office: actor.office,
    action: does.action,
    resource: thing?.resource ?? does.resource,
    object: objectOf(params, body),
    purpose: statedPurpose(body),
    outcome,
    address: caller.address,
  })
  await entry.catch((error) => {
    log('error', { stage: 'web', what: 'look unrecorded', ...errorFields(error) })
    throw refuse('look-unrecorded')
  })
}

/** A person by key, else what the path names. */
function objectOf(params: Look['params'], body: unknown): string {
  const { person } = (body ?? {}) as { person?: unknown }
  const key = PersonKey.safeParse(person).data
  return key ? `person/${key}` : Object.values(params).map(String).map(speakable).join('/').slice(0, 200)
}

/** An address that somebody made up may hold a name or a number. */
const speakable = (part: string) => (/^[\w.-]{1,80}$/.test(part) && !/^\d{15}$|\d{17}/.test(part) ? part : '-')
