/** The bank's return of a batch (docs/cases.md#bank-returns). */
import {
  type BankCodes,
  bankCodesOf,
  codeIn,
  judgeReturn,
  returnIn,
  rowNumberIn,
} from '../../../rules/answers/bank-return.ts'
import { claimedBy, kindOf, settledAs } from '../../../rules/payments/results.ts'
import { type BankResult, type Office, ReturnFault } from '../../../schemas/codes.ts'
import { maskedNumbers } from '../../../schemas/free-text.ts'
import { present } from '../../../schemas/present.ts'
import { AnsweredRow, type Batch, BatchRow } from '../../../schemas/records/batch.ts'
import type { CallName, Refusal, Upload } from '../../../schemas/records/upload.ts'
import type { SentUnits } from '../../../schemas/records/work-units.ts'
import { inChunks } from '../../../stores/aws/in-chunks.ts'
import { keepResults } from '../../shared/cases/batch-results.ts'
import { type FrozenRows, thawRows } from '../../shared/work/frozen.ts'
import type { IntakeDeps } from '../deps.ts'
import type { Answer, Taken } from './answer.ts'
import { Calls } from './calls.ts'
import { eachRow, FirstRows, type JudgedRow } from './each-row.ts'
import { claimsAfterFailures } from './later-batches.ts'
import { summed } from './returned-whole.ts'
import { RowResults } from './row-results.ts'
import { Facts, orderOf, uploadOf } from './write-facts.ts'

export async function takeReturn(
  deps: IntakeDeps,
  { upload, policy, read, returned }: Answer,
): Promise<Taken | { readonly refusal: Refusal }> {
  const { number, isMixed, fen } = summed(read)
  const batch = await batchOf(deps, upload, number)
  const faults = new Set([
    ...(batch ? [] : (['batch-unknown'] as const)),
    ...(isMixed ? (['batch-mixed'] as const) : []),
    ...(upload.closesRows ? [] : [read.control.fault(read.count, fen)]).flatMap((fault) => fault ?? []),
  ])
  const about = { rows: read.count, fen, ...(batch && { batch: batch.id }) }
  if (!batch || faults.size > 0) {
    const found = ReturnFault.options.filter((one) => faults.has(one))
    return { refusal: { code: 'return-refused', faults: found, about } }
  }

  const rows = await thawRows(deps.outbox, present(batch.frozen, 'the rows of an approved batch'), BatchRow)
  const standing = await thawRows(deps.outbox, batch.results, AnsweredRow)
  const results = new RowResults(standing, rows.length, (index) => orderOf(upload, index))
  const change = new ReturnChange(deps, upload, batch, rows, results)
  const bankCodes = upload.closesRows ? CLOSES : bankCodesOf(policy)
  const unknown = new Set<string>()
  const calls = new Calls()
  const first = new FirstRows()
  const later = claimsAfterFailures(deps, batch)
  const frozenOf = ({ row }: JudgedRow) => rows.at((rowNumberIn(row) ?? 0) - 1)
  const judged = await eachRow(
    read,
    {
      load: (group) =>
        later.load(
          group.flatMap((one) => {
            const before = results.standing(rowNumberIn(one.row) ?? 0)
            const isFailed = before && settledAs(before.result) === 'failed'
            return isFailed ? (frozenOf(one) ?? []) : []
          }),
        ),
      judge(one) {
        const number = rowNumberIn(one.row)
        const frozen = frozenOf(one)
        const earlier = number === undefined ? undefined : first.earlier(String(number), one.label)
        judgeReturn(one.row, {
          ...{ day: upload.day, approvedOn: batch.day, frozen, bankCodes, order: orderOf(upload, one.index) },
          standing: results.standing(number ?? 0),
          closesRows: upload.closesRows === true,
          isInLaterBatch: frozen !== undefined && later.has(frozen),
          isTwice: earlier !== undefined,
        })
        return earlier
      },
      take({ row, index }) {
        if (!bankCodes.has(codeIn(row)) && unknown.size < CODES_NAMED) unknown.add(shownCode(codeIn(row)))
        const answered = returnIn(row, bankCodes)
        if (!change.take(answered, index)) return
        const { township = '' } = rows.at(answered.row - 1) ?? {}
        for (const [what, office] of CALLED[answered.result] ?? [])
          calls.add({ what, office, division: office === 'township' ? township : upload.division })
      },
    },
    returned,
  )
  return {
    ...judged,
    about,
    ...calls.all,
    ...(unknown.size > 0 && { unknownCodes: [...unknown] }),
    write: () => change.write(),
  }
}

/** An approved one of the county. */
async function batchOf(
  { batches }: IntakeDeps,
  { division }: Upload,
  number: string,
): Promise<(Batch & Required<Pick<Batch, 'frozen'>>) | undefined> {
  const batch = number === '' ? undefined : await batches.get(division, number)
  return batch?.frozen ? { ...batch, frozen: batch.frozen } : undefined
}

