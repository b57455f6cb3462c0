import { useContext } from 'hono/jsx'
import { yuan } from '../../rules/payments/amount.ts'
import type { Batch, BatchRow, ExclusionReason } from '../../schemas/records/batch.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { batchState, FOUND_AGAIN, PLATFORM, totalsOf } from '../../wording/batch-state.ts'
import { dayName, periodName } from '../../wording/dates.ts'
import { exclusionName } from '../../wording/exclusions.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { BACK_TO_BATCHES, LEFT_OUT, PAGE_NAMES, SEND_BACK, TAKE_BACK } from '../../wording/page-names.ts'
import { withoutStop } from '../../wording/without-stop.ts'
import { type BatchMoney, batchCourse, batchSteps } from '../parts/batch-steps.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking, REVEALED, ShownTo } from '../parts/looking.tsx'
import { MonthLists, type MonthStanding } from '../parts/month-lists.tsx'
import { ReturnForm } from '../parts/return-form.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { Course, type Happening, Steps } from '../parts/steps.tsx'
import { Urge } from '../parts/urge.tsx'
import { Allowed, useMay, Viewer } from '../parts/viewer.tsx'
import { ApproveForm } from './approve-form.tsx'
import { BatchPersons } from './batch-persons.tsx'
import { type BatchReview, BatchReviewed } from './batch-review.tsx'
import { PersonTable } from './person-table.tsx'

export interface BatchPageProps {
  readonly batch: Batch
  readonly money: BatchMoney | undefined
  /** Until approval: who would be paid. */
  readonly rows: readonly BatchRow[]
  readonly excluded: readonly { row: BatchRow; reason: ExclusionReason }[]
  /** The page of its persons that is asked for. */
  readonly number?: number | undefined
  /** Given where somebody is in it. */
  readonly review: BatchReview | undefined
  /** By key: whoever is shown whole. */
  readonly person: string | undefined
  readonly policy: Policy
  readonly local: boolean
  readonly now: number
  /** Given until approval. */
  readonly standing: MonthStanding | undefined
  /** Why its reader, who approves batches, cannot approve this one. */
  readonly kept: string | undefined
  readonly isUrged: boolean
  /** From the audit. */
  readonly handled: readonly Happening[]
  readonly fault: Fault | undefined
}

