/** Months of a hub's past that nobody played: the last played month's records, dated earlier, again and again. */
import { CopyObjectCommand } from '@aws-sdk/client-s3'
import { marshall } from '@aws-sdk/util-dynamodb'
import { casesOf } from '../functions/shared/cases/case-facts.ts'
import { freeze, thaw } from '../functions/shared/work/frozen.ts'
import type { HubStores } from '../local/hub/hub-stores.ts'
import { countResults } from '../rules/payments/results.ts'
import { AnsweredRow, type Batch, BatchRow } from '../schemas/records/batch.ts'
import type { CaseRow, RowResult } from '../schemas/records/case.ts'
import type { Person } from '../schemas/records/person.ts'
import type { Clients } from '../stores/aws/clients.ts'
import { inChunks } from '../stores/aws/in-chunks.ts'
import type { WorkTable } from '../stores/aws/work.ts'

export interface Played {
  readonly stores: HubStores
  readonly clients: Clients
  readonly work: WorkTable
  readonly table: string
  readonly outbox: string
  /** The last month that was played. */
  readonly period: string
  /** Whose persons have a past. */
  readonly county: string
}

const KINDS = [
  'OUTPUT',
  'REQUESTS',
  'SUBMISSION',
  'SUBMISSIONS',
  'FILE',
  'UPLOAD',
  'RETURN',
  'RETURNS',
  'RUN',
  'BATCH',
  'FUNDING',
  'PERIODS',
]
const OBJECTS = /^(snapshots|cases|lists|batches|endings|units|outputs|rounds|registers|returned)\//
/** Rows of a month's batch but for the one in which most of a year are paid. */
const SMALL_BATCH = 300
/** June; of the first year only the second half is filled. */
const mainMonth = (year: number) => (year === 2018 ? 12 : 6)
/** The number of a filled month's batch within its year. */
const FILLED_FROM = 500
/** Items of one request. */
const TOGETHER = 25
/** A county's and the city's acts of a month. */
const ACTS = 30

export interface History {
  /** @param back how many months before the last one that was played */
  fill(back: number): Promise<void>
  /** Contributions of earlier years, paid: claims, results on persons, and rows of the table of cases. */
  fillYears(years: readonly number[]): Promise<void>
}

export async function history(played: Played): Promise<History> {
  const items = await itemsOf(played)
  const small = await smallBatch(played)
  return {
    async fill(back) {
      const month = monthsEarlier(played.period, back)
      const dated = dating(played.period, month, back)
      const isMain = Number(month.slice(5)) === mainMonth(Number(month.slice(0, 4)))
      const earlier = items.map((item) => {
        const same = dated(item) as Record<string, unknown>
        const record = 'year' in same ? { ...same, year: Number(month.slice(0, 4)) } : same
        const pk = String(record.pk)
        if (pk.startsWith(`BATCH#${played.county}`) && !isMain) return { ...record, ...small }
        const sequence = 900 - back
        return pk.startsWith('FUNDING#') ? { ...record, sequence, sk: String(sequence).padStart(6, '0') } : record
      })
      await inChunks(earlier, TOGETHER, (chunk) => putAll(played, chunk))
      await Promise.all(items.filter(({ pk }) => String(pk).startsWith('RETURN#')).map(copyFigures(played, dated)))
      await actsOf(played, month)
    },
    async fillYears(years) {
      for (const year of years) await fillYear(played, year)
    },
  }
}

async function putAll({ clients, table }: Played, records: readonly Record<string, unknown>[]): Promise<void> {
  const puts = records.map((record) => ({ PutRequest: { Item: marshall(record, { removeUndefinedValues: true }) } }))
  await clients.dynamodb.send('BatchWriteItem', { RequestItems: { [table]: puts } })
}

async function itemsOf({ work, period }: Played): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = []
  let from: Parameters<WorkTable['page']>[0]
  do {
    const page = await work.page(from)
    items.push(...page.items.filter((item) => isOf(item, period)))
    from = page.next
  } while (from)
  return items
}

/** Of the month; requests that were answered are kept for a month, those to finance for 400 days. */
function isOf(item: Record<string, unknown>, period: string): boolean {
  const [kind = ''] = String(item.pk).split('#')
  if (!KINDS.includes(kind) || (kind === 'REQUESTS' && item.form !== 'allocation')) return false
  if (kind === 'FUNDING') return String(item.day) > `${period}-28`
  return String(item.period ?? item.upload ?? item.sk).startsWith(period)
}

/** The same, of an earlier month; objects but for a return's figures stay the last month's own. */
function dating(from: string, to: string, back: number): (value: unknown) => unknown {
  const dated = (value: unknown): unknown => {
    if (typeof value === 'string') return OBJECTS.test(value) ? value : dateText(value, from, to, back)
    if (Array.isArray(value)) return value.map(dated)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [dateText(name, from, to, back), dated(one)]),
      )
    return value
  }
  return dated
}

