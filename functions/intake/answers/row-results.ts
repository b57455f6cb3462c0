/** Results of a batch's rows: those that a file changes over those that stand, a few bytes a row. */
import { present } from '../../../schemas/present.ts'
import type { AnsweredRow } from '../../../schemas/records/batch.ts'
import type { FrozenRows } from '../../shared/work/frozen.ts'

/** @returns the order of the file's row with this index */
type OrderOf = (index: number) => string

export class RowResults implements Iterable<AnsweredRow> {
  readonly #standing: FrozenRows<AnsweredRow>
  readonly #orderOf: OrderOf
  /** By the row's number, counted from 1, as the file's rows are; 0 where there is none. */
  readonly #lines: Uint32Array
  readonly #indexes: Uint32Array
  /** Few differ. */
  readonly #kinds: Uint16Array
  readonly #known = new Map<string, number>()
  readonly #said: Pick<AnsweredRow, 'result' | 'day'>[] = []

  /** @param rows of the batch */
  constructor(standing: FrozenRows<AnsweredRow>, rows: number, orderOf: OrderOf) {
    this.#standing = standing
    this.#orderOf = orderOf
    this.#lines = new Uint32Array(rows + 1)
    this.#indexes = new Uint32Array(rows + 1)
    this.#kinds = new Uint16Array(rows + 1)
    let line = 0
    for (const { row } of standing) this.#lines[row] = ++line
  }

  /** From files that came before. */
  standing(row: number): AnsweredRow | undefined {
    const line = this.#lines[row]
    return line ? this.#standing.at(line - 1) : undefined
  }

  change({ row, result, day }: Omit<AnsweredRow, 'order'>, index: number): void {
    const name = `${result} ${day}`
    const kind = this.#known.get(name) ?? this.#said.push({ result, day }) - 1
    this.#known.set(name, kind)
    this.#kinds[row] = kind
    this.#indexes[row] = index + 1
  }

  /** As it is now. */
  get(row: number): AnsweredRow {
    const index = this.#indexes[row]
    if (!index) return present(this.standing(row), 'the result of an answered row')
    return { row, ...this.#said[this.#kinds[row]!]!, order: this.#orderOf(index - 1) }
  }

  *[Symbol.iterator](): Generator<AnsweredRow> {
    for (let row = 1; row < this.#lines.length; row++) if (this.#lines[row] || this.#indexes[row]) yield this.get(row)
  }
}
