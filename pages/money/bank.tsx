import type { Policy } from '../../schemas/records/policy.ts'
import { divisionName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { Layout } from '../parts/layout.tsx'
import { Things, type ThingsShown } from '../parts/things.tsx'
import { type BankReturn, BankReturns, type ResultLine, ResultTable } from './bank-tables.tsx'
import { SendReturn } from './send-return.tsx'

interface BankPageProps {
  readonly county: string
  readonly batches: ThingsShown
  readonly returns: readonly BankReturn[]
  /** Failed and unclear, over all batches. */
  readonly open: readonly ResultLine[]
  readonly policy: Policy
  readonly local: boolean
  readonly now: number
}

/** What the bank has to book, what it has answered, and what was wrong with it. */
export function BankPage({ county, batches, returns, open, policy, local, now }: BankPageProps) {
  return (
    <Layout title={PAGE_NAMES.bank} here="/bank" policy={policy} local={local} landscape>
      <h1>
        {divisionName(county, policy)}
        {PAGE_NAMES.bank}
      </h1>
      <section class="card">
        <Things of={batches} path={`/bank/${county}`} file={`/bank/${county}/list.xlsx`} />
        <SendReturn county={county} />
      </section>
      {open.length > 0 && (
        <div class="card">
          <h2>失败和待查</h2>
          <p class="hint">
            待查的请查明是否入账，再报一次回盘。失败的由乡镇（街道）或者经办机构改正以后，列入以后的批次。
          </p>
          <ResultTable name="失败和待查" county={county} batch={undefined} lines={open} />
        </div>
      )}
      <section class="card" aria-labelledby="returns-title">
        <h2 id="returns-title">已报送的回盘（{returns.length}份）</h2>
        {returns.length === 0 ? (
          <p class="note">还没有报送回盘。</p>
        ) : (
          <BankReturns county={county} returns={returns} policy={policy} now={now} />
        )}
      </section>
    </Layout>
  )
}
