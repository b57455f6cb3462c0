import type { MonthReturn } from '../../schemas/records/month-return.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName, periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { RETURN_STATES, RETURN_WORDS, returnState } from '../../wording/returns.ts'
import { Layout } from '../parts/layout.tsx'
import { ScrollTable } from '../parts/scroll-table.tsx'
import { StateBadge } from '../parts/state-badge.tsx'

interface ReturnsPageProps {
  readonly division: string
  /** The latest month first. */
  readonly months: readonly MonthReturn[]
  readonly policy: Policy
  readonly local: boolean
}

/** A division's months and what was submitted of them. */
export function ReturnsPage({ division, months, policy, local }: ReturnsPageProps) {
  const title = `${divisionName(division, policy)}${PAGE_NAMES.returns}`
  const isCity = division === policy.city.code
  return (
    <Layout title={title} here="/returns" policy={policy} local={local}>
      <h1>{title}</h1>
      <section class="card">
        {months.length === 0 ? (
          <p class="note">还没有月份：各单位报送名单以后列在这里。</p>
        ) : (
          <ScrollTable name={title} headings={[HEADINGS.period, HEADINGS.state, HEADINGS.sentOn, HEADINGS.sentBy]}>
            {months.map((one) => {
              const version = one.versions.find(({ version: number }) => number === one.standing)
              const state = RETURN_STATES[returnState(one)]
              return (
                <tr>
                  <th scope="row">
                    <a href={`/returns/${division}/${one.period}`}>{periodName(one.period)}</a>
                  </th>
                  <td>
                    <StateBadge state={isCity && !version ? { ...state, words: RETURN_WORDS.notSubmitted } : state} />
                  </td>
                  <td>{version ? dayName(version.on) : '未报'}</td>
                  <td>{version?.by.name ?? '未报'}</td>
                </tr>
              )
            })}
          </ScrollTable>
        )}
      </section>
    </Layout>
  )
}
