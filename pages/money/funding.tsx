import type { TieOut } from '../../rules/payments/money.ts'
import type { RequestMoneyShown } from '../../schemas/api/money.ts'
import { FORMS } from '../../schemas/columns.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { Layout } from '../parts/layout.tsx'
import { number, ScrollTable } from '../parts/scroll-table.tsx'
import { Allowed } from '../parts/viewer.tsx'
import { BALANCE_HEADINGS, BalanceCells } from './balances.tsx'
import { RequestTable } from './request-table.tsx'

interface FundingPageProps {
  readonly county: string
  /** The latest first. */
  readonly requests: readonly RequestMoneyShown[]
  readonly years: readonly TieOut[]
  readonly policy: Policy
  readonly local: boolean
}

/** What a county asks of its finance bureau. */
export function FundingPage({ county, requests, years, policy, local }: FundingPageProps) {
  const open = requests.filter(({ outstanding }) => outstanding > 0)
  const done = requests.filter(({ outstanding }) => outstanding === 0)
  return (
    <Layout title={PAGE_NAMES.funding} here="/funding" policy={policy} local={local} landscape>
      <h1>
        {divisionName(county, policy)}
        {PAGE_NAMES.funding}
      </h1>
      <section class="card" aria-labelledby="open-title">
        <h2 id="open-title">待拨付（{open.length}件）</h2>
        {open.length === 0 ? (
          <p class="note">没有待拨付的申请。代缴批次审批以后，新的申请列在这里。</p>
        ) : (
          <>
            <RequestTable name="待拨付的申请" requests={open} />
            <Allowed to="send" what="answer" of={{ division: county, office: 'finance' }}>
              <p class="hint screen">
                打开申请登记拨付；也可以下载
                <a href={`/funding/${county}/template.xlsx`}>已填好申请编号的{FORMS.allocation.title}模板</a>
                ，填好以后在“报送”页上传。
              </p>
            </Allowed>
          </>
        )}
      </section>
      {done.length > 0 && (
        <section class="card" aria-labelledby="done-title">
          <h2 id="done-title">已拨付、不需拨付（{done.length}件）</h2>
          <RequestTable name="已拨付、不需拨付的申请" requests={done} />
        </section>
      )}
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
