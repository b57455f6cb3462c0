/** A county's money by year, and its paid rows against registers (docs/cases.md#money). */
import { isFlag, schemeOfSlot } from '../../../formats/slots.ts'
import { type BatchMoney, type TieOut, tieOut } from '../../../rules/payments/money.ts'
import { type PaidRow, type PostedRows, postedRows } from '../../../rules/payments/posting.ts'
import { moneyOf } from '../../../rules/payments/results.ts'
import { present } from '../../../schemas/present.ts'
import { BatchRow } from '../../../schemas/records/batch.ts'
import type { FundingRequest } from '../../../schemas/records/funding-request.ts'
import { RegisterRow } from '../../../schemas/records/person.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import type { Batches } from '../../../stores/payments/batches.ts'
import type { FundingRequests } from '../../../stores/payments/funding-requests.ts'
import type { Payments } from '../../../stores/payments/payments.ts'
import type { Heads } from '../../../stores/people/heads.ts'
import type { Uploads } from '../../../stores/uploads/uploads.ts'
import { resultsOf } from '../cases/batch-results.ts'
import { eachEntry, rosterAt } from '../registers/facts-of-persons.ts'
import type { RegisterTables } from '../registers/register-tables.ts'
import { tableKey } from '../registers/take-registers.ts'
import { thaw } from '../work/frozen.ts'

export interface TieOutDeps {
  readonly batches: Batches
  readonly funding: FundingRequests
  readonly payments: Payments
  readonly heads: Heads
  readonly uploads: Uploads
  readonly outbox: Objects
  readonly tables: RegisterTables
}

/** A year's sums with what they count. */
export interface YearTieOut extends TieOut {
  /** With an amount. */
  readonly batches: readonly NamedMoney[]
  readonly requests: readonly FundingRequest[]
  readonly posting: PostedRows
  /** Days on which the county sent its register in the year. */
  readonly registers: readonly string[]
}

export interface NamedMoney extends BatchMoney {
  readonly id: string
}

export interface TieOutAsked {
  readonly county: string
  readonly policy: Policy
  /** Of which listings count. */
  readonly day: string
}
type OfYear = TieOutAsked & { readonly year: number }

/** Years with money, from the first. */
export async function countyTieOut(deps: TieOutDeps, asked: TieOutAsked): Promise<YearTieOut[]> {
  const own = await countyMoney(deps, asked.county)
  const found: YearTieOut[] = []
  for (const { year } of moneyByYear(own)) found.push(await yearTieOut(deps, { ...asked, year }, own))
  return found
}

/** @param own of every year, since surplus is counted over all of them */
export async function yearTieOut(deps: TieOutDeps, asked: OfYear, own: CountyMoney): Promise<YearTieOut> {
  const { posting, registers } = await yearPosting(deps, asked)
  const { posted, unposted, foreign } = posting
  const sums = present(
    moneyByYear(own).find(({ year }) => year === asked.year),
    'a year with money',
  )
  const isOwn = ({ year }: { readonly year: number }) => year === asked.year
  return {
    ...sums,
    ...{ posted: posted.length, unposted: unposted.length, foreign: foreign.length },
    batches: own.money.filter((one) => isOwn(one) && one.approved.rows > 0),
    requests: own.requests.filter(isOwn),
    ...{ posting, registers },
  }
}

export interface CountyMoney {
  readonly money: readonly NamedMoney[]
  readonly requests: readonly FundingRequest[]
}

/** Of every year. */
export async function countyMoney(
  { batches, funding }: Pick<TieOutDeps, 'batches' | 'funding'>,
  county: string,
): Promise<CountyMoney> {
  const [all, requests] = await Promise.all([batches.list(county), funding.list(county)])
  const money = all.flatMap((batch) => {
    const sums = moneyOf(batch)
    return sums ? [{ ...sums, id: batch.id }] : []
  })
  return { money, requests }
}

/** Without what registers say. */
export const moneyByYear = ({ money, requests }: CountyMoney): TieOut[] =>
  tieOut(money, requests, () => ({ posted: 0, unposted: 0, foreign: 0 }))

type YearPosting = Pick<YearTieOut, 'posting' | 'registers'>

async function yearPosting(deps: TieOutDeps, asked: OfYear): Promise<YearPosting> {
  const { county, year, policy } = asked
  const [paid, listed] = [await paidRows(deps, county, year), await listedPersons(deps, asked)]
  const persons = paid.map(({ key }) => key)
  const registers = await registersOf(deps, county, year)
  const postedIn = new Map<string, Set<string>>()
  for (const { code } of policy.counties) {
    const isOwn = code === county
    const last = (isOwn ? registers : await registersOf(deps, code, year)).at(-1)
    for (const person of await sponsoredIn(deps, last?.roster, year, new Set([...persons, ...(isOwn ? listed : [])])))
      postedIn.set(person, (postedIn.get(person) ?? new Set()).add(code))
  }
  const own = [...listed].filter((person) => postedIn.get(person)?.has(county))
  const claims = await deps.payments.get(own, year)
  const covered = new Set(own.filter((person) => claims.get(person)?.state === 'approved'))
  const posting = postedRows(county, { paid, covered, listed, postedIn: (person) => postedIn.get(person) })
  return { posting, registers: registers.map(({ day }) => day) }
}

async function paidRows(deps: TieOutDeps, county: string, year: number): Promise<PaidRow[]> {
  const paid: PaidRow[] = []
  for (const batch of await deps.batches.list(county, year)) {
    const done = (await resultsOf(deps, batch)).filter(({ result }) => result === '00')
    const rows = batch.frozen && done.length > 0 ? await thaw(deps.outbox, batch.frozen, BatchRow) : []
    for (const { row, day } of done) {
      const own = rows[row - 1]
      if (own && own.fen > 0) paid.push({ key: own.key, batch: batch.id, row, day })
    }
  }
  return paid
}

async function listedPersons(deps: TieOutDeps, { county, policy, day }: OfYear): Promise<Set<string>> {
  const counted = policy.categories.filter(({ from = day, until = day }) => from <= day && day <= until)
  const listed = new Set<string>()
  for (const { roster } of await deps.heads.all(counted.map(({ code }) => `${county}#${code}`))) {
    eachEntry(await rosterAt(deps, roster), (person) => listed.add(person))
  }
  return listed
}

/** Of these persons, whom a register shows as paid for. */
async function sponsoredIn(
  deps: TieOutDeps,
  roster: string | undefined,
  year: number,
  persons: ReadonlySet<string>,
): Promise<string[]> {
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

interface SentRegister {
  readonly day: string
  readonly roster: string | undefined
}

/** The county's registers of the year, as far as a head remembers: thirty. A roster is that of before the next one. */
async function registersOf({ heads, uploads }: TieOutDeps, county: string, year: number): Promise<SentRegister[]> {
  const { roster, lists } = await heads.get(`${county}#register`)
  const sent: SentRegister[] = []
  for (const [place, { upload }] of [...lists.entries()].reverse()) {
    const day = (await uploads.get(county, upload))?.day
    if (day?.startsWith(`${year}-`)) sent.unshift({ day, roster: lists[place + 1]?.before ?? roster })
    if (day && day < `${year}-`) break
  }
  return sent
}
