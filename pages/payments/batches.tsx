import type { Batch } from '../../schemas/records/batch.ts'
import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { periodName } from '../../wording/dates.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Periods } from '../parts/periods.tsx'
import { BatchTable } from './batch-table.tsx'
import { PrepareForm } from './prepare-form.tsx'

export interface BatchesProps {
  readonly policy: Policy
  readonly local: boolean
  readonly periods: readonly string[]
  readonly period: string
  /** The county's closed month, if that is ready for a batch. */
  readonly payable: Pick<DeterminationRun, 'county' | 'id'> | undefined
  /** Of the period shown. */
  readonly batches: readonly Batch[]
  readonly fault: Fault | undefined
}

/** A month's batches, and where the next one is prepared. */
export function Batches({ policy, local, periods, period, payable, batches, fault }: BatchesProps) {
  return (
    <Layout title={PAGE_NAMES.batch} here="/batches" policy={policy} local={local} fault={fault} landscape>
      <h1 id="batches-title">{PAGE_NAMES.batch}</h1>
      <Periods path="/batches" periods={periods} period={period} />
      <div class="card">
        <div id="prepare" data-live>
          {payable && <PrepareForm period={period} payable={payable} />}
        </div>
        <section id="batches" data-live class="scroll" aria-labelledby="batches-title" tabindex={0}>
          {batches.length === 0 ? (
            <p class="hint">{periodName(period)}还没有代缴批次。办结以后，从这里生成。</p>
          ) : (
            <BatchTable policy={policy} batches={batches} />
          )}
        </section>
      </div>
    </Layout>
  )
}