/** A batch of payments, for the two persons who answer for it. */
export function BatchPage(props: BatchPageProps) {
  const { batch, money, rows, excluded, review, person, number, policy, local, now, standing, handled, kept, fault } =
    props
  const state = batchState(batch)
  const totals = totalsOf(batch)
  const { county } = batch
  return (
    <Layout
      here="/batches"
      title={`${PAGE_NAMES.batch} ${batch.id}`}
      policy={policy}
      local={local}
      said={state.words}
      fault={fault}
      {...(state.moving && { again: 3 })}
    >
      <p class="back">
        <a href={`/batches?period=${batch.period}`}>{BACK_TO_BATCHES}</a>
      </p>
      <h1>
        {PAGE_NAMES.batch} {batch.id}
      </h1>
      <section
        id="batch"
        data-live
        data-moving={state.moving ? '' : undefined}
        data-state={`/api/batches/${county}/${batch.id}`}
        class="card"
      >
        <p class="big">
          <StateBadge state={state} />
        </p>
        <Steps steps={batchSteps(batch, money, policy)} />
        {batch.state === 'prepared' && <UrgeApproval {...props} />}
        {batch.waitingFor && batch.waitingFor.length > 0 && (
          <p class="note">正在等待 {batch.waitingFor.length} 份已接收的名单比对完成，比对后自动继续。</p>
        )}
        {batch.foundAgain && <p class="note bad">{FOUND_AGAIN}</p>}
        {totals && (
          <dl class="counts">
            <div>
              <dt>{HEADINGS.payments}</dt>
              <dd>{totals.rows}</dd>
            </div>
            <div>
              <dt>{HEADINGS.sumYuan}</dt>
              <dd>{yuan(totals.fen)}</dd>
            </div>
          </dl>
        )}
        {batch.frozen && (batch.results?.rows ?? 0) < batch.frozen.rows && (
          <p class="screen">
            <a href={`/batches/${county}/${batch.id}/unanswered`}>{PAGE_NAMES.silentRows}</a>
          </p>
        )}
        {standing && (
          <>
            <h2>审批前请核对</h2>
            <MonthLists standing={standing} policy={policy} now={now} />
          </>
        )}
        {batch.returned && (
          <p class="note bad">
            {batch.returned.by?.name ?? PLATFORM}于{dayName(batch.returned.day)}
            {batch.returned.withdrawn ? TAKE_BACK : SEND_BACK}：{withoutStop(batch.returned.reason)}
            。名单中的人员没有缴费，改正以后可以重新生成批次。
          </p>
        )}
        {batch.state === 'empty' && (
          <p class="note">
            {excluded.length > 0
              ? '审批时没有人可以缴费，不向银行和财政发出。'
              : '办结的月份中没有可以缴费的人员，不用审批。'}
            再有可以缴费的人员时，请重新生成批次。
          </p>
        )}
        {rows.length + excluded.length > 0 && (
          <Looking work="batches" action={`/batches/${county}/${batch.id}#${REVEALED}`} fault={fault} />
        )}
        {excluded.length > 0 && (
          <>
            <h2>未列入的人员（{excluded.length}人）</h2>
            <p class="hint">批次生成以后情况有变化，审批时没有列入，不向银行和财政发出。</p>
            <PersonTable
              name={LEFT_OUT}
              county={county}
              policy={policy}
              person={person}
              more={['原因']}
              rows={excluded.map(({ row, reason }) => ({ row, more: [exclusionName(reason)] }))}
            />
          </>
        )}
        {review && <BatchReviewed county={county} rows={rows} policy={policy} {...review} />}
        {rows.length > 0 && <BatchPersons {...{ county, rows, person, number, policy }} batch={batch.id} />}
        {rows.length + excluded.length > 0 && <ShownTo policy={policy} now={now} />}
        <dl class="facts">
          <dt>{HEADINGS.county}</dt>
          <dd>{divisionName(county, policy)}</dd>
          <dt>{HEADINGS.period}</dt>
          <dd>{periodName(batch.period)}</dd>
          <dt>{HEADINGS.year}</dt>
          <dd>{batch.year}年</dd>
          <dt>{HEADINGS.preparer}</dt>
          <dd>{batch.preparedBy.name}</dd>
          {batch.approvedBy && (
            <>
              <dt>{HEADINGS.approver}</dt>
              <dd>{batch.approvedBy.name}</dd>
            </>
          )}
          {totals && (
            <>
              <dt>名单指纹（SHA-256）</dt>
              <dd class="code">{totals.sha256}</dd>
            </>
          )}
        </dl>
        <Course happened={[...batchCourse(batch), ...handled]} />
        {batch.state === 'prepared' && (
          <Allowed to="approve" what="batch" of={{ division: county }}>
            <ApproveForm batch={batch} kept={kept} />
            <ReturnForm action={`/batches/${county}/${batch.id}/return`} id="return" what="批次" fault={fault} />
          </Allowed>
        )}
        {batch.state === 'prepared' && (
          <Allowed to="prepare" what="batch" of={{ division: county }}>
            <ReturnForm
              action={`/batches/${county}/${batch.id}/withdraw`}
              id="take-back"
              what="批次"
              isOwn
              fault={fault}
            />
          </Allowed>
        )}
      </section>
    </Layout>
  )
}

/** For whoever cannot approve it themselves. */
function UrgeApproval({ batch: { county, id, preparedBy }, isUrged, policy }: BatchPageProps) {
  const may = useMay()
  const isOwn = useContext(Viewer)?.id === preparedBy.account
  if (may('approve', 'batch', { division: county }) && !isOwn) return null
  const of = { division: county, office: 'social-insurance', matter: 'approval', ref: id } as const
  return <Urge of={of} back={`/batches/${county}/${id}`} isUrged={isUrged} policy={policy} />
}
