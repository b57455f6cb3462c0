/** Facts are merged into persons, who are decided. A shard has one writer, so no write needs a condition (ADR 3). */

import { readUnitLines, type UnitLine } from '../../formats/unit-lines.ts'
import { stirredIn } from '../../rules/cases/stirred.ts'
import { shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import { decisionDay, determine, sameDecision } from '../../rules/determination/determine.ts'
import { isNothing, undoOf } from '../../rules/person-file/history.ts'
import { mergeFacts, newPerson } from '../../rules/roster/merge-facts.ts'
import type { ToMatch } from '../../schemas/messages/to-match.ts'
import type { Person, PersonEvent } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { isDone } from '../../schemas/records/upload.ts'
import { inChunks } from '../../stores/aws/in-chunks.ts'
import type { Registers } from '../shared/registers/registers.ts'
import { measure } from '../shared/stages/log.ts'
import { noteVerdict } from '../shared/work/verdict.ts'
import type { MatchDeps } from './deps.ts'
import { giveUp } from './give-up.ts'

export { giveUp }

const GROUP = 100
const ABREAST = 4
const PORTION = 16 * 2 ** 20

interface Unit {
  readonly message: ToMatch
  readonly lines: ReadonlyMap<string, UnitLine[]>
}

export async function run(deps: MatchDeps, messages: readonly ToMatch[]): Promise<void> {
  const policy = await deps.policies.inForce()
  for (const portion of portions(messages)) {
    const units = await Promise.all(portion.map((message) => readUnit(deps, message)))
    const { changed, counties } = await matchUnits(deps, policy, units)
    // A repeat changes nobody, and is counted all the same: the try before it may have died here.
    await deps.personVersions.count(counties)
    measure({ stage: 'match', what: 'merged', shard: portion[0]?.shard, records: portion.length, changed })
    for (const message of portion) await report(deps, message)
  }
}

function portions(messages: readonly ToMatch[]): ToMatch[][] {
  const portions: ToMatch[][] = []
  for (const ofShard of Map.groupBy(messages, ({ shard }) => shard).values()) {
    let portion: ToMatch[] = []
    let bytes = Number.POSITIVE_INFINITY
    for (const message of ofShard) {
      const taken = message.type === 'facts' && message.taken ? message.taken.end - message.taken.start : 0
      const own = message.end - message.start + taken
      if (bytes + own > PORTION) {
        portion = []
        portions.push(portion)
        bytes = 0
      }
      portion.push(message)
      bytes += own
    }
  }
  return portions
}

interface Matched {
  readonly changed: number
  /** On whose lists the persons are or were. */
  readonly counties: ReadonlySet<string>
}

async function matchUnits(deps: MatchDeps, policy: Policy, units: readonly Unit[]): Promise<Matched> {
  const keys = [...new Set(units.flatMap(({ lines }) => [...lines.keys()]))]
  const counties = new Set<string>()
  let changed = 0
  await inChunks(
    keys,
    GROUP,
    async (group) => {
      const ofGroup = await matchGroup(deps, policy, units, group)
      changed += ofGroup.changed
      for (const county of ofGroup.counties) counties.add(county)
    },
    ABREAST,
  )
  return { changed, counties }
}

async function matchGroup(
  deps: MatchDeps,
  policy: Policy,
  units: readonly Unit[],
  keys: readonly string[],
): Promise<Matched> {
  const before = await deps.people.get(keys, 'strong')
  const merged = keys.map((key) => mergeUnits(before.get(key), key, units))
  const counties = new Set(merged.flatMap((steps) => Object.keys(steps.at(-1)?.person.lists ?? {}).map(countyOf)))
  await deps.registers.load(counties)
  const persons: Person[] = []
  const events: PersonEvent[] = []
  const now = deps.now().toISOString()
  for (const steps of merged) {
    let after: Person | undefined
    let last: Person | undefined = before.get(steps[0]?.person.key ?? '')
    let then = last ?? newPerson(steps[0]?.person.key ?? '')
    for (const [nth, { message, person }] of steps.entries()) {
      // A register's later version is kept even where it says the same, against an earlier one that comes late.
      const isMoved = person !== last
      last = person
      const known = { ...person, decisions: (after ?? person).decisions }
      const decisions = decideAgain(known, message.day, policy, deps.registers)
      if (!isMoved && !isOtherwise(known.decisions, decisions)) continue
      after = { ...person, decisions }
      const undo = undoOf(then, after)
      then = after
      if (!isNothing(undo)) events.push({ ...eventOf(message, now), key: person.key, nth, undo })
    }
    if (after) persons.push(after)
  }
  // Persons come last: after a crash they are unchanged, and the same is written again.
  await noteStirred(deps, before, persons, { at: now, by: causesOf(units) })
  await deps.people.putEvents(events)
  await deps.people.put(persons)
  return { changed: persons.length, counties }
}

/** Who is listed for the first time has no case. */
async function noteStirred(
  { stirred }: MatchDeps,
  before: ReadonlyMap<string, Person>,
  persons: readonly Person[],
  { at, by }: { readonly at: string; readonly by: readonly string[] },
): Promise<void> {
  const keys = new Map<string, string[]>()
  for (const after of persons) {
    const known = before.get(after.key)
    for (const county of known ? stirredIn(known, after) : [])
      keys.set(county, [...(keys.get(county) ?? []), after.key])
  }
  await Promise.all(Array.from(keys, ([county, own]) => stirred.note(county, own, at, by)))
}

/** Uploads and runs. */
const causesOf = (units: readonly Unit[]) => [
  ...new Set(units.map(({ message }) => (message.type === 'facts' ? message.upload : message.run))),
]

interface Step {
  readonly message: ToMatch
  readonly person: Person
}

function mergeUnits(known: Person | undefined, key: string, units: readonly Unit[]): Step[] {
  const steps: Step[] = []
  let person = known
  for (const { message, lines } of units) {
    const own = lines.get(key)
    if (!own || (!person && message.type === 'decide')) continue
    const source = message.type === 'facts' ? message : { head: '', version: 0, registers: message.registers }
    person = mergeFacts(person ?? newPerson(key), own, source).person
    steps.push({ message, person })
  }
  return steps
}

/** An equal decision keeps its day and policy. */
function decideAgain(person: Person, day: string, policy: Policy, registers: Registers): Person['decisions'] {
  const decisions = determine(person, { day: decisionDay(person, day), policy, ...registers })
  for (const [county, decision] of Object.entries(decisions)) {
    const before = person.decisions[county]
    if (before && sameDecision(before, decision)) decisions[county] = before
  }
  return decisions
}

function isOtherwise(before: Person['decisions'], after: Person['decisions']): boolean {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].some(
    (county) => !sameDecision(before[county], after[county]),
  )
}

