import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Periods } from '../parts/periods.tsx'
import { Things, type ThingsShown } from '../parts/things.tsx'
import { PrepareForm } from './prepare-form.tsx'

export interface BatchesProps {
  readonly policy: Policy
  readonly local: boolean
  readonly periods: readonly string[]
  readonly period: string
  /** The county's closed month, if that is ready for a batch. */
  /** The county's last close, whatever period is shown. */
  readonly payable: Pick<DeterminationRun, 'county' | 'id' | 'period'> | undefined
  /** Of the period shown. */
  readonly batches: ThingsShown
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
        <div id="batch-list" data-live>
          <Things of={batches} path="/batches" keep={{ period }} file="/batches/list.xlsx" />
        </div>
      </div>
    </Layout>
  )
}
