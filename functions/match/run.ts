/**
 * Match: read the persons of the unit -> merge the facts and decide -> write what changed. A shard has one writer at a
 * time (the FIFO group), so that persons are read and written in batches, without a condition an item.
 */
import { activeListings, decisionDay, determine, sameDecision } from '../../rules/determine.ts'
import { mergeFacts, newPerson } from '../../rules/merge-facts.ts'
import { readUnitLines, type UnitLine } from '../../rules/unit-lines.ts'
import type { ToMatch } from '../../schemas/messages.ts'
import type { Decision, Person, PersonEvent } from '../../schemas/person.ts'
import type { Policy } from '../../schemas/policy.ts'
import { log } from '../log.ts'
import type { MatchDeps } from './deps.ts'

/** Persons read, decided and written together; some such groups are under way at once. */
const GROUP = 400
const ABREAST = 4

export async function run(deps: MatchDeps, message: ToMatch): Promise<void> {
  const policy = await deps.policies.current()
  if (!policy) throw new Error('the hub has no policy yet')
  const lines = linesByPerson(await deps.outbox.range(message.key, message.start, message.end))
  const keys = [...lines.keys()]
  let changed = 0
  const groups = Array.from({ length: Math.ceil(keys.length / GROUP) }, (_, i) =>
    keys.slice(i * GROUP, (i + 1) * GROUP),
  )
  const worker = async () => {
    for (let group = groups.pop(); group; group = groups.pop())
      changed += await matchGroup(deps, message, policy, group, lines)
  }
  await Promise.all(Array.from({ length: ABREAST }, worker))
  log('info', { stage: 'match', what: message.type, shard: message.shard, persons: keys.length, changed })
  await report(deps, message)
}

async function matchGroup(
  deps: MatchDeps,
  message: ToMatch,
  policy: Policy,
  keys: readonly string[],
  lines: ReadonlyMap<string, UnitLine[]>,
): Promise<number> {
  const before = await deps.people.get(keys, 'strong')
  const merged = keys.flatMap((key) => {
    const known = before.get(key)
    // Somebody to be decided again who is not there: nothing is known that could be decided.
    if (!known && message.type === 'decide') return []
    return [
      message.type === 'facts'
        ? mergeFacts(known ?? newPerson(key), lines.get(key)!, message)
        : { person: known!, changed: [] },
    ]
  })
  await deps.registers.load(
    merged.flatMap(({ person }) =>
      activeListings(person, policy, decisionDay(person, message.day)).map(([, county]) => county),
    ),
  )
  const persons: Person[] = []
  const events: PersonEvent[] = []
  for (const { person, changed } of merged) {
    const decisions = decideAgain(person, message.day, policy, deps.registers.hasRegister)
    const moved = changedDecisions(person.decisions, decisions)
    if (changed.length === 0 && !moved) continue
    persons.push({ ...person, decisions })
    // Who is in a register and on no list has no timeline yet: half of all items would be that.
    if (moved || Object.keys(decisions).length > 0)
      events.push({
        key: person.key,
        at: message.at,
        source: sourceOf(message),
        facts: changed,
        decisions: moved ?? {},
      })
  }
  // Events first: a repeat after a crash between the two finds the persons as they were and writes the same again.
  await deps.people.putEvents(events)
  await deps.people.put(persons)
  return persons.length
}

/** What is decided now. A decision that says the same as before is kept as it was, with its day and policy. */
function decideAgain(
  person: Person,
  day: string,
  policy: Policy,
  hasRegister: (county: string) => boolean,
): Person['decisions'] {
  const decisions = determine(person, { day: decisionDay(person, day), policy, hasRegister })
  for (const [county, decision] of Object.entries(decisions)) {
    const before = person.decisions[county]
    if (before && sameDecision(before, decision)) decisions[county] = before
  }
  return decisions
}

/** By county what a decision was and is; undefined where nothing moved. */
function changedDecisions(
  before: Person['decisions'],
  after: Person['decisions'],
): PersonEvent['decisions'] | undefined {
  const moved: PersonEvent['decisions'] = {}
  for (const county of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (sameDecision(before[county], after[county])) continue
    moved[county] = {
      ...(before[county] && { from: name(before[county]) }),
      ...(after[county] && { to: name(after[county]) }),
    }
  }
  return Object.keys(moved).length > 0 ? moved : undefined
}

const name = ({ outcome, reason }: Decision) => (reason ? `${outcome}/${reason}` : outcome)

const sourceOf = (message: ToMatch) => (message.type === 'facts' ? `${message.head}#${message.rev}` : message.key)

/** Says that this shard is done; the last one of a review sends it on. */
async function report(deps: MatchDeps, message: ToMatch): Promise<void> {
  if (message.type === 'facts')
    return deps.uploads.unitDone(message.division, message.upload, `${message.rev}.${message.shard}`)
  const review = await deps.reviews.unitDone(message.county, message.review, message.shard)
  const done = new Set(review.unitsDone)
  if (review.round?.ranges.every(({ shard }) => done.has(shard)))
    await deps.snapshotQueue.send({ review: review.id, county: review.county })
}

function linesByPerson(bytes: Buffer): Map<string, UnitLine[]> {
  const lines = new Map<string, UnitLine[]>()
  for (const line of readUnitLines(bytes)) {
    const known = lines.get(line.key)
    if (known) known.push(line)
    else lines.set(line.key, [line])
  }
  return lines
}
