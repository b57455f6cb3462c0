/** An answer on its way: what was read, and what is taken of it. */
import type { Policy } from '../../../schemas/records/policy.ts'
import type { Reading, Upload } from '../../../schemas/records/upload.ts'
import type { SentUnits } from '../../../schemas/records/work-units.ts'
import type { ReturnedSpool } from '../reader/returned-spool.ts'
import type { ReadAnswer } from './read-answer.ts'

export interface Answer {
  readonly upload: Upload
  readonly policy: Policy
  readonly read: ReadAnswer
  readonly returned: ReturnedSpool
}

export interface Taken
  extends Pick<Reading, 'returned' | 'byCode' | 'unknownCodes' | 'about' | 'over'>,
    Pick<Upload, 'calls'> {
  /**
   * Writes what was taken, after the returned rows.
   * @returns the units for match; `moved` where others have written since it was judged, so that it is judged again
   */
  readonly write: () => Promise<SentUnits | 'moved' | undefined>
}