function eventOf(message: ToMatch, mergedAt: string): Omit<PersonEvent, 'key' | 'nth' | 'undo'> {
  const { at } = message
  if (message.type === 'decide') {
    const isPlayed = shanghaiDay(at) !== message.day
    return { at, source: message.key, mergedAt, day: isPlayed ? message.day : shanghaiDay(mergedAt) }
  }
  const { division, upload: id, head, version, playedOn = shanghaiDay(mergedAt) } = message
  return { at, source: `${head}#${version}`, mergedAt, day: playedOn, upload: { division, id } }
}

const countyOf = (head: string) => head.slice(0, head.indexOf('#'))

/** The last shard of an upload or run sends on the waiting closes and batches. */
async function report(deps: MatchDeps, message: ToMatch): Promise<void> {
  if (message.type === 'facts') {
    const unit = `${message.version}.${message.shard}`
    const upload = await deps.uploads.unitDone(message.division, message.upload, unit)
    if (isDone(upload)) noteVerdict('match', upload, deps.now().toISOString())
    return deps.sendOn(upload)
  }
  const run = await deps.runs.unitDone(message.county, message.run, message.shard)
  const done = new Set(run.unitsDone)
  if (run.round?.ranges.every(({ shard }) => done.has(shard)))
    await deps.snapshotQueue.send({ run: run.id, county: run.county })
}

async function readUnit(deps: MatchDeps, message: ToMatch): Promise<Unit> {
  const lines = new Map<string, UnitLine[]>()
  const taken = message.type === 'facts' ? message.taken : undefined
  for (const { key, start, end } of [message, ...(taken ? [taken] : [])])
    for (const line of readUnitLines(await deps.outbox.range(key, start, end))) {
      const known = lines.get(line.key)
      if (known) known.push(line)
      else lines.set(line.key, [line])
    }
  return { message, lines }
}
