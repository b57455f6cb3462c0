/** What batches and claims must not do: pay twice, pay by one person, pay before a list is matched. */
import type { Mutants } from './mutant.ts'

const WAITING = 'test/delivery/waiting.test.ts'
const LOST = 'test/delivery/lost.test.ts'
const APART = 'test/delivery/one-county.test.ts'
const APPROVE = 'functions/batch/approve.ts'
const MONTHS = 'test/delivery/amounts.test.ts'
const ROUTES = 'test/delivery/batch-routes.test.ts'
const REQUESTS = 'functions/web/payments/batch-requests.ts'

export const PAYING: Mutants = {
  'approval-does-not-wait': {
    undoes: 'an approval waits for lists and registers that are accepted and not matched yet',
    file: 'functions/batch/run.ts',
    text: "await whenMatched(deps, batch, 'approve')",
    becomes: "(await whenMatched(deps, batch, 'approve')) ?? new Set<string>()",
    killedBy: [WAITING, 'an approval: nobody is claimed before it is matched'],
  },
  'preparation-does-not-wait': {
    undoes: 'a preparation waits for them too',
    file: 'functions/batch/run.ts',
    text: "await whenMatched(deps, batch, 'prepare')",
    becomes: "(await whenMatched(deps, batch, 'prepare')) ?? new Set<string>()",
    killedBy: [WAITING, 'a preparation: that one is not in it'],
  },
  'waits-for-own-county': {
    undoes: 'it waits for the lists of other counties too',
    file: 'functions/batch/run.ts',
    text: 'policy.counties.map(({ code }) => code)',
    becomes: '[batch.county]',
    killedBy: [WAITING],
  },
  'instructed-and-forgotten': {
    undoes: 'what was instructed before tables were restored is found again before another batch is prepared',
    file: 'functions/batch/run.ts',
    text: 'if (isUnderWay(asked)) await publishFound(deps, asked.year)',
    becomes: '',
    killedBy: ['test/faults/batch.test.ts', 'its persons are in no other batch'],
  },
  'claims-of-a-found-batch': {
    undoes: 'a batch that is found again has its claims',
    file: 'functions/batch/find-again.ts',
    text: 'await deps.payments.claimAnew(keys, what, { county, batch: id }, isLater)',
    becomes: '',
    killedBy: ['test/faults/batch.test.ts', 'its persons are in no other batch'],
  },
  'claims-of-whoever-is-slower': {
    undoes: 'a batch that is found again takes no claim of one that was instructed later',
    file: 'functions/batch/find-again.ts',
    text: 'return other?.frozen !== undefined && frozenAt(other) > frozenAt(batch)',
    becomes: 'return other === null',
    killedBy: ['test/faults/batch.test.ts', 'instructed later'],
  },
  'found-in-own-county-alone': {
    undoes: 'batches of every county are found again, since a person may be listed in two',
    file: 'functions/batch/find-again.ts',
    text: 'Map.groupBy(instructed, (one) => one.county)',
    becomes: "Map.groupBy(instructed.filter((one) => one.county === '440222'), (one) => one.county)",
    killedBy: ['test/faults/batch.test.ts', 'of any county'],
  },
  'late-claim-stays': {
    undoes: 'a late claim of somebody who is not in the frozen batch is released',
    file: 'functions/batch/run.ts',
    text: 'await releaseExcluded(deps, settled)',
    becomes: '',
    killedBy: [LOST, 'a claim that comes when its batch is done'],
  },
  'given-up-and-paid': {
    undoes: "another county's lines that are given up hold back whom they may be about",
    file: 'functions/batch/decide-again.ts',
    text: "if (behind.has(row.key)) return { reason: 'review' }",
    becomes: '',
    killedBy: [APART],
  },
  'year-check-early': {
    undoes: 'an approval in another year is refused, whatever state was read before',
    file: REQUESTS,
    text: "if (now > year) return refuse('batch-of-past-year', year)",
    becomes: "if (now > year && batch.state === 'prepared') return refuse('batch-of-past-year', year)",
    killedBy: [ROUTES, 'an approval in another year is refused though the batch was read while'],
  },
  'year-check-in-the-stage': {
    undoes: 'an approval whose day is in another year pays nobody',
    file: APPROVE,
    text: 'Number(day.slice(0, 4)) !== year ||',
    becomes: '',
    killedBy: [ROUTES, 'and none approved in one'],
  },
  'last-day-in-the-stage': {
    undoes: 'an approval whose day is behind the last day of payments pays nobody',
    file: APPROVE,
    text: 'day > lastPaymentDay(await deps.policies.inForce(), year)',
    becomes: 'false',
    killedBy: [ROUTES, 'last payment day no contribution'],
  },
  'approval-after-last-day': {
    undoes: 'after the year’s last payment day nothing is approved',
    file: REQUESTS,
    text: "if (last !== undefined && day > last) return refuse('payments-closed', year, last)",
    becomes: '',
    killedBy: [ROUTES, 'last payment day no contribution'],
  },
  'approval-of-other-amounts': {
    undoes: 'a batch whose amounts the policy has changed is sent back, not approved',
    file: REQUESTS,
    text: '(await repriced(deps, county, rows)) ?? ',
    becomes: '',
    killedBy: [ROUTES, 'a batch whose amounts the policy has changed since'],
  },
  'old-amount-paid': {
    undoes: 'whose amount changes after the preparation is not paid the old one',
    file: APPROVE,
    text: "else if (one.row.fen !== fen) now.reason.set(key, 'amount-changed')",
    becomes: '',
    killedBy: [MONTHS, 'whose amount changes after the preparation'],
  },
  'amount-of-the-close': {
    undoes: 'an amount that changes after the close is the amount of the batch',
    file: 'functions/batch/prepare.ts',
    text: "('row' in one ? [one.row] : [])",
    becomes: "('row' in one ? [{ ...one.row, fen: closed.find(({ key }) => key === one.row.key)?.amount ?? 0 }] : [])",
    killedBy: [MONTHS, 'an amount that changes after the close'],
  },
  'paid-twice': {
    undoes: 'nobody whose year is claimed is claimed again',
    file: 'stores/payments/payments.ts',
    text: 'attribute_not_exists(h) OR ',
    becomes: 'attribute_exists(h) OR attribute_not_exists(h) OR ',
    killedBy: ['test/stores/payments.test.ts', 'of two batches that claim a person at once'],
  },
  'in-two-batches': {
    undoes: 'nobody is prepared whose year another batch has',
    file: 'functions/shared/cases/case-facts.ts',
    text: "claim?.batch === id ? { ...claim, state: 'released' } : claim",
    becomes: 'undefined',
    killedBy: [ROUTES],
  },
  'approves-own-batch': {
    undoes: 'who prepared a batch may not approve it',
    file: REQUESTS,
    text: "if (batch.preparedBy.account === by.account) throw refuse('same-person')",
    becomes: '',
    killedBy: [ROUTES, 'who prepared may not'],
  },
  'approves-own-settlement': {
    undoes: 'who alone settled a row may not approve its batch',
    file: REQUESTS,
    text: ' ?? (await settledAlone(deps, rows, by))',
    becomes: '',
    killedBy: ['test/delivery/batch-pages.test.ts', 'totals and names before'],
  },
  'unposted-at-once': {
    undoes: 'what no register shows is somebody’s task once two registers have come since',
    file: 'rules/payments/posting.ts',
    text: 'const REGISTERS = 2',
    becomes: 'const REGISTERS = 1',
    killedBy: ['test/rules/payments/money.test.ts', 'somebody’s task once two'],
  },
  'leaving-unseen': {
    undoes: 'a batch that waits names who would leave it',
    file: 'functions/web/payments/batch-review.ts',
    text: '(facts) => withoutOwn(facts, batch)',
    becomes: '(facts) => facts',
    killedBy: ['test/delivery/batch-leaving.test.ts', 'whom the village finds otherwise'],
  },
  'conflict-behind-batch': {
    undoes: 'a batch that has the case hides no conflict of counties',
    file: 'functions/web/cases/conflicts.ts',
    text: "standing.state === 'in-batch' &&",
    becomes: 'false &&',
    killedBy: ['test/delivery/batch-leaving.test.ts', 'another county lists a person of the batch'],
  },
}
