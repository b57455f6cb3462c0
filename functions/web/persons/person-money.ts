/** Rows of a person in the county's approved batches, as of a day, and the claims that stood then. */

import { shanghaiDay } from '../../../rules/deadlines/day-steps.ts'
import { kindOf } from '../../../rules/payments/results.ts'
import { claimThen } from '../../../rules/person-file/claims.ts'
import type { PersonFile } from '../../../schemas/api/person-file.ts'
import type { Batch, Claimed } from '../../../schemas/records/batch.ts'
import type { FundingRequest } from '../../../schemas/records/funding-request.ts'
import { unansweredRows } from '../../shared/cases/unanswered-rows.ts'
import type { WebDeps } from '../deps.ts'
import type { PersonThen } from './person-then.ts'

type Money = PersonFile['money'][number]
type Row = Pick<Money, 'batch' | 'row' | 'kind' | 'year' | 'fen' | 'result' | 'day'>

export interface PersonMoney {
  readonly money: Money[]
  /** Of whichever county. */
  readonly claims: WebDeps['payments']['get']
}

export async function personMoney(deps: WebDeps, county: string, then: PersonThen): Promise<PersonMoney> {
  const { key } = then.now
  const unanswered = unansweredRows(deps, { day: then.today })
  await unanswered.load([key])
  const known = new Map<string, Batch | undefined>()
  const load = async (of: string, id: string) => known.set(id, known.get(id) ?? (await deps.batches.get(of, id)))
  const rows = rowsOf(county, then, unanswered.of(key))
  const claimed = await claimsNow(deps, then)
  await Promise.all([
    ...rows.map(({ batch }) => load(county, batch)),
    ...[...claimed.values()].map((claim) => load(claim.county, claim.batch)),
    ...Object.entries(then.now.cases ?? {}).flatMap(([of, { results = {} }]) =>
      Object.keys(results).map((batch) => load(of, batch)),
    ),
  ])
  const isApproved = ({ batch }: { readonly batch: string }) => {
    const approved = known.get(batch)
    return approved !== undefined && approvedOn(approved) <= then.day
  }
  const requests = await deps.funding.list(county)
  return {
    money: rows.flatMap((row): Money[] => {
      const batch = known.get(row.batch)
      if (!batch || !isApproved(row)) return []
      const request = requests.find((one) => one.batch === row.batch)
      return [
        {
          ...row,
          approvedOn: approvedOn(batch),
          approvedAt: batch.approvedAt ?? batch.at,
          preparedBy: batch.preparedBy.name,
          ...(batch.approvedBy && { approvedBy: batch.approvedBy.name }),
          ...(request && { request: sumsOf(request, then.day) }),
        },
      ]
    }),
    claims: async (_, what) => {
      const claim = claimThen(claimed.get(what), what, { ...then, isApproved })
      return new Map(claim ? [[key, claim]] : [])
    },
  }
}

/** Where the hub was told which day it is, the batch's own day is that. */
const approvedOn = ({ day, at, approvedAt }: Batch): string =>
  approvedAt && shanghaiDay(at) === day ? shanghaiDay(approvedAt) : day

function rowsOf(
  county: string,
  { person, now }: PersonThen,
  unanswered: ReturnType<ReturnType<typeof unansweredRows>['of']>,
): Row[] {
  const results = person.cases?.[county]?.results ?? {}
  const answered = Object.entries({ ...now.cases?.[county]?.results }).map(([batch, { row, kind, year, fen }]): Row => {
    const { result, day } = results[batch] ?? {}
    return { batch, row, kind, year, fen, ...(result && { result, day }) }
  })
  const others = unanswered.flatMap((row): Row[] => {
    const isOwn = row.county === county && !answered.some(({ batch }) => batch === row.batch)
    return isOwn ? [{ batch: row.batch, kind: kindOf(row), year: row.year, fen: row.fen }] : []
  })
  return [...answered, ...others].sort((a, b) => (a.batch < b.batch ? -1 : 1))
}

async function claimsNow({ payments }: Pick<WebDeps, 'payments'>, { now: { key }, today }: PersonThen) {
  const year = Number(today.slice(0, 4))
  const found = await Promise.all(
    ([year, year - 1, 'benefit'] satisfies Claimed[]).map(async (what) => {
      const claim = (await payments.get([key], what)).get(key)
      return claim ? [[what, claim] as const] : []
    }),
  )
  return new Map<Claimed, (typeof found)[number][number][1]>(found.flat())
}

function sumsOf({ requested, allocations }: FundingRequest, day: string): NonNullable<Money['request']> {
  const given = Object.values(allocations).filter((one) => one.day <= day)
  return { requested, allocated: given.reduce((sum, { fen }) => sum + fen, 0) }
}
