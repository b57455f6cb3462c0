import type { ProblemShown } from '../../schemas/api/problems.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { DUTY_NAMES } from '../../wording/duties.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName, officeName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { NO_PROBLEMS, NOT_ORDERED, ORDER_STATES } from '../../wording/supervision.ts'
import { number } from '../parts/scroll-table.tsx'
import type { Stage, Thing, ThingList } from '../parts/things.tsx'

export interface ProblemThing extends Thing {
  readonly problem: ProblemShown
}

/** Beside orders on one page. */
export const PROBLEM_FIELDS = { tab: 'matterTab', find: 'matterFind' } as const

export const problemOwner = (policy: Policy, { division, office }: ProblemShown): string =>
  office ? officeName(policy, { division, office }) : `${divisionName(division, policy)}${DUTY_NAMES.administrator}`

export function problemThings(
  policy: Policy,
  problems: readonly ProblemShown[],
  stageOf: (problem: ProblemShown) => Stage,
): ThingList<ProblemThing> {
  return {
    id: 'matters',
    name: PAGE_NAMES.problems,
    numbered: HEADINGS.office,
    stated: PAGE_NAMES.order,
    columns: [HEADINGS.matter, number('项数'), HEADINGS.due, number('逾期天数')],
    things: problems.map((problem) => ({
      problem,
      number: problemOwner(policy, problem),
      cells: [
        problem.what,
        String(problem.count),
        problem.due ? dayName(problem.due) : '',
        String(problem.overdueDays),
      ],
      state: problem.order ? ORDER_STATES[problem.order.state] : NOT_ORDERED,
      stage: stageOf(problem),
    })),
    empty: NO_PROBLEMS,
    fields: PROBLEM_FIELDS,
    // What is sent or settled leaves the list.
    tabs: ['todo', 'doing', 'all'],
  }
}
