import type { CaseRow } from '../../schemas/records/case.ts'
import type { TurnName } from '../../schemas/records/case-tally.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { BUSINESS_NAMES } from '../../wording/business.ts'
import { WORK_LISTS, workListOf } from '../../wording/case-work.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { OFFICE_NAMES, townshipName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { CASE_STATE_NAMES, standingName } from '../../wording/standings.ts'
import type { StateWords } from '../../wording/upload-state.ts'
import type { Thing, ThingList } from '../parts/things.tsx'
import type { ListedCase } from './case-list.tsx'

interface CasesOf {
  /** Whole. */
  readonly open: readonly (ListedCase & { readonly next: { readonly what: TurnName } })[]
  readonly done: readonly Pick<ListedCase, 'row' | 'standing'>[]
}

/** For a workbook. */
export function caseThings(policy: Policy, county: string, { open, done }: CasesOf): ThingList {
  return {
    id: 'cases',
    name: PAGE_NAMES.case,
    numbered: HEADINGS.caseNumber,
    stated: HEADINGS.state,
    columns: [
      ...[HEADINGS.name, HEADINGS.id, HEADINGS.township, HEADINGS.business, HEADINGS.matter],
      ...[HEADINGS.whose, HEADINGS.due],
    ],
    things: [
      ...open.map(({ row, standing, next, name, id, township, village }): Thing => {
        const place = `${township ? townshipName(county, township, policy) : ''}${village ?? ''}`
        const turn = [WORK_LISTS[workListOf(next)].name, next.who.map((office) => OFFICE_NAMES[office]).join('、')]
        return {
          number: row.number,
          cells: [name, id, place, businessOf(row), ...turn, dayName(next.until)],
          ...{ state: stateWords(standingName(standing)), stage: 'doing' },
        }
      }),
      ...done.map(
        ({ row, standing: { state } }): Thing => ({
          number: row.number,
          cells: ['', '', '', businessOf(row)],
          ...{ state: stateWords(CASE_STATE_NAMES[state]), stage: 'done' },
        }),
      ),
    ],
    empty: '',
  }
}

const stateWords = (words: string): StateWords => ({ words, tone: 'plain', moving: false })
const businessOf = ({ business }: CaseRow) => (business ? BUSINESS_NAMES[business] : '')
