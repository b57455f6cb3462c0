import type { StatisticsShown } from '../../schemas/api/statistics.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { Draw } from './picture.tsx'

export interface FiguresProps {
  readonly shown: StatisticsShown
  readonly policy: Policy
  readonly draw: Draw
  /** Counties are counted, else townships. */
  readonly isCity: boolean
  /** Without table and explanation: a sheet of paper holds the picture alone. */
  readonly brief?: true
}
