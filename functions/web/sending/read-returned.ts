/** Rows of a 退回表, read in a process of its own: its cells are a sender's. */
import type { FormCode } from '../../../schemas/columns.ts'
import { refuse } from '../http/refuse.ts'
import { besides, readApart } from '../readings/read-apart.ts'

export interface RowsAsked {
  readonly form: FormCode
  /** Rows answered. */
  readonly most: number
}

export interface ReturnedRead {
  readonly count: number
  readonly rows: readonly {
    /** `12`, or `名单2!12`. */
    readonly label: string
    readonly reason: string
    /** By column of the form. */
    readonly cells: readonly string[]
  }[]
}

const LIMITS = { seconds: 15, heapMb: 256 }
const ENTRY = besides(import.meta.url, 'rows-process')

/** @throws 409 where there are too many rows for a page */
export async function readReturned(bytes: Uint8Array, asked: RowsAsked): Promise<ReturnedRead> {
  const read = (await readApart(ENTRY, asked, bytes, LIMITS)) as ReturnedRead | undefined
  if (!read) throw refuse('rows-too-heavy')
  return read
}
