/** The subject of a letter, as it is now. */
import type { Office } from '../../schemas/codes.ts'
import type { Words } from '../../wording/letters/letter.ts'

export interface Thing {
  readonly division: string
  readonly to: readonly Office[]
  /** The mailing is claimed under it. */
  readonly id: string
  readonly day: string
  readonly date: string
  readonly page: string
  readonly words: (to: Office) => Words | undefined
}
