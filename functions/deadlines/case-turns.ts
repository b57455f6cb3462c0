/** Open cases of counties, counted by whose turn they are; nobody is named (docs/cases.md#never-with-cases). */
import { papersOf, tallyOf, visitsOf } from '../../rules/cases/tally.ts'
import { settledAs } from '../../rules/payments/results.ts'
import type { CasesMoved } from '../../schemas/messages/to-deadlines.ts'
import { BatchRow } from '../../schemas/records/batch.ts'
import type { CaseRow } from '../../schemas/records/case.ts'
import type { CaseTally } from '../../schemas/records/case-tally.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { resultsOf } from '../shared/cases/batch-results.ts'
import { writtenSince } from '../shared/cases/may-be-open.ts'
import { openCases } from '../shared/cases/open-cases.ts'
import { errorFields, log } from '../shared/stages/log.ts'
import { thaw } from '../shared/work/frozen.ts'
import { judgeRequests } from './answered-requests.ts'
import type { DeadlinesDeps } from './deps.ts'

export async function countTurns(deps: CountDeps, policy: Policy, day: string): Promise<CaseTally[]> {
  const tallies: CaseTally[] = []
  for (const { code } of policy.counties) tallies.push(...(await countInTurn(deps, policy, code, day)))
  return tallies
}

type Counted = Pick<CasesMoved, 'county' | 'day'>

/** What has come reaches the home pages and what is asked of townships at once. */
export async function heedMoved(deps: DeadlinesDeps, moved: Omit<CasesMoved, 'type'>): Promise<void> {
  for (const { county, day } of await countMoved(deps, moved))
    await judgeRequests(deps, day, (of, form) => of === county && form === 'materials')
}

/** @returns what is counted again: the county and whichever other it has reached since that was counted */
async function countMoved(deps: CountDeps, { county, day, by }: Omit<CasesMoved, 'type'>): Promise<Counted[]> {
  const reached: Counted[] = []
  const policy = await deps.policies.inForce()
  const tallies = new Map((await deps.tallies.all()).map((tally) => [tally.county, tally]))
  for (const { code } of policy.counties) {
    const counted = tallies.get(code)
    const isReached = code === county || (counted && (await deps.stirred.hasBy(code, writtenSince(counted.at), by)))
    // What was sent on an earlier day may be confirmed or taken back on this one.
    if (!isReached) continue
    const moved = { county: code, day: counted && counted.day > day ? counted.day : day }
    await countInTurn(deps, policy, code, moved.day, 'strong')
    reached.push(moved)
  }
  return reached
}

/** A county that cannot be counted does not keep the others waiting; it is told of with the next day. */
async function countInTurn(
  deps: CountDeps,
  policy: Policy,
  county: string,
  day: string,
  consistency?: 'strong',
): Promise<CaseTally[]> {
  try {
    return await countCounty(deps, policy, county, day, consistency)
  } catch (error) {
    log('error', { stage: 'deadlines', what: 'cases of a county', division: county, ...errorFields(error) })
    return []
  }
}

type CountDeps = Parameters<typeof openCases>[0] &
  Pick<DeadlinesDeps, 'caseBooks' | 'batches' | 'outbox' | 'policies' | 'stirred' | 'tallies' | 'now'>

/**
 * @param consistency `strong` where persons were written a moment ago: nobody counts them again before the morning
 * @returns none before the county's first close
 */
export async function countCounty(
  deps: CountDeps,
  policy: Policy,
  county: string,
  day: string,
  consistency?: 'strong',
): Promise<CaseTally[]> {
  if (!(await deps.caseBooks.get(county))) return []
  const at = deps.now().toISOString()
  const isSilent = await atTheBank(deps, county)
  const isWanted = (row: CaseRow, isStirred: boolean) => isStirred || !isSilent(row)
  const open = await openCases(deps, { county, policy, day, isWanted, consistency })
  const turns = open.map(({ next, visitedBy, row, standing }) => {
    return {
      person: row.key,
      next,
      township: visitedBy,
      isAsked: row.close.notified !== undefined && row.close.state === standing.state,
    }
  })
  const papers = papersOf(turns, day)
  const visits = visitsOf(turns, day)
  const tally = { county, day, at, turns: tallyOf(county, turns, day), ...(papers && { papers, visits }) }
  await deps.tallies.put(tally)
  return [tally]
}

/** Persons of a batch wait for a return that the bank is asked for, or are paid: nobody reads them again. */
async function atTheBank(
  deps: Pick<DeadlinesDeps, 'batches' | 'outbox'>,
  county: string,
): Promise<(row: CaseRow) => boolean> {
  const latest = new Map<string, boolean>()
  for (const batch of (await deps.batches.list(county)).sort((a, b) => (a.at < b.at ? -1 : 1))) {
    if (!batch.frozen) continue
    const results = new Map((await resultsOf(deps, batch)).map(({ row, result }) => [row, result]))
    for (const [i, row] of (await thaw(deps.outbox, batch.frozen, BatchRow)).entries()) {
      const result = results.get(i + 1)
      latest.set(row.case, result === undefined || settledAs(result) === 'paid')
    }
  }
  return ({ number, close }) => latest.get(number) ?? close.state === 'paid'
}
