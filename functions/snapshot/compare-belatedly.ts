/** The comparison that a list and a register owe each other since one of them was damaged (ADR 16). */
import { ENTRY } from '../../formats/entries.ts'
import { hex, PERSON } from '../../formats/roster.ts'
import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { takeForBegun } from '../shared/registers/take-registers.ts'
import { countyOfMark, marksOf } from '../shared/work/marks.ts'
import type { SnapshotDeps } from './deps.ts'
import { beginTaking, roundKey } from './rounds.ts'

interface UncomparedList {
  readonly head: string
  readonly roster: string | undefined
  readonly marks: readonly string[]
}

type Deps = Pick<SnapshotDeps, 'heads' | 'outbox'>

export async function uncomparedLists(
  { heads }: Deps,
  { county, compared = [] }: DeterminationRun,
  { categories }: Policy,
): Promise<UncomparedList[]> {
  const known = await heads.all(categories.map(({ code }) => `${county}#${code}`))
  return known
    .map((head) => {
      const isTried = (mark: string) => compared.some((one) => one.head === head.head && one.mark === mark)
      return { head: head.head, roster: head.roster, marks: marksOf(head).filter((mark) => !isTried(mark)) }
    })
    .filter(({ marks }) => marks.length > 0)
}

/** @returns false where nobody is on these lists any more */
export async function compareBelatedly(
  deps: SnapshotDeps,
  run: DeterminationRun,
  lists: readonly UncomparedList[],
): Promise<boolean> {
  const counties = new Set(lists.flatMap(({ marks }) => marks.map(countyOfMark)))
  const taken = await takeForBegun(deps, await personsOn(deps, lists), [...counties], roundKey(run))
  const unread = new Set(taken?.unread.map(({ county }) => county))
  const compared = lists.flatMap(({ head, marks }) =>
    marks.map((mark) => ({ head, mark, isRead: !unread.has(countyOfMark(mark)) })),
  )
  if (taken) await beginTaking(deps, run, taken, [...(run.compared ?? []), ...compared])
  else await forgetCompared(deps, { compared })
  return taken !== undefined
}

/** After the round, for the items say by then what the registers say. */
export async function forgetCompared({ heads }: Deps, { compared = [] }: Pick<DeterminationRun, 'compared'>) {
  for (const { head, mark, isRead } of compared)
    if (isRead) for (const what of ['missed', 'unread'] as const) await heads.unnote(head, what, [mark])
}

async function personsOn({ outbox }: Deps, lists: readonly UncomparedList[]): Promise<Uint8Array[]> {
  const persons = new Set<string>()
  for (const { roster: key } of lists) {
    const roster = key ? await outbox.get(key) : Buffer.alloc(0)
    for (let at = 0; at < roster.length; at += ENTRY) persons.add(hex(roster, at, at + PERSON))
  }
  return [...persons].sort().map((key) => Buffer.from(key, 'hex'))
}
