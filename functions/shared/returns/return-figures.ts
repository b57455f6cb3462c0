/** What a county's return counts: by table and township, and in sum. */
import { noCounts, sumCounts } from '../../../rules/determination/statistics.ts'
import type { FrozenTable } from '../../../schemas/records/case-book.ts'
import { ReturnFigure, type ReturnTable } from '../../../schemas/records/month-return.ts'
import type { Counts } from '../../../schemas/records/output.ts'
import type { CategoryPolicy, CountyDivisions, Policy } from '../../../schemas/records/policy.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import { townshipName } from '../stages/divisions-of.ts'
import { thaw } from '../work/frozen.ts'

/** The policy's categories, then all together. */
export const tablesOf = ({ categories }: Pick<Policy, 'categories'>): (CategoryPolicy | undefined)[] => [
  ...categories,
  undefined,
]
export const tableName = (category: CategoryPolicy | undefined): ReturnTable => category?.code ?? 'total'

export type Figures = readonly ReturnFigure[]

export const figuresOf = (outbox: Pick<Objects, 'get'>, figures: FrozenTable): Promise<Figures> =>
  thaw(outbox, figures, ReturnFigure)

export const totalOf = (figures: Figures, table: ReturnTable): Counts =>
  sumCounts(figures.filter((one) => one.table === table).map(({ counts }) => counts))

/** Every township of the county has its row; one that the policy no longer knows has it too. */
export function townshipRows(figures: Figures, table: ReturnTable, county: CountyDivisions) {
  const own = new Map(figures.filter((one) => one.table === table).map(({ township, counts }) => [township, counts]))
  return [...new Set([...county.townships.map(({ code }) => code), ...own.keys()])].map((township) => ({
    code: township,
    place: townshipName(county, township),
    counts: own.get(township) ?? noCounts(),
  }))
}
