import type { Policy } from '../../schemas/records/policy.ts'
import { Layout } from '../parts/layout.tsx'
import { Things, type ThingsShown } from '../parts/things.tsx'

interface ReturnsPageProps {
  readonly months: ThingsShown
  readonly policy: Policy
  readonly local: boolean
}

/** A division's months and what was submitted of them. */
export function ReturnsPage({ months, policy, local }: ReturnsPageProps) {
  const title = months.list.name
  return (
    <Layout title={title} here="/returns" policy={policy} local={local}>
      <h1>{title}</h1>
      <section class="card">
        <Things of={months} path="/returns" file="/returns/list.xlsx" />
      </section>
    </Layout>
  )
}
