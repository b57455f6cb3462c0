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
import { type AnsweredRow, type Batch, BatchRow } from '../../../schemas/records/batch.ts'
import type { CallName, Refusal, Upload } from '../../../schemas/records/upload.ts'
import type { SentUnits } from '../../../schemas/records/work-units.ts'
import { inChunks } from '../../../stores/aws/in-chunks.ts'
import { keepResults, resultsOf } from '../../shared/cases/batch-results.ts'
import { thaw } from '../../shared/work/frozen.ts'
import type { IntakeDeps } from '../deps.ts'
import type { Answer, Taken } from './answer.ts'
import { Calls } from './calls.ts'
import { eachRow, FirstRows, type JudgedRow } from './each-row.ts'
import { claimsAfterFailures } from './later-batches.ts'
import { summed } from './returned-whole.ts'
import { Facts, orderOf, uploadOf } from './write-facts.ts'

export async function takeReturn(
  deps: IntakeDeps,
  { upload, policy, read, returned }: Answer,
): Promise<Taken | { readonly refusal: Refusal }> {
  const { number, isMixed, fen } = await summed(read)
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

  const rows = await thaw(deps.outbox, present(batch.frozen, 'the rows of an approved batch'), BatchRow)
  const standing = new Map((await resultsOf(deps, batch)).map((one) => [one.row, one]))
  const change = new ReturnChange(deps, upload, batch, rows, standing)
  const bankCodes = upload.closesRows ? CLOSES : bankCodesOf(policy)
  const unknown = new Set<string>()
  const calls = new Calls()
  const first = new FirstRows()
  const later = claimsAfterFailures(deps, batch)
  const frozenOf = ({ row }: JudgedRow) => rows[(rowNumberIn(row) ?? 0) - 1]
  const judged = await eachRow(
    read,
    {
      load: (group) =>
        later.load(
          group.flatMap((one) => {
            const before = standing.get(rowNumberIn(one.row) ?? 0)
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
          standing: standing.get(number ?? 0),
          closesRows: upload.closesRows === true,
          isInLaterBatch: frozen !== undefined && later.has(frozen),
          isTwice: earlier !== undefined,
        })
        return earlier
      },
      take({ row, index }) {
        if (!bankCodes.has(codeIn(row)) && unknown.size < CODES_NAMED) unknown.add(shownCode(codeIn(row)))
        const answered = { ...returnIn(row, bankCodes), order: orderOf(upload, index) }
        if (!change.take(answered)) return
        const { township = '' } = rows[answered.row - 1] ?? {}
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
  readonly #rows: readonly BatchRow[]
  readonly #standing: Map<number, AnsweredRow>
  readonly #changed: AnsweredRow[] = []
  /** Corrected failures: another batch may claim them at any time. */
  readonly #corrected: AnsweredRow[] = []
  /** Results that stand already, as they stand. */
  readonly #repeated: AnsweredRow[] = []

  constructor(
    deps: IntakeDeps,
    upload: Upload,
    batch: Batch,
    rows: readonly BatchRow[],
    standing: ReadonlyMap<number, AnsweredRow>,
  ) {
    this.#deps = deps
    this.#upload = upload
    this.#batch = batch
    this.#rows = rows
    this.#standing = new Map(standing)
  }

  /** @returns whether it changes something: the same result again does not, unless a crash left this very file's half done. */
  take(answered: AnsweredRow): boolean {
    const before = this.#standing.get(answered.row)
    if (before?.result === answered.result && before.order !== answered.order) {
      this.#repeated.push(before)
      return false
    }
    if (before && settledAs(before.result) === 'failed' && answered.result === '00') this.#corrected.push(answered)
    this.#standing.set(answered.row, answered)
    this.#changed.push(answered)
    return true
  }

  /** Claims that others may take go first, then the table, and then what rests on it; each step may be repeated. */
  async write(): Promise<SentUnits | 'moved' | undefined> {
    if (!(await this.#moveClaims('correct', this.#corrected))) return 'moved'
    const table = [...this.#standing.values()]
    const isKept = this.#changed.length === 0 || (await keepResults(this.#deps, this.#batch, this.#rows, table))
    if (!isKept) return 'moved'
    const answered = [...this.#changed, ...(await this.#unheard())]
    const failed = answered.filter(({ result }) => settledAs(result) === 'failed')
    await this.#moveClaims('fail', failed)
    return this.#writeFacts(answered)
  }

  /** A file that was given up may have written the table, and nothing of what rests on it. */
  async #unheard(): Promise<AnsweredRow[]> {
    const { county, id } = this.#batch
    const doubtful: AnsweredRow[] = []
    for (const [upload, rows] of Map.groupBy(this.#repeated, ({ order }) => uploadOf(order))) {
      const sent = await this.#deps.uploads.get(county, upload)
      if (sent?.state !== 'accepted') doubtful.push(...rows)
    }
    const keys = [...new Set(doubtful.map((one) => this.#rowOf(one).key))]
    const persons = await this.#deps.people.get(keys, 'strong')
    return doubtful.filter((one) => {
      const heard = persons.get(this.#rowOf(one).key)?.cases?.[county]?.results?.[id]
      return !heard || heard.order < one.order
    })
  }

  async #moveClaims(how: 'fail' | 'correct', answered: readonly AnsweredRow[]): Promise<boolean> {
    let isAll = true
    const by = { county: this.#batch.county, batch: this.#batch.id }
    await inChunks(
      answered,
      1,
      async ([one]) => {
        const row = one && this.#rowOf(one)
        if (row && !(await this.#deps.payments[how](row.key, claimedBy(row), by, one.order))) isAll = false
      },
      ABREAST,
    )
    return isAll
  }

  async #writeFacts(results: readonly AnsweredRow[]): Promise<SentUnits | undefined> {
    const { county, id: batch, at: preparedAt, approvedAt = preparedAt } = this.#batch
    const { requestedAt, day: cameOn } = this.#upload
    const facts = new Facts(this.#deps.shards)
    for (const answered of results) {
      const row = this.#rowOf(answered)
      const { key, id, year, fen, restsOn } = row
      const own = { batch, kind: kindOf(row), year, fen, approvedAt, ...(restsOn && { restsOn }) }
      facts.add(key, { id, county, result: { ...answered, ...own, at: requestedAt, cameOn } })
    }
    return facts.write(this.#deps, this.#upload)
  }

  #rowOf = ({ row }: AnsweredRow) => present(this.#rows[row - 1], 'the row of a result')
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
