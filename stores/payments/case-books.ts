/** The current table of a county's cases: `CASEBOOK` / county. */
import { CaseBook } from '../../schemas/records/case-book.ts'
import type { WorkTable } from '../aws/work.ts'

export interface CaseBooks {
  /** Strongly consistent; none before the county's first close. */
  get(county: string): Promise<CaseBook | undefined>
  /** False where another close has moved it from the version before. */
  move(book: CaseBook): Promise<boolean>
}

const key = (county: string) => ({ pk: 'CASEBOOK', sk: county })

export function caseBooks(work: WorkTable): CaseBooks {
  return {
    async get(county) {
      const item = await work.get(key(county))
      return item && CaseBook.parse(item)
    },
    async move(book) {
      if (book.version === 1) return work.putNew(key(book.county), book)
      const { ok } = await work.update(key(book.county), {
        set: CaseBook.parse(book),
        condition: '#version = :before',
        names: ['version'],
        values: { before: book.version - 1 },
      })
      return ok
    },
  }
}
