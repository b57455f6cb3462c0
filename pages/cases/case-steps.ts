import type { Office } from '../../schemas/codes.ts'
import type { Batch } from '../../schemas/records/batch.ts'
import type {
  CaseRow,
  CaseState,
  MaterialsAnswer,
  RowResult,
  Settlement,
  Standing,
} from '../../schemas/records/case.ts'
import { BANK_RESULT_NAMES } from '../../wording/bank-results.ts'
import { PLATFORM } from '../../wording/batch-state.ts'
import { dayName } from '../../wording/dates.ts'
import { OFFICE_NAMES } from '../../wording/offices.ts'
import { materialsText } from '../../wording/person-file.ts'
import { CHOICE_NAMES, standingName } from '../../wording/standings.ts'
import { HAPPENED, STEP_NAMES, type StepState, turnOf, untilWords } from '../../wording/steps.ts'
import { type Happening, momentOf, type Step } from '../parts/steps.tsx'

interface Standings {
  readonly row: CaseRow
  readonly standing: Standing
  readonly next: { readonly who: readonly Office[]; readonly until: string } | undefined
}

type Stop = 'match' | 'review' | 'papers' | 'batch' | 'approve' | 'bank' | 'post'
const WAY: readonly Stop[] = ['match', 'review', 'papers', 'batch', 'approve', 'bank', 'post']

/** Where a case of each state is on its way, and how it is there. */
const PLACES: Readonly<Record<CaseState, readonly [Stop, StepState]>> = {
  'under-review': ['review', 'now'],
  waiting: ['batch', 'stop'],
  paused: ['papers', 'stop'],
  collecting: ['papers', 'now'],
  ready: ['batch', 'now'],
  'in-batch': ['approve', 'now'],
  'in-flight': ['bank', 'now'],
  failed: ['bank', 'stop'],
  paid: ['post', 'done'],
  registered: ['post', 'done'],
  ended: ['match', 'stop'],
}
/** What has ended a case later than its lists. */
const ENDED: Readonly<Record<string, Stop>> = { 'given-up': 'papers', 'unpaid-at-year-end': 'batch' }

/** 比对 - 复核 - 材料 - 批次 - 审批 - 银行 - 入账: where a case stands, who has it and until when. */
export function caseSteps({ row, standing, next }: Standings): Step[] {
  const [usual, state] = PLACES[standing.state]
  const here = WAY.indexOf((standing.state === 'ended' && ENDED[standing.reason ?? '']) || usual)
  const who = next && `${turnOf(next.who.map((office) => OFFICE_NAMES[office]).join('、'))}，${untilWords(next.until)}`
  // Renewals need no papers.
  const way = WAY.filter((stop, at) => stop !== 'papers' || row.business !== 'renewal' || at === here)
  return way.map((stop) => {
    const at = WAY.indexOf(stop)
    const name = STEP_NAMES[stop === 'post' && row.kind === 'claim' ? 'register' : stop]
    if (at !== here) return { name, state: at < here ? 'done' : 'coming' }
    return { name, state, note: [standingName(standing), who].filter(Boolean).join('，') }
  })
}

export interface CaseTold {
  /** The close at which the case began. */
  readonly begun: { readonly on: string | undefined; readonly at: string }
  readonly settlements: readonly Settlement[]
  readonly materials: MaterialsAnswer | undefined
  readonly results: readonly (RowResult & { readonly batch: string })[]
  /** Approved ones that have a row of the person. */
  readonly batches: readonly Pick<Batch, 'id' | 'day' | 'at' | 'approvedAt' | 'approvedBy'>[]
}

/** What was said and done about a person's cases in the county. */
export function caseCourse({ begun, settlements, materials, results, batches }: CaseTold): Happening[] {
  return [
    { ...begun, who: PLATFORM, what: HAPPENED.begun },
    ...settlements.flatMap(({ choice, name, grounds, by, day, at, confirmed }): Happening[] => [
      {
        ...{ on: day, at, who: by?.name ?? OFFICE_NAMES['social-insurance'] },
        what: HAPPENED.settled(`${CHOICE_NAMES[choice]}${name ? `（${name}）` : ''}`, grounds),
      },
      ...(confirmed
        ? [
            {
              ...momentOf({ day, at }, confirmed.at),
              who: confirmed.by.name,
              what: HAPPENED.agreed(CHOICE_NAMES[choice]),
            },
          ]
        : []),
    ]),
    ...(materials
      ? [{ on: materials.day, at: materials.at, who: OFFICE_NAMES.township, what: materialsText(materials) }]
      : []),
    ...batches.map(({ id, day, at, approvedAt, approvedBy }) => ({
      ...{ on: day, at: approvedAt ?? at, who: approvedBy?.name ?? PLATFORM, what: HAPPENED.approvedIn(id) },
    })),
    ...results.map(({ batch, result, day, at, cameOn }) => ({
      ...{ on: cameOn ?? day, at, who: OFFICE_NAMES.bank },
      what: HAPPENED.booked(batch, BANK_RESULT_NAMES[result], dayName(day)),
    })),
  ]
}
