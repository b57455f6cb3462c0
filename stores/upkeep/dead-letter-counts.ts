/** Dead letters as they were last counted: `DEAD-LETTERS` / `COUNTED`. */
import { DeadLetters } from '../../schemas/records/dead-letters.ts'
import type { WorkTable } from '../aws/work.ts'

export interface DeadLetterCounts {
  /** None where they were never counted. */
  get(): Promise<DeadLetters | undefined>
  put(counted: DeadLetters): Promise<void>
}

const KEY = { pk: 'DEAD-LETTERS', sk: 'COUNTED' }

export function deadLetterCounts(work: WorkTable): DeadLetterCounts {
  return {
    async get() {
      const item = await work.get(KEY)
      return item && DeadLetters.parse(item)
    },
    async put(counted) {
      await work.update(KEY, { set: DeadLetters.parse(counted) })
    },
  }
}