function dateText(text: string, from: string, to: string, back: number): string {
  const year = to.slice(0, 4)
  return (
    text
      // A batch of a month has a number that no other has.
      .replace(
        /\b(\d{6})-20\d\d-0*(\d{1,2})(?!\d|-)/g,
        (_, place) => `${place}-${year}-${FILLED_FROM + Number(to.slice(5))}`,
      )
      .replace(/\b(20(?:18|19|20|21))-(0[1-9]|1[0-2])(?!\d)/g, (month) => monthsEarlier(month, back))
      // The hub's own clock stamped what was played.
      .replace(/\b20[23]\d-\d\d-\d\dT/g, (stamp) => (stamp < '2022' ? stamp : `${monthsEarlier(from, back - 1)}-05T`))
  )
}

export function monthsEarlier(month: string, back: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - back
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

const copyFigures =
  ({ clients, outbox }: Played, dated: (value: unknown) => unknown) =>
  async (item: Record<string, unknown>): Promise<void> => {
    const key = (item.drawn as { figures?: { key?: string } } | undefined)?.figures?.key
    if (key === undefined) return
    const command = new CopyObjectCommand({ Bucket: outbox, Key: String(dated(key)), CopySource: `${outbox}/${key}` })
    await (await clients.s3()).client.send(command)
  }

/** A month's batch of newcomers, all paid. */
async function smallBatch({ stores, county }: Played): Promise<Pick<Batch, 'prepared' | 'frozen' | 'results'>> {
  const [first] = await stores.batches.list(county)
  if (!first?.frozen || !first.results) throw new Error('the county has no batch that the bank answered')
  const rows = (await thaw(stores.outbox, first.frozen, BatchRow)).slice(0, SMALL_BATCH)
  const answered = (await thaw(stores.outbox, first.results, AnsweredRow)).slice(0, SMALL_BATCH)
  const counts = { claims: 0, fen: rows.reduce((sum, { fen }) => sum + fen, 0) }
  const table = { ...(await freeze(stores.outbox, `batches/${county}/small/frozen`, rows)), ...counts }
  const results = await freeze(stores.outbox, `batches/${county}/small/results`, answered)
  return { prepared: table, frozen: table, results: { ...results, version: 1, ...countResults(rows, answered) } }
}

async function actsOf({ stores, county }: Played, month: string): Promise<void> {
  const { city } = await stores.policies.inForce()
  for (const division of [county, city.code])
    for (let act = 0; act < ACTS; act++)
      await stores.audit.write({
        ...{ division, kind: 'act', action: 'send', resource: 'name-list', outcome: 'allowed', address: '127.0.0.1' },
        ...{ object: `${division}/civil-affairs/dibao-full/${month}`, account: '0123456789abcdef' },
        time: `${month}-${String((act % 28) + 1).padStart(2, '0')}T01:00:00.000Z`,
      })
}

async function fillYear({ stores, county }: Played, year: number): Promise<void> {
  const { book, rows } = await casesOf(stores, county)
  if (!book) throw new Error('the county has no table of cases')
  const batch = `${county}-${year}-${FILLED_FROM + mainMonth(year)}`
  const last = Number(book.period.slice(0, 4))
  const paid = rows.filter((row) => row.kind === 'contribution' && row.year === last)
  const keys = paid.map(({ key }) => key)
  await stores.payments.claimAll(keys, year, { county, batch })
  const persons = await stores.people.get(keys, 'strong')
  await stores.people.put(keys.map((key, row) => paidIn(persons.get(key)!, { county, batch, year, row: row + 1 })))
  const past = paid.map((row, at) => earlierRow(row, year, at))
  const table = await freeze(stores.outbox, `cases/${county}/filled-${year}`, [...past, ...rows])
  const isMoved = await stores.caseBooks.move({ ...book, version: book.version + 1, table })
  if (!isMoved) throw new Error('the table of cases was moved meanwhile')
}

interface PaidRow {
  readonly county: string
  readonly batch: string
  readonly year: number
  readonly row: number
}

function paidIn(person: Person, { county, batch, year, row }: PaidRow): Person {
  const at = `${year}-06-20T04:00:00.000Z`
  const result: RowResult = {
    ...{ order: `${at}#${batch}#${row}`, row, kind: 'contribution', year, fen: 18_000, result: '00' },
    ...{ day: `${year}-06-19`, cameOn: `${year}-06-20`, at, approvedAt: `${year}-06-05T04:00:00.000Z` },
  }
  const own = person.cases?.[county]
  const results = { [batch]: result, ...own?.results }
  return { ...person, cases: { ...person.cases, [county]: { ...own, results } } }
}

function earlierRow(row: CaseRow, year: number, at: number): CaseRow {
  const day = `${year}-12-05`
  return {
    ...row,
    number: `${row.number.slice(0, 6)}-${year}-${String(at + 1).padStart(5, '0')}`,
    year,
    begunAt: `${year}-06-05T04:00:00.000Z`,
    close: { state: 'paid', at: `${day}T04:00:00.000Z`, day, since: `${year}-06-19`, outcome: 'sponsored' },
  }
}