/** Results that change, and what follows from them. */
class ReturnChange {
  readonly #deps: IntakeDeps
  readonly #upload: Upload
  readonly #batch: Batch
  readonly #rows: FrozenRows<BatchRow>
  readonly #results: RowResults
  /** Numbers of rows. */
  readonly #changed: number[] = []
  /** Corrected failures: another batch may claim them at any time. */
  readonly #corrected: number[] = []
  /** Rows whose result stands already. */
  readonly #repeated: number[] = []

  constructor(deps: IntakeDeps, upload: Upload, batch: Batch, rows: FrozenRows<BatchRow>, results: RowResults) {
    this.#deps = deps
    this.#upload = upload
    this.#batch = batch
    this.#rows = rows
    this.#results = results
  }

  /** @returns whether it changes something: the same result again does not, unless a crash left this very file's half done. */
  take(answered: Omit<AnsweredRow, 'order'>, index: number): boolean {
    const { row, result } = answered
    const before = this.#results.standing(row)
    if (before?.result === result && before.order !== orderOf(this.#upload, index)) {
      this.#repeated.push(row)
      return false
    }
    if (before && settledAs(before.result) === 'failed' && result === '00') this.#corrected.push(row)
    this.#results.change(answered, index)
    this.#changed.push(row)
    return true
  }

  /** Claims that others may take go first, then the table, and then what rests on it; each step may be repeated. */
  async write(): Promise<SentUnits | 'moved' | undefined> {
    if (!(await this.#moveClaims('correct', this.#corrected))) return 'moved'
    const isKept = this.#changed.length === 0 || (await keepResults(this.#deps, this.#batch, this.#rows, this.#results))
    if (!isKept) return 'moved'
    const answered = [...this.#changed, ...(await this.#unheard())]
    const failed = answered.filter((row) => settledAs(this.#results.get(row).result) === 'failed')
    await this.#moveClaims('fail', failed)
    return this.#writeFacts(answered)
  }

  /** A file that was given up may have written the table, and nothing of what rests on it. */
  async #unheard(): Promise<number[]> {
    const { county, id } = this.#batch
    const doubtful: number[] = []
    const orderIn = (row: number) => this.#results.get(row).order
    for (const [upload, rows] of Map.groupBy(this.#repeated, (row) => uploadOf(orderIn(row)))) {
      const sent = await this.#deps.uploads.get(county, upload)
      if (sent?.state !== 'accepted') for (const row of rows) doubtful.push(row)
    }
    const keys = [...new Set(doubtful.map((row) => this.#rowOf(row).key))]
    const persons = await this.#deps.people.get(keys, 'strong')
    return doubtful.filter((row) => {
      const heard = persons.get(this.#rowOf(row).key)?.cases?.[county]?.results?.[id]
      return !heard || heard.order < orderIn(row)
    })
  }

  async #moveClaims(how: 'fail' | 'correct', rows: readonly number[]): Promise<boolean> {
    let isAll = true
    const by = { county: this.#batch.county, batch: this.#batch.id }
    await inChunks(
      rows,
      1,
      async ([number]) => {
        if (number === undefined) return
        const row = this.#rowOf(number)
        const { order } = this.#results.get(number)
        if (!(await this.#deps.payments[how](row.key, claimedBy(row), by, order))) isAll = false
      },
      ABREAST,
    )
    return isAll
  }

  async #writeFacts(rows: readonly number[]): Promise<SentUnits | undefined> {
    const { county, id: batch, at: preparedAt, approvedAt = preparedAt } = this.#batch
    const { requestedAt, day: cameOn } = this.#upload
    const facts = new Facts(this.#deps.shards)
    for (const number of rows) {
      const row = this.#rowOf(number)
      const { key, id, year, fen, restsOn } = row
      const own = { batch, kind: kindOf(row), year, fen, approvedAt, ...(restsOn && { restsOn }) }
      facts.add(key, { id, county, result: { ...this.#results.get(number), ...own, at: requestedAt, cameOn } })
    }
    return facts.write(this.#deps, this.#upload)
  }

  #rowOf = (number: number) => present(this.#rows.at(number - 1), 'the row of a result')
}

const ABREAST = 32
/** Who acts on a result (docs/cases.md#bank-results). */
const CALLED: Readonly<Partial<Record<BankResult, readonly (readonly [CallName, Office])[]>>> = {
  '01': [['papers', 'township']],
  '02': [
    ['account', 'bank'],
    ['papers', 'township'],
  ],
  '03': [
    ['account', 'bank'],
    ['papers', 'township'],
  ],
  '04': [['failed', 'social-insurance']],
  '05': [['failed', 'social-insurance']],
  '90': [['query', 'bank']],
  '99': [['failed', 'social-insurance']],
}
/** In the hub's own codes, whatever the bank's are. */
const CLOSES: BankCodes = new Map([['99', '99']])
/** A cell that slipped from another column may hold a person's number. */
const shownCode = (code: string) => maskedNumbers(code).slice(0, CODE_SHOWN)

const CODES_NAMED = 10
const CODE_SHOWN = 20
