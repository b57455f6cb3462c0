import type { Output } from '../../schemas/records/output.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { periodName } from '../../wording/dates.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { NO_OUTPUTS } from '../../wording/tasks.ts'
import { countFiles } from '../../wording/things.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking } from '../parts/looking.tsx'
import { Periods } from '../parts/periods.tsx'
import { OutputTable } from './output-table.tsx'

export interface OutputsProps {
  readonly policy: Policy
  readonly local: boolean
  readonly periods: readonly string[]
  readonly period: string
  /** Of the period shown. */
  readonly outputs: readonly Output[]
  /** Some are still being made. */
  readonly making: boolean
  readonly fault: Fault | undefined
}

/** Files that the hub has made of a month. */
export function Outputs({ policy, local, periods, period, outputs, making, fault }: OutputsProps) {
  return (
    <Layout
      title={PAGE_NAMES.outputs}
      here="/outputs"
      policy={policy}
      local={local}
      fault={fault}
      landscape
      {...(making && { again: 5 })}
    >
      <h1 id="outputs-title">{PAGE_NAMES.outputs}</h1>
      <Periods path="/outputs" periods={periods} period={period} />
      <div class="card">
        <div id="outputs-purpose" data-live>
          {outputs.some(({ folder }) => folder !== 'statistics') && (
            <Looking work="files" action="/outputs" fault={fault} />
          )}
        </div>
        <section
          id="outputs"
          data-live
          data-moving={making ? '' : undefined}
          class="scroll"
          aria-labelledby="outputs-title"
          tabindex={0}
        >
          {outputs.length === 0 ? (
            <p class="hint">
              {periodName(period)}
              {NO_OUTPUTS}
            </p>
          ) : (
            <>
              <p class="hint">{countFiles(outputs.length)}</p>
              <OutputTable policy={policy} outputs={outputs} />
            </>
          )}
        </section>
      </div>
    </Layout>
  )
}
