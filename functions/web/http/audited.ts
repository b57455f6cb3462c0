/** An act, and a look at persons, stands in the audit before it happens (docs/access.md#audit). */
import type { Does } from '../../../schemas/access.ts'
import { Division } from '../../../schemas/codes.ts'
import { holdsNumber } from '../../../schemas/free-text.ts'
import { Purpose, purposeText, type Work, workOf } from '../../../schemas/purposes.ts'
import { AccountId } from '../../../schemas/records/account.ts'
import { PersonKey } from '../../../schemas/records/person.ts'
import { errorFields, log } from '../../shared/stages/log.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, type Thing } from './allow.ts'
import type { Caller } from './caller.ts'
import { refuse } from './refuse.ts'

interface Asking {
  readonly does: Does
  readonly thing: Thing | undefined
  readonly params: Readonly<Record<string, unknown>>
  readonly body: unknown
}

/** @throws 503 where it cannot be recorded */
export async function recordAsked(
  { audit, now }: Pick<WebDeps, 'audit' | 'now'>,
  caller: Caller,
  { does, thing, params, body }: Asking,
  outcome: 'allowed' | 'refused',
): Promise<void> {
  const actor = actorOf(caller)
  const isAct = does.action !== 'see' && does.action !== 'verify'
  const showsPersons = thing?.persons ?? does.persons
  if (!actor || !(isAct || showsPersons || does.file)) return
  const resource = thing?.resource ?? does.resource
  const purpose = Purpose.safeParse(body).data ?? (isAct ? undefined : purposeOf(caller, workOf(resource)))
  const entry = audit.write({
    division: actor.division.slice(0, 6),
    kind: isAct ? 'act' : does.file ? (showsPersons ? 'export' : 'download') : 'view',
    time: now().toISOString(),
    account: actor.id,
    office: actor.office,
    action: does.action,
    resource,
    object: objectOf(params, body),
    // A place that nobody has is named by whoever asks.
    of: thing?.division === actor.division ? undefined : Division.safeParse(thing?.division).data,
    purpose: purpose && purposeText(purpose),
    outcome,
    address: caller.address,
  })
  await entry.catch((error) => {
    log('error', { stage: 'web', what: isAct ? 'act unrecorded' : 'look unrecorded', ...errorFields(error) })
    throw refuse(isAct ? 'act-unrecorded' : 'look-unrecorded')
  })
}

export const purposeOf = ({ session }: Caller, work: Work): Purpose | undefined => session?.purposes?.[work]

/** Asked for once in a session, until another is said. */
export async function rememberPurpose(
  { sessions }: Pick<WebDeps, 'sessions'>,
  { session }: Caller,
  work: Work,
  { purpose, words }: Purpose,
): Promise<void> {
  if (!session) return
  const said = { purpose, ...(words && { words }) }
  const before = session.purposes?.[work]
  if (before && purposeText(before) === purposeText(said)) return
  // The page that answers shows it.
  session.purposes = { ...session.purposes, [work]: said }
  await sessions.say(session, session.purposes)
}

/** A person by key, else what the path names. */
function objectOf(params: Asking['params'], body: unknown): string {
  const { person } = { ...(body as { person?: unknown } | null | undefined), ...params }
  const key = PersonKey.safeParse(person).data
  if (key) return `person/${key}`
  const named = {
    ...Object.fromEntries(NAMING.map((field) => [field, (body as Record<string, unknown> | null)?.[field]])),
    ...params,
  }
  const values = Object.values(named).filter((value) => value !== undefined)
  return values.map(String).map(speakable).join('/').slice(0, 200)
}

/** Fields of a body that name things; a field that could hold a person's data is none of them. */
const NAMING = ['division', 'county', 'office', 'form', 'list', 'period', 'run', 'version', 'problem', 'ref'] as const

/** An address that somebody made up may hold a name or a number. */
const speakable = (part: string) =>
  AccountId.safeParse(part).success || (/^[\w.-]{1,80}$/.test(part) && !holdsNumber(part)) ? part : '-'
