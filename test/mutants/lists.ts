/** A list of cases leaves nobody out whom something has come about since the last close, and shows each as today. */
import type { Mutant, Mutants } from './mutant.ts'

const of =
  (file: string, test: string) =>
  (undoes: string, text: string, becomes: string, name?: string): Mutant => ({
    ...{ undoes, file, text, becomes },
    killedBy: name === undefined ? [test] : [test, name],
  })
const COUNTED = 'test/delivery/counted-at-once.test.ts'
const ALIVE = 'test/delivery/alive-again.test.ts'
const stirred = of('rules/cases/stirred.ts', 'test/rules/cases/stirred.test.ts')
const looked = of('functions/shared/cases/may-be-open.ts', 'test/functions/shared/cases/may-be-open.test.ts')
const table = of('rules/cases/case-table.ts', 'test/rules/cases/case-table.test.ts')
const roster = of('functions/web/persons/roster.ts', 'test/delivery/listed-elsewhere.test.ts')

export const CASE_LISTS: Mutants = {
  'list-not-noted': of('functions/match/run.ts', ALIVE)(
    'whoever is listed again is on the list before the next close',
    '  await noteStirred(deps, before, persons, { at: now, by: causesOf(units) })\n',
    '',
    'who is listed anew',
  ),
  'list-not-counted-at-once': of('functions/shared/work/awaited.ts', COUNTED)(
    'a list is counted on the home pages at once',
    'MOVES.has(state) && isDone(upload) && !isCanary(division)',
    'false',
    'a list, a list that is taken back',
  ),
  'list-close-not-counted': of('functions/snapshot/run.ts', COUNTED)(
    'a close is counted on the home pages at once',
    "  await deadlinesQueue.send({ type: 'cases.moved', county, day, by: id })\n",
    '',
    'a list, a list that is taken back',
  ),
  'list-other-county-not-counted': of('functions/deadlines/case-turns.ts', COUNTED)(
    'what reaches another county is counted there too',
    'code === county ||',
    'code === county && ',
    'another county',
  ),
  'list-counted-from-a-lagging-reader': of('functions/deadlines/case-turns.ts', COUNTED)(
    'what was written a moment ago is counted',
    "code, moved.day, 'strong')",
    'code, moved.day)',
    'lag behind',
  ),
  'list-reversed-payment': stirred(
    'a payment that is taken back opens its case',
    'const hasFailed = haveOtherResults(before, after)',
    'const hasFailed = false',
  ),
  'list-finding-of-the-paid': stirred(
    'a finding about somebody paid is the agency’s task at once',
    'before.materials !== after.materials || ',
    '',
  ),
  'list-set-aside-and-gone': stirred(
    'who leaves a list that was set aside has ended otherwise',
    'isListed(before, county) !== isListed(after, county) ||',
    '',
  ),
  'list-everybody-in-january': stirred(
    'a new year makes nobody’s case of the old one open',
    '!isPaid && !isOfNewYear(before, after)',
    '!isPaid',
  ),
  'list-finding-forgotten': table(
    'a finding about somebody paid outlives the next close',
    'isFoundUnderWay(state, own) || waitingIn',
    'waitingIn',
  ),
  'list-confirmation-forgotten': table(
    'what a second person has to confirm outlives the next close',
    ' || waitingIn(own) !== undefined',
    '',
  ),
  'list-papers-too-old': looked(
    'papers that have grown too old since the close are asked for',
    ' || (verifiedOn !== undefined && verifiedOn < oldest)',
    '',
  ),
  'list-left-out-of-a-batch': of('functions/shared/cases/may-be-open.ts', ALIVE)(
    'whom a batch leaves out is a township’s to visit',
    ' && leftOut.has(row.key)',
    ' && false',
    'whom a batch leaves out',
  ),
  'list-noted-before-the-close': looked(
    'whoever was noted before a close and written after it is looked at',
    'Date.parse(when) + WRITER_MS',
    'Date.parse(when)',
  ),
  'list-whole-batches-read': looked('a township’s list reads nobody whom a batch has', ' && leftOut.has(row.key)', ''),
  'list-waiting-unvisited': looked(
    'whoever waits for another county may be a township’s to visit by now',
    'isOf(BY_OTHERS, row) || ',
    '',
  ),
  'list-payment-day-moved': looked(
    'a payment day that a policy moves opens what it had ended',
    'beforeYearEnd !== undefined || (verifiedOn',
    '(verifiedOn',
  ),
  'list-bank-of-last-year': of('functions/shared/cases/may-be-open.ts', ALIVE)(
    'what the bank has not answered is on the list in the new year',
    'if (isPast(row, day) && atTheBank.has(row.number)) return true',
    '',
    'in the new year too',
  ),
  'list-decided-then': of('functions/shared/cases/open-cases.ts', ALIVE)(
    'an age that changes between two closes is seen on the list',
    'const decided = await decidedToday(deps, { county, day, policy, persons })',
    'const decided = ({ decisions }: Person) => decisions[county]',
    'who turns 60',
  ),
  'list-done-as-closed': of('functions/shared/cases/done-cases.ts', ALIVE)(
    'what has ended since the close is shown as it is today',
    'today.get(row.number) ?? unread(row)',
    'unread(row)',
    'what ended since the close',
  ),
  'list-paid-as-unpaid': of('functions/shared/cases/done-cases.ts', ALIVE)(
    'what the bank paid after its year is not shown as unpaid',
    "paid.has(row.number) ? { state: 'paid' } : pastState",
    'pastState',
    'in the new year too',
  ),
  'list-township-unasked': of('functions/shared/cases/open-cases.ts', ALIVE)(
    'a township visits whom no notice has named yet',
    ', ...mayBeVisited',
    '',
    'who is listed anew',
  ),
  'list-count-unasked': of('rules/cases/tally.ts', 'test/rules/cases/tally.test.ts')(
    'a township’s home counts papers that no notice has asked for',
    "(what === 'collecting' && isAsked)",
    "what === 'collecting'",
  ),
  'list-new-conflict': of('functions/web/cases/conflicts.ts', ALIVE)(
    'a conflict is listed before the next close',
    'isStirred || isAsked(close.outcomeReason)',
    'isAsked(close.outcomeReason)',
    'two counties that list',
  ),
  'roster-left-unseen': roster(
    'whoever was set aside and leaves is shown as listed no more',
    "first === '-' && !before.has(key)",
    'false',
    'who leaves the list',
  ),
  'roster-returned-as-new': roster(
    'whoever was set aside and is decided again is not new on the list',
    'if (!said.has(key) && !before.has(key)) before.set(key, one)',
    'if (!key) before.set(key, one)',
    'who is decided here again',
  ),
}
