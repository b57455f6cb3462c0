import { yuan } from '../../rules/payments/amount.ts'
import type { MoneyLine } from '../../schemas/api/money.ts'
import { LINE_NAMES } from '../../wording/money.ts'
import { SEE_ROWS } from '../../wording/page-names.ts'
import { useMay } from '../parts/viewer.tsx'

export interface Sum {
  readonly rows: number
  readonly fen: number
}

interface OpensProps {
  readonly of: { readonly county: string; readonly year: number }
  readonly line: MoneyLine
  readonly count: number
  readonly batch?: string | undefined
}

/** A number that opens its rows, for whoever may see persons. */
export function Opens({ of: { county, year }, line, count, batch }: OpensProps) {
  const mayOpen = useMay()('see', 'ledger', { division: county }, true)
  if (count === 0 || !mayOpen) return <>{String(count)}</>
  const path = `/reconciliation/${county}/${year}/rows/${line}${batch ? `?batch=${batch}` : ''}`
  return (
    <a href={path} aria-label={`${batch ?? ''}${LINE_NAMES[line]}${count}，${SEE_ROWS}`}>
      {count}
    </a>
  )
}

/** Rows and yuan of one line. */
export function SumCells({ sum, ...opens }: Omit<OpensProps, 'count'> & { readonly sum: Sum }) {
  return (
    <>
      <td class="number">
        <Opens {...opens} count={sum.rows} />
      </td>
      <td class="number">{yuan(sum.fen)}</td>
    </>
  )
}

export function Yuan({ fen }: { readonly fen: number }) {
  return <td class="number">{yuan(fen)}</td>
}
