import type { Policy } from '../../schemas/records/policy.ts'
import { CONFLICT_WORDS, conflictName } from '../../wording/conflicts.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { TABS } from '../../wording/things.ts'
import type { StateWords } from '../../wording/upload-state.ts'
import type { Stage, Thing, ThingList } from '../parts/things.tsx'

export interface Conflict {
  readonly county: string
  readonly number: string
  readonly reason: string
  readonly others: readonly string[]
  readonly key: string
  readonly name: string
  readonly id: string
  /** None where it is settled. */
  readonly until: string | undefined
  readonly isUnanswered: boolean
  /** It is in a batch that waits for its approval, which it will leave. */
  readonly isInBatch: boolean
  readonly stage: Stage
}

export type ConflictThing = Thing & { readonly of: Conflict }

const STATES: Readonly<Record<Stage, StateWords>> = {
  todo: { words: TABS.todo, tone: 'wait', moving: false },
  doing: { words: TABS.doing, tone: 'plain', moving: false },
  done: { words: CONFLICT_WORDS.settled, tone: 'good', moving: false },
}

/** A county’s own case has its number, another county’s has none here. */
export function conflictThings(
  policy: Policy,
  county: string,
  conflicts: readonly Conflict[],
): ThingList<ConflictThing> {
  return {
    id: 'conflicts',
    name: PAGE_NAMES.conflicts,
    numbered: HEADINGS.caseNumber,
    stated: HEADINGS.state,
    columns: [
      ...[HEADINGS.name, HEADINGS.id, HEADINGS.county, CONFLICT_WORDS.other, HEADINGS.reviewReason, HEADINGS.due],
    ],
    things: conflicts.map((of) => ({
      of,
      number: of.county === county ? of.number : '',
      cells: [
        of.name,
        of.id,
        divisionName(of.county, policy),
        of.others.map((other) => divisionName(other, policy)).join('、'),
        conflictName(of.reason),
        of.until ? dayName(of.until) : '',
      ],
      state: of.isInBatch
        ? { ...STATES.doing, words: CONFLICT_WORDS.inBatch }
        : of.isUnanswered
          ? { ...STATES.todo, words: CONFLICT_WORDS.unanswered, tone: 'bad' }
          : STATES[of.stage],
      stage: of.stage,
    })),
    empty: CONFLICT_WORDS.none,
  }
}
