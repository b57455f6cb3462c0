import type { InTheWay } from '../../rules/roster/held-list.ts'
import type { RowCode } from '../../schemas/codes.ts'
import type { Batch } from '../../schemas/records/batch.ts'
import type { CaseTally } from '../../schemas/records/case-tally.ts'
import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import type { Submission } from '../../schemas/records/obligation.ts'
import type { Output } from '../../schemas/records/output.ts'
import type { NamedDivision, Policy } from '../../schemas/records/policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { dayName, periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { stateOf } from '../../wording/upload-state.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking } from '../parts/looking.tsx'
import { OwnSearch } from '../parts/person-search.tsx'
import { ReasonTable } from '../parts/reading-counts.tsx'
import { Working } from '../parts/viewer.tsx'
import { AccountNotes, type AccountNotesProps } from './account-notes.tsx'
import { AccountsCard } from './accounts-card.tsx'
import { Attention } from './attention.tsx'
import { BatchTable } from './batch-table.tsx'
import { CloseForm } from './close-form.tsx'
import { DemoProgress, type DemoState, demoSays } from './demo-progress.tsx'
import { NilForm } from './nil-form.tsx'
import { type ClosedMonth, OutcomeTable } from './outcome-table.tsx'
import { OutputTable } from './output-table.tsx'
import { PrepareForm } from './prepare-form.tsx'
import type { ReturnItem } from './return-items.tsx'
import { type Sender, UploadForm } from './upload-form.tsx'
import { type ListsSeen, UploadMatrix } from './upload-matrix.tsx'

export interface HomeProps {
  readonly policy: Policy
  readonly local: boolean
  readonly now: number
  readonly demo: DemoState | undefined
  /** The latest first. */
  readonly periods: readonly string[]
  readonly period: string
  readonly choices: readonly string[]
  /** Of the period shown. */
  readonly uploads: readonly Upload[]
  /** 零报告 of the period shown. */
  readonly nil: readonly Submission[]
  /** Of every period. */
  readonly waiting: readonly Upload[]
  /** By upload: why a held list cannot be confirmed any more. */
  readonly inTheWay: ReadonlyMap<string, InTheWay>
  readonly returned: Partial<Record<RowCode, number>>
  readonly closed: readonly ClosedMonth[]
  /** Counties whose month is being closed. */
  readonly closing: readonly string[]
  /** The account's own county, if it has reported something. */
  readonly closable: NamedDivision | undefined
  /** Its closed month, if that is ready for a batch. */
  readonly payable: Pick<DeterminationRun, 'county' | 'id'> | undefined
  /** Of the period shown. */
  readonly batches: readonly Batch[]
  /** Of every period. */
  readonly undecided: readonly Batch[]
  /** Of the latest months. */
  readonly openReturns: readonly ReturnItem[]
  readonly tallies: readonly CaseTally[]
  /** Of the period shown. */
  readonly outputs: readonly Output[]
  readonly sender: Sender | undefined
  /** Whose lists the account sees. */
  readonly lists: ListsSeen
  readonly seesBatches: boolean
  readonly accounts: AccountNotesProps
  readonly fault: Fault | undefined
}

