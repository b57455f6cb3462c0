import type { Policy } from '../../schemas/records/policy.ts'
import { divisionName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { Layout } from '../parts/layout.tsx'
import {
  type BankBatch,
  BankBatches,
  type BankReturn,
  BankReturns,
  type ResultLine,
  ResultTable,
} from './bank-tables.tsx'
import { SendReturn } from './send-return.tsx'

interface BankPageProps {
  readonly county: string
  readonly batches: readonly BankBatch[]
  readonly returns: readonly BankReturn[]
  /** Failed and unclear, over all batches. */
  readonly open: readonly ResultLine[]
  readonly policy: Policy
  readonly local: boolean
  readonly now: number
}

/** What the bank has to book, what it has answered, and what was wrong with it. */
export function BankPage({ county, batches, returns, open, policy, local, now }: BankPageProps) {
  const waiting = batches.filter(({ isOver }) => !isOver)
  const over = batches.filter(({ isOver }) => isOver)
  return (
    <Layout title={PAGE_NAMES.bank} here="/bank" policy={policy} local={local} landscape>
      <h1>
        {divisionName(county, policy)}
        {PAGE_NAMES.bank}
      </h1>
      <section class="card" aria-labelledby="waiting-title">
        <h2 id="waiting-title">待办理的批次（{waiting.length}个）</h2>
        {waiting.length === 0 ? (
          <p class="note">没有待办理的批次。审批以后，新的批次列在这里。</p>
        ) : (
          <BankBatches name="待办理的批次" county={county} batches={waiting} />
        )}
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
      {over.length > 0 && (
        <section class="card" aria-labelledby="over-title">
          <h2 id="over-title">已办结的批次（{over.length}个）</h2>
          <BankBatches name="已办结的批次" county={county} batches={over} />
        </section>
      )}
    </Layout>
  )
}
