import type { TieOut } from '../../rules/payments/money.ts'
import { FORMS } from '../../schemas/columns.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { Layout } from '../parts/layout.tsx'
import { number, ScrollTable } from '../parts/scroll-table.tsx'
import { Things, type ThingsShown } from '../parts/things.tsx'
import { Allowed } from '../parts/viewer.tsx'
import { BALANCE_HEADINGS, BalanceCells } from './balances.tsx'

interface FundingPageProps {
  readonly county: string
  readonly requests: ThingsShown
  readonly years: readonly TieOut[]
  readonly policy: Policy
  readonly local: boolean
}

/** What a county asks of its finance bureau. */
export function FundingPage({ county, requests, years, policy, local }: FundingPageProps) {
  return (
    <Layout title={PAGE_NAMES.funding} here="/funding" policy={policy} local={local} landscape>
      <h1>
        {divisionName(county, policy)}
        {PAGE_NAMES.funding}
      </h1>
      <section class="card">
        <Things of={requests} path={`/funding/${county}`} file={`/funding/${county}/list.xlsx`} />
        {requests.counts.todo > 0 && (
          <Allowed to="send" what="answer" of={{ division: county, office: 'finance' }}>
            <p class="hint screen">
              打开申请登记拨付；也可以下载
              <a href={`/funding/${county}/template.xlsx`}>已填好申请编号的{FORMS.allocation.title}模板</a>
              ，填好以后在“报送”页上传。
            </p>
          </Allowed>
        )}
      </section>
      <div class="card">
        <h2>{PAGE_NAMES.balances}</h2>
        {years.length === 0 && <p class="note">还没有代缴资金。</p>}
        {years.length > 0 && (
          <ScrollTable name={PAGE_NAMES.balances} headings={[HEADINGS.year, ...BALANCE_HEADINGS.map(number)]}>
            {years.map((year) => (
              <tr>
                <th scope="row">
                  <a href={`/reconciliation/${county}/${year.year}`}>{year.year}年</a>
                </th>
                <BalanceCells of={year} />
              </tr>
            ))}
          </ScrollTable>
        )}
      </div>
    </Layout>
  )
}
