/** What a case is, and which case a number names (docs/cases.md#case-states). */
import type { Mutant, Mutants } from './mutant.ts'

const STATE = 'rules/cases/state.ts'
const STATES = 'test/rules/cases/state.test.ts'
const MATERIALS = 'rules/cases/materials.ts'
const PAPERS = 'test/rules/cases/materials.test.ts'
const TABLE = 'rules/cases/case-table.ts'
const CLOSES = 'test/rules/cases/case-table.test.ts'
const YEAR_END = 'test/rules/cases/state-year-end.test.ts'
const UNPAID = 'rules/cases/unpaid.ts'
const LIST = 'test/rules/cases/unpaid.test.ts'

const of =
  (file: string, test: string) =>
  (undoes: string, text: string, becomes: string): Mutant => ({
    ...{ undoes, file, text, becomes },
    killedBy: [test],
  })
const state = of(STATE, STATES)
const claim = of(STATE, 'test/rules/cases/state-claim.test.ts')
const papers = of(MATERIALS, PAPERS)
const ticked = of('functions/web/cases/materials-pages.ts', 'test/delivery/case-pages.test.ts')
const table = of(TABLE, CLOSES)

export const CASES: Mutants = {
  'case-list-of-before': of('functions/match/run.ts', 'test/delivery/case-pages.test.ts')(
    'a list of cases that web remembers is gathered again after a person was written',
    'await deps.personVersions.count(counties)',
    'await deps.personVersions.count([])',
  ),
  'case-paid-of-any-year': of('rules/cases/rows.ts', STATES)(
    'a payment is of its year',
    "row.year === year && row.result === '00'",
    "row.result === '00'",
  ),
  'case-in-flight-anywhere': state(
    'another county’s row is not the case’s own',
    'return payment?.county === facts.county && inFlight(payment, facts.cases)',
    'return inFlight(payment, facts.cases)',
  ),
  'case-set-aside-lives': state('who is set aside is ended here', "return isSetAside && 'elsewhere'", 'return false'),
  'case-registered-for-ever': claim(
    'who has drawn and stopped is claimed for again',
    "last?.result === '00' && !hasDrawnSince(last, facts)",
    "last?.result === '00'",
  ),
  'case-claimed-in-two-counties': claim(
    'a claim waits for another county’s, done and not drawn',
    '|| isDoneElsewhere(facts)',
    '',
  ),
  'case-waits-for-ever': claim('a county may resume', '&& !resumedAfter(own(facts), last.order)\n  })', '\n  })'),
  'case-given-up-every-year': state('who gives up does so for a year', '&& yearOfNumber(materials.case) === year', ''),
  'case-finding-forgotten': state('a finding pauses', 'findingIn(own(facts)) ?? (isHeld', '(isHeld'),
  'case-dead-resumed-alone': of(MATERIALS, STATES)(
    'whom one person resumed without knowing them dead stays paused',
    'materials.finding === FOUND_DEAD ? resumedByTwoAfter : resumedAfter',
    'resumedAfter',
  ),
  'case-duplicate-resumed-alone': state(
    'one person alone mends no duplicate',
    "last.result === '04' ? resumedByTwoAfter : resumedAfter",
    'resumedAfter',
  ),
  'case-hold-forgotten': state('a hold pauses', "?? (isHeld(own(facts)) && 'held')", ''),
  'case-failure-mended-by-any-papers': state(
    'papers mend 01, 02, 03',
    'MENDED_BY_MATERIALS.includes(last.result) && ',
    '',
  ),
  'case-failure-mended-by-old-papers': state('only later papers mend', '&& materials!.order > last.order', ''),
  'case-enrolled-without-papers': state(
    'who is to be enrolled needs papers',
    "decided(facts).outcome === 'enrol' && !areMaterialsComplete(row, facts)",
    'false',
  ),
  'case-year-never-ends': {
    ...state('the last payment day ends the year', 'facts.day > lastPaymentDay(facts.policy, row.year)', 'false'),
    killedBy: [YEAR_END],
  },
  'case-past-year-goes-on': {
    ...state('a past year is not paid again', "return kind === 'contribution' && year <", 'return false && year <'),
    killedBy: [YEAR_END],
  },
  'papers-of-any-age': papers(
    'papers are good for 12 months',
    '|| materials.verifiedOn < monthsBefore(facts.day, facts.policy.cases.verifiedMonths)',
    '',
  ),
  'papers-of-a-contribution': papers('a claim has papers of its own', "row.kind === 'contribution' ||", 'true ||'),
  'papers-of-the-claim-before': papers(
    'a pension done needs new papers',
    "(last?.result !== '00' || order > last.order)",
    'true',
  ),
  'number-twice': table('a number is used once', 'last = Math.max(last, Number(', 'last = Math.min(last, Number('),
  'number-of-a-claim-each-year': table(
    'a claim case is one for ever',
    'previous.filter((row) => !isPast(row, day))',
    'previous.filter((row) => row.year === year)',
  ),
  'number-in-any-order': table('numbers go by township and ID number', '[...listed].sort(byCaseOrder)', 'listed'),
  'table-forgets-a-year': table('a past year stays as it was', 'isPast(row, close.day) ? row : ', ''),
  'unpaid-who-gave-up': of(UNPAID, LIST)('who gave up is not unpaid', "reason !== 'given-up' && ", ''),
  'unpaid-though-paid-elsewhere': of(UNPAID, LIST)(
    'another county’s payment counts',
    "&& result === '00'",
    "&& result === '05'",
  ),
  'ticks-reported-twice': ticked(
    'what a telephone sends again is one report',
    'const repeat = key ?',
    'const repeat = !key ?',
  ),
  'ticks-of-somebody-else': ticked(
    'what one account has ticked is not reported by another',
    'if (by !== undefined && by !== account)',
    'if (false)',
  ),
  'ticks-judged-later': ticked('a faulty row is refused at its field', 'if (faults[0]) {', 'if (false) {'),
}