export function Home(props: HomeProps) {
  const { policy, period, periods, uploads, demo, closed, now, returned, sender, lists } = props
  const [firstClosed] = closed
  const moving = uploads.some((upload) => stateOf(upload, now).moving)
  const closing = props.closing.length > 0
  const delivering =
    props.batches.some(({ id, state }) => state === 'published' && !made(props.outputs, 'bank', id)) ||
    closed.some(
      ({ county }) =>
        !made(
          props.outputs.filter(({ division }) => division === county),
          'statistics',
          'total',
        ),
    )
  const unfinished = demo !== undefined && !demo.plan.doneAt
  return (
    <Layout
      landscape
      policy={policy}
      here="/"
      local={props.local}
      said={demo ? demoSays(demo.plan) : ''}
      fault={props.fault}
      {...((moving || closing || delivering || unfinished) && { again: 5 })}
    >
      <h1 class="hidden">{PAGE_NAMES.home}</h1>
      {demo && <DemoProgress demo={demo} />}
      <AccountsCard />
      <AccountNotes policy={policy} {...props.accounts} />
      <OwnSearch />
      <Working>
        <div class={sender && 'columns'}>
          {sender && (
            <div class="screen">
              <UploadForm policy={policy} sender={sender} periods={props.choices} />
              <NilForm policy={policy} sender={sender} periods={props.choices} fault={props.fault} />
            </div>
          )}
          <section class="card" aria-labelledby="todo-title">
            <h2 id="todo-title">需要处理</h2>
            <div id="todo" data-live>
              <Attention
                uploads={props.waiting}
                inTheWay={props.inTheWay}
                batches={props.undecided}
                returns={props.openReturns}
                tallies={props.tallies}
                policy={policy}
              />
            </div>
          </section>
        </div>
        <nav id="periods" data-live class="periods" aria-label={HEADINGS.period}>
          {periods.map((one) => (
            <a href={`/?period=${one}`} aria-current={one === period ? 'page' : undefined}>
              {periodName(one)}
            </a>
          ))}
        </nav>
        {lists.places.length > 0 && (
          <section class="card" aria-labelledby="uploads-title">
            <h2 id="uploads-title">报送情况</h2>
            <div id="uploads" data-live data-moving={moving ? '' : undefined}>
              <p class="hint">
                {periodName(period)}，共 {uploads.length} 份。
                <span class="screen">点状态看回执，点“退回”看退回的行。</span>
              </p>
              <UploadMatrix
                policy={policy}
                lists={lists}
                uploads={uploads}
                inTheWay={props.inTheWay}
                nil={props.nil}
                now={now}
              />
            </div>
          </section>
        )}
        <div class="card">
          <h2 id="outcomes-title">{HEADINGS.decision}</h2>
          {props.closable && <CloseForm county={props.closable} period={period} />}
          <section
            id="outcomes"
            data-live
            data-moving={closing ? '' : undefined}
            class="scroll"
            aria-labelledby="outcomes-title"
            tabindex={0}
          >
            {closing && (
              <p class="note">
                正在办结：{props.closing.map((county) => divisionName(county, policy)).join('、')}
                。名单还在比对的，比对完成以后才能办结。
              </p>
            )}
            {!firstClosed ? (
              <p class="hint">{periodName(period)}还没有办结。</p>
            ) : (
              <>
                <p class="hint">
                  {periodName(period)}，认定日 {dayName(firstClosed.day)}，已办结 {closed.length}/
                  {policy.counties.length} 个县（市、区）。
                </p>
                <OutcomeTable policy={policy} closed={closed} />
              </>
            )}
          </section>
        </div>
        {props.seesBatches && (
          <div class="card">
            <h2 id="batches-title">{PAGE_NAMES.batch}</h2>
            <div id="prepare" data-live>
              {props.payable && <PrepareForm period={period} payable={props.payable} />}
            </div>
            <section id="batches" data-live class="scroll" aria-labelledby="batches-title" tabindex={0}>
              {props.batches.length === 0 ? (
                <p class="hint">{periodName(period)}还没有代缴批次。</p>
              ) : (
                <BatchTable policy={policy} batches={props.batches} />
              )}
            </section>
          </div>
        )}
        <div class="card">
          <h2 id="outputs-title">本月报表和通知</h2>
          <div id="outputs-purpose" data-live>
            {props.outputs.some(({ folder }) => folder !== 'statistics') && (
              <Looking work="files" action="/" fault={props.fault} />
            )}
          </div>
          <section
            id="outputs"
            data-live
            data-moving={delivering ? '' : undefined}
            class="scroll"
            aria-labelledby="outputs-title"
            tabindex={0}
          >
            {props.outputs.length === 0 ? (
              <p class="hint">{periodName(period)}还没有报表和通知：月份办结以后生成。</p>
            ) : (
              <OutputTable policy={policy} outputs={props.outputs} />
            )}
          </section>
        </div>
        {lists.places.length > 0 && (
          <section class="card" aria-labelledby="returned-title">
            <h2 id="returned-title">退回的行，按原因</h2>
            <div id="returned" data-live>
              {Object.keys(returned).length === 0 ? (
                <p class="hint">{periodName(period)}没有退回的行。</p>
              ) : (
                <>
                  <p class="hint">
                    按行计：整份重报的名单只计最后一份，同一份文件只计一次。一行有几处错误的，各项原因各计一次。
                  </p>
                  <ReasonTable byCode={returned} />
                </>
              )}
            </div>
          </section>
        )}
      </Working>
    </Layout>
  )
}

function made(outputs: readonly Output[], folder: Output['folder'], stem: string): boolean {
  return outputs.some((output) => output.folder === folder && output.name === `${stem}.xlsx`)
}
