/** Rounds of a run: persons whom match decides again, or whose register rows it takes again. */
import { randomUUID } from 'node:crypto'
import { shardOf } from '../../formats/roster.ts'
import { UnitLines, unitLine } from '../../formats/unit-lines.ts'
import { Fault } from '../../schemas/fault.ts'
import { present } from '../../schemas/present.ts'
import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import type { Person } from '../../schemas/records/person.ts'
import { type Taken, takeForBegun } from '../shared/registers/take-registers.ts'
import type { SnapshotDeps } from './deps.ts'

/** A person is decided otherwise once: more rounds are a fault. */
const ROUNDS = 5

type Round = NonNullable<DeterminationRun['round']>

export async function takeAgain(deps: SnapshotDeps, run: DeterminationRun, keys: readonly string[]): Promise<void> {
  const persons = [...keys].sort().map((key) => Buffer.from(key, 'hex'))
  const taken = await takeForBegun(deps, persons, [run.county], roundKey(run))
  if (!taken) throw new Fault('register-rows-missing', 'persons have rows of a register that is not there')
  return beginTaking(deps, run, taken)
}

/** A county is not decided on with registers of its own that cannot be read. */
export async function beginTaking(
  deps: SnapshotDeps,
  run: DeterminationRun,
  { units, registers, unread }: Taken,
  compared?: DeterminationRun['compared'],
): Promise<void> {
  const own = unread.find(({ county }) => county === run.county)
  if (own) throw own.error
  return beginRound(deps, run, { ...units, registers }, compared)
}

export const roundKey = ({ county, id, rounds }: DeterminationRun) =>
  `rounds/${county}/${id}-${rounds + 1}-${randomUUID()}`

export async function decideAgain(deps: SnapshotDeps, run: DeterminationRun, stale: readonly Person[]): Promise<void> {
  const lines = new UnitLines(deps.shards)
  for (const { key } of stale)
    lines.add(shardOf(Number.parseInt(key.slice(0, 2), 16), deps.shards), unitLine(key, 0, '?'))
  const { bytes, ranges } = lines.finish()
  const key = roundKey(run)
  await deps.outbox.put(key, bytes)
  return beginRound(deps, run, { key, ranges })
}

async function beginRound(
  deps: SnapshotDeps,
  run: DeterminationRun,
  round: Round,
  compared?: DeterminationRun['compared'],
): Promise<void> {
  if (run.rounds >= ROUNDS) throw new Fault('never-alike', 'persons are decided again and again and never alike')
  await deps.runs.beginRound(run, round, compared)
  // Another attempt may have begun the round.
  await sendRound(deps, present(await deps.runs.get(run.county, run.id), 'the run of a round', 'run-missing'))
}

export function isRoundDone({ ranges }: Round, { unitsDone }: DeterminationRun): boolean {
  const done = new Set(unitsDone)
  return ranges.every(({ shard }) => done.has(shard))
}

export async function sendRound(
  { matchQueue }: SnapshotDeps,
  { id, county, day, at, round, rounds, unitsDone }: DeterminationRun,
): Promise<void> {
  const done = new Set(unitsDone)
  const { key, ranges, registers } = present(round, 'the round of a run')
  await matchQueue.send(
    ranges
      .filter(({ shard }) => !done.has(shard))
      .map(({ shard, start, end }) => ({
        id: `${id}#${rounds}.${shard}`,
        message: {
          ...{ type: 'decide' as const, key, start, end, shard, day, at, county, run: id },
          ...(registers && { registers }),
        },
      })),
  )
}
