/** A county's money by year, and its paid rows against registers (docs/cases.md#money). */
import { isFlag, schemeOfSlot } from '../formats/slots.ts'
import { type Posting, type TieOut, tieOut } from '../rules/payments/money.ts'
import { postingOf } from '../rules/payments/posting.ts'
import { moneyOf } from '../rules/payments/results.ts'
import { BatchRow } from '../schemas/records/batch.ts'
import { RegisterRow } from '../schemas/records/person.ts'
import type { Policy } from '../schemas/records/policy.ts'
import type { Objects } from '../stores/objects/objects.ts'
import type { Batches } from '../stores/payments/batches.ts'
import type { FundingRequests } from '../stores/payments/funding-requests.ts'
import type { Payments } from '../stores/payments/payments.ts'
import type { Heads } from '../stores/people/heads.ts'
import type { Uploads } from '../stores/uploads/uploads.ts'
import { resultsOf } from './batch-results.ts'
import { eachEntry, rosterAt } from './facts-of-persons.ts'
import { thaw } from './frozen.ts'
import type { RegisterTables } from './register-tables.ts'
import { tableKey } from './take-registers.ts'

export interface TieOutDeps {
  readonly batches: Batches
  readonly funding: FundingRequests
  readonly payments: Payments
  readonly heads: Heads
  readonly uploads: Uploads
  readonly outbox: Objects
  readonly tables: RegisterTables
}

/** @param day of which listings count */
export async function countyTieOut(deps: TieOutDeps, county: string, policy: Policy, day: string): Promise<TieOut[]> {
  const money = (await deps.batches.list(county)).flatMap((batch) => moneyOf(batch) ?? [])
  const requests = await deps.funding.list(county)
  const postings = new Map<number, Posting>()
  for (const { year } of [...money, ...requests])
    if (!postings.has(year)) postings.set(year, await countyPosting(deps, { county, year, policy, day }))
  return tieOut(money, requests, (_, year) => postings.get(year) ?? { posted: 0, unposted: 0, foreign: 0 })
}

interface Asked {
  readonly county: string
  readonly year: number
  readonly policy: Policy
  readonly day: string
}

async function countyPosting(deps: TieOutDeps, asked: Asked): Promise<Posting> {
  const { county, year, policy } = asked
  const [paid, listed] = [await paidPersons(deps, county, year), await listedPersons(deps, asked)]
  const postedIn = new Map<string, Set<string>>()
  for (const { code } of policy.counties) {
    const sought = code === county ? new Set([...paid, ...listed]) : new Set(paid)
    for (const person of await sponsoredIn(deps, code, year, sought))
      postedIn.set(person, (postedIn.get(person) ?? new Set()).add(code))
  }
  const own = [...listed].filter((person) => postedIn.get(person)?.has(county))
  const claims = await deps.payments.get(own, year)
  const covered = new Set(own.filter((person) => /^(paid|approved)$/.test(claims.get(person)?.state ?? '')))
  return postingOf(county, { paid, covered, listed, postedIn: (person) => postedIn.get(person) })
}

async function paidPersons(deps: TieOutDeps, county: string, year: number): Promise<string[]> {
  const paid: string[] = []
  for (const batch of await deps.batches.list(county, year)) {
    const done = (await resultsOf(deps, batch)).filter(({ result }) => result === '00')
    const rows = batch.frozen && done.length > 0 ? await thaw(deps.outbox, batch.frozen, BatchRow) : []
    for (const { row } of done) {
      const own = rows[row - 1]
      if (own && own.fen > 0) paid.push(own.key)
    }
  }
  return paid
}

async function listedPersons(deps: TieOutDeps, { county, policy, day }: Asked): Promise<Set<string>> {
  const counted = policy.categories.filter(({ from = day, until = day }) => from <= day && day <= until)
  const listed = new Set<string>()
  for (const { roster } of await deps.heads.all(counted.map(({ code }) => `${county}#${code}`))) {
    eachEntry(await rosterAt(deps, roster), (person) => listed.add(person))
  }
  return listed
}

/** Of these persons, whom the county's register, as it was last sent in the year, shows as paid for. */
async function sponsoredIn(deps: TieOutDeps, county: string, year: number, persons: ReadonlySet<string>) {
  const roster = await lastRegisterOf(deps, county, year)
  if (!roster || persons.size === 0) return []
  const keys = [...persons].sort().map((person) => Buffer.from(person, 'hex'))
  const rows = await deps.tables.rowsOf(tableKey(roster), keys)
  return [...rows].flatMap(([person, found]) => {
    const isSponsored = found.some(({ slot, row }) => {
      if (isFlag(slot) || schemeOfSlot(slot) !== 'resident') return false
      const { contribution, year: of } = RegisterRow.parse(JSON.parse(row))
      return contribution === 'sponsored' && of === year
    })
    return isSponsored ? [person] : []
  })
}

/** A roster of before the next register; a head remembers thirty. */
async function lastRegisterOf({ heads, uploads }: TieOutDeps, county: string, year: number) {
  const { roster, lists } = await heads.get(`${county}#register`)
  for (const [place, { upload }] of [...lists.entries()].reverse()) {
    const day = (await uploads.get(county, upload))?.day
    if (day?.startsWith(`${year}-`)) return lists[place + 1]?.before ?? roster
    if (day && day < `${year}-`) return undefined
  }
  return undefined
}
