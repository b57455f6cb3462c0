/** Somebody must act on each open case, by a day that nothing puts off unseen (docs/cases.md#never-with-cases). */
import type { Mutant, Mutants } from './mutant.ts'

const of =
  (file: string, test: string) =>
  (undoes: string, text: string, becomes: string, name?: string): Mutant => ({
    ...{ undoes, file, text, becomes },
    killedBy: name === undefined ? [test] : [test, name],
  })
const since = of('rules/cases/since.ts', 'test/rules/cases/next-step.test.ts')
const step = of('rules/cases/next-step.ts', 'test/rules/cases/next-step.test.ts')
const tally = of('rules/cases/tally.ts', 'test/rules/cases/tally.test.ts')
const awaited = of('rules/cases/awaited.ts', 'test/rules/cases/awaited.test.ts')

export const TURNS: Mutants = {
  'turn-answers-of-long-ago': since(
    'an answer from before the close makes nothing overdue',
    'day !== undefined && day >= close.day',
    'day !== undefined',
  ),
  'turn-since-the-bank-tried': since(
    'nobody’s days begin before the bank’s return has come',
    'result.cameOn ?? result.day',
    'result.day',
  ),
  'turn-put-off-by-papers': since(
    'papers that mend no failure put nothing off',
    "if (state === 'failed') return [resultOn]",
    "if (state === 'failed') return [resultOn, materials?.day]",
  ),
  'turn-since-the-next-close': of('rules/cases/case-table.ts', 'test/rules/cases/case-table.test.ts')(
    'a close begins no new term',
    'since && since < day ? since : day',
    'row.close?.state === standing.state && since ? since : day',
  ),
  'turn-account-of-the-bank-alone': step(
    'an account’s failure is the township’s task too',
    "'02': failed('bank', 'township')",
    "'02': failed('bank')",
  ),
  'turn-batches-untold': tally(
    'a county that prepares no batch is told of',
    "what === 'in-flight' ||",
    "what === 'in-flight' || what === 'batches' ||",
  ),
  'turn-latest-day': tally(
    'the oldest day stands for all',
    'known && known.until < until ? known.until : until,',
    'until,',
  ),
  'turn-city-untold': tally(
    'the city hears of a county that does not answer another',
    "'case-other-county' satisfies",
    "'case-confirm' satisfies",
  ),
  'turn-sender-of-the-own-county': awaited(
    'the sender of another county’s list is reminded of it',
    'senders, since: last.day',
    'since: last.day',
  ),
  'turn-nobody-corrects': awaited(
    'somebody has to correct a list that is sent back',
    'registered.size > 0 && others.length > 0',
    'registered.size > 0',
  ),
  'turn-finding-unseen': awaited(
    'what was found about somebody paid is the agency’s task',
    'if (!own.materials || !isFoundUnderWay(state, own)',
    'if (!own.materials || !isFoundUnderWay(state, {})',
  ),
  'turn-withdrawal-unseen': awaited(
    'a withdrawal waits in the second person’s list',
    'waiting && (ends || (',
    'waiting && ((',
  ),
  'turn-told-before-confirmed': of('rules/cases/settlement-calls.ts', 'test/rules/cases/awaited.test.ts')(
    'what waits for a second person is told to nobody else',
    'if (waits && !confirmed)',
    "if (choice === 'resume' && waits && !confirmed)",
  ),
  'papers-ended-next-day': {
    undoes: 'what has come ends what a notice has asked for at once',
    file: 'functions/deadlines/case-turns.ts',
    text: "of === county && form === 'materials'",
    becomes: 'false',
    killedBy: ['test/delivery/requests.test.ts', 'what lists have ended is asked for no more, at once'],
  },
  'visits-by-case': {
    undoes: 'a person with two cases is visited once',
    file: 'rules/cases/tally.ts',
    text: 'new Set(turns.map(({ person }) => person)).size',
    becomes: 'turns.length',
    killedBy: ['test/rules/cases/tally.test.ts', 'persons, once each'],
  },
}
