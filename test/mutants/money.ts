/** What finance is asked, what the bank says, and what the tie-out counts (docs/cases.md#money). */
import type { Mutant, Mutants } from './mutant.ts'

const of =
  (file: string, test: string) =>
  (undoes: string, text: string, becomes: string): Mutant => ({
    ...{ undoes, file, text, becomes },
    killedBy: [test],
  })
const money = of('rules/payments/money.ts', 'test/rules/payments/money.test.ts')
const results = of('rules/payments/results.ts', 'test/rules/payments/results.test.ts')
const answers = of('rules/answers/bank-return.ts', 'test/rules/answers/bank-return.test.ts')
const control = of('rules/answers/control.ts', 'test/rules/answers/control.test.ts')
const allocation = of('rules/answers/allocation.ts', 'test/rules/answers/allocation.test.ts')
const numbers = of('rules/answers/numbers.ts', 'test/rules/answers/numbers.test.ts')

export const MONEY: Mutants = {
  'asked-for-failed-rows': money(
    'nothing is asked again for rows that failed',
    'approved.fen - failed.fen)\n  return cost',
    'approved.fen)\n  return cost',
  ),
  'asked-in-spite-of-over': money(
    'what finance gave beyond a request is netted',
    'request.requested + overFen(request)',
    'request.requested',
  ),
  'asked-below-zero': money(
    'a request is never below 0',
    'Math.max(0, unaskedFen(batches, requests))',
    'unaskedFen(batches, requests)',
  ),
  'netted-forgotten': money(
    'approved is what was requested and netted',
    'netted: total - requested, requested',
    'netted: 0, requested',
  ),
  'outstanding-below-zero': money(
    'more than was requested of one request is outstanding of none',
    'Math.max(0, request.requested - allocatedFen(request))',
    'request.requested - allocatedFen(request)',
  ),
  'over-of-the-sum': money(
    'what is over is counted by request',
    'Math.max(0, allocatedFen(request) - request.requested)',
    'allocatedFen(request) - request.requested',
  ),
  'surplus-in-every-year': money(
    'surplus is shown in the latest year',
    'const isLatest = rows[i + 1]?.county !== row.county',
    'const isLatest = true',
  ),
  'surplus-of-the-year': money(
    'surplus is of all years',
    'surplusFen(rows.filter(({ county }) => county === row.county))',
    'surplusFen([row])',
  ),
  'surplus-of-money-in-flight': money(
    'money in flight is no surplus',
    'allocated - paid.fen - inFlight.fen)',
    'allocated - paid.fen)',
  ),
  'unclear-failed': results('what is unclear is not failed', "if (result === '90') return undefined", ''),
  'unclear-settled': results(
    'a batch with an unclear row is not settled',
    'results.rows - results.unclear',
    'results.rows',
  ),
  'claims-cost': results('claims are no rows with an amount', 'frozen.rows - (frozen.claims ?? 0)', 'frozen.rows'),
  'reversed-before-done': answers(
    'only what was done is reversed',
    "if (result === '05') return standing?.result !== '00'",
    '',
  ),
  'unclear-for-ever': answers(
    'any result replaces an unclear one',
    "if (!standing || standing.result === '90') return false",
    'if (!standing) return false',
  ),
  'done-undone': answers('nothing but a reversal replaces done', "settledAs(standing.result) === 'paid' || ", ''),
  'failure-unclear-again': answers(
    'a failure does not become unclear',
    "result === '90' || isInLaterBatch",
    'isInLaterBatch',
  ),
  'done-beside-a-later-batch': answers(
    'who is in a later batch is not done in the earlier one',
    "result === '90' || isInLaterBatch",
    "result === '90'",
  ),
  'code-unknown-fails': answers("a bank's code that nobody knows is unclear", "?? '90'", "?? '99'"),
  'code-without-zero': answers('Excel eats the zero of a code', '/^\\d$/.test(code)', 'code === undefined'),
  'other-amount-booked': answers(
    "an amount that differs from the batch's is returned",
    'said !== fen) row',
    'false) row',
  ),
  'booked-before-approval': answers('nothing is booked before the approval', 'on > day || on < approvedOn', 'on > day'),
  'control-of-one-of-two': control('of two controls both are right', 'this.#sums.every', 'this.#sums.some'),
  'control-count-unread': control('the count is compared', 'this.#counts.every((one) => one === rows) && ', ''),
  'control-half': control(
    'a control has count and amount',
    'this.#counts.length === 0 || this.#sums.length === 0',
    'this.#counts.length === 0 && this.#sums.length === 0',
  ),
  'allocated-below-zero': allocation(
    'nothing is taken back that was not given',
    ' && sumOf(request) + fen < 0',
    ' && false',
  ),
  'voucher-of-two-amounts': allocation(
    'a voucher has one amount and day',
    'others.some((one) => !isSame(one, said))',
    'false',
  ),
  'allocated-for-another-amount': allocation(
    'an allocation is for what was requested',
    "!== request.requested) row.add('amount-mismatch'",
    "=== -1) row.add('amount-mismatch'",
  ),
  'amount-of-three-decimals': numbers(
    'an amount has at most two decimals',
    '(?:\\.\\d{1,2})?0*$/',
    '(?:\\.\\d{1,3})?0*$/',
  ),
}
