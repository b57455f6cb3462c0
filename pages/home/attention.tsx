import { yuan } from '../../rules/payments/amount.ts'
import type { InTheWay } from '../../rules/roster/held-list.ts'
import type { Batch } from '../../schemas/records/batch.ts'
import type { CaseTally } from '../../schemas/records/case-tally.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { isFailed, type Upload } from '../../schemas/records/upload.ts'
import { BATCH_STATES } from '../../wording/batch-state.ts'
import { turnName } from '../../wording/case-work.ts'
import { dayName, periodName } from '../../wording/dates.ts'
import { refusalReason } from '../../wording/file-refusals.ts'
import { formName } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { NOT_CONFIRMED } from '../../wording/held-reasons.ts'
import { divisionName, officeName } from '../../wording/offices.ts'
import { OVERDUE, PAGE_NAMES, SEEN_TO } from '../../wording/page-names.ts'
import { unreadSheet } from '../../wording/row-reasons.ts'
import { UNREAD_SHEETS, UPLOAD_WORDS } from '../../wording/upload-state.ts'
import { withoutStop } from '../../wording/without-stop.ts'
import { FailedNote } from '../parts/failed-note.tsx'
import { HeldNote } from '../parts/held-note.tsx'
import { Allowed } from '../parts/viewer.tsx'
import { type ReturnItem, ReturnItems } from './return-items.tsx'

export interface AttentionProps {
  readonly uploads: readonly Upload[]
  /** By upload: why a held list cannot be confirmed any more. */
  readonly inTheWay: ReadonlyMap<string, InTheWay>
  readonly batches: readonly Batch[]
  readonly returns: readonly ReturnItem[]
  readonly tallies: readonly CaseTally[]
  readonly policy: Policy
}

/** What somebody has to do. */
export function Attention({ uploads, inTheWay, batches, returns, tallies, policy }: AttentionProps) {
  const waiting = tallies.filter(({ turns }) => turns.some(isPressing))
  if (waiting.length + batches.length + uploads.length + returns.length === 0)
    return <p class="hint">没有需要处理的名单、批次和统计表。</p>
  return (
    <ul class="todo">
      <ReturnItems returns={returns} policy={policy} />
      {waiting.map((tally) => (
        <CasesItem tally={tally} policy={policy} />
      ))}
      {batches.map((batch) => (
        <BatchItem batch={batch} policy={policy} />
      ))}
      {uploads.map((upload) =>
        isFailed(upload) ? (
          <li class="bad">
            <Heading upload={upload} policy={policy} what={UPLOAD_WORDS.failed} />
            <FailedNote upload={upload} />
            {upload.state === 'held' ? (
              <Held upload={upload} inTheWay={inTheWay} />
            ) : (
              <TickOff upload={upload} policy={policy} />
            )}
          </li>
        ) : upload.state === 'held' ? (
          <li class="wait">
            <Heading upload={upload} policy={policy} what={UPLOAD_WORDS.held} />
            <Held upload={upload} inTheWay={inTheWay} />
          </li>
        ) : upload.state === 'refused' ? (
          <li class="bad">
            <Heading upload={upload} policy={policy} what={UPLOAD_WORDS.refused} />
            <p>
              文件“{upload.fileName}”：{refusalReason(upload, policy)}
            </p>
            <TickOff upload={upload} policy={policy} />
          </li>
        ) : (
          <li class="plain">
            <Heading upload={upload} policy={policy} what={UNREAD_SHEETS} />
            {upload.reading?.unreadSheets.map((name) => (
              <p>{unreadSheet(name)}</p>
            ))}
            <TickOff upload={upload} policy={policy} />
          </li>
        ),
      )}
    </ul>
  )
}

/** A second person is awaited, or days have passed. */
const isPressing = ({ what, overdue }: CaseTally['turns'][number]) => what === 'confirm' || overdue > 0

function CasesItem({ tally: { county, day, turns }, policy }: { tally: CaseTally; policy: Policy }) {
  return (
    <li class={turns.some(({ overdue }) => overdue > 0) ? 'bad' : 'wait'}>
      <h3>
        <a href={`/cases/${county}`}>
          {divisionName(county, policy)}
          {PAGE_NAMES.cases}
        </a>
        <span>截至{dayName(day)}</span>
      </h3>
      {turns.filter(isPressing).map(({ what, division, office, cases, overdue }) => (
        <p>
          {turnName(what)}（{officeName(policy, { division, office })}）：{cases}件
          {overdue > 0 && `，${OVERDUE}${overdue}件`}
        </p>
      ))}
    </li>
  )
}

function BatchItem({ batch, policy }: { batch: Batch; policy: Policy }) {
  const { county, id, period, state, prepared, returned } = batch
  return (
    <li class={returned ? 'bad' : 'wait'}>
      <h3>
        <a href={`/batches/${county}/${id}`}>
          {divisionName(county, policy)}
          {PAGE_NAMES.batch} {id}
        </a>
        <span>
          {periodName(period)}　{BATCH_STATES[state].words}
        </span>
      </h3>
      {returned ? (
        <p>
          {HEADINGS.returnedFor}：{withoutStop(returned.reason)}。名单中的人员没有缴费，改正以后请重新生成批次。
        </p>
      ) : (
        <p>
          {prepared && `${prepared.rows}笔，${yuan(prepared.fen)}元。`}请经办人以外的另一位同事打开批次，核对后审批。
        </p>
      )}
    </li>
  )
}

function Held({ upload, inTheWay }: Pick<AttentionProps, 'inTheWay'> & { upload: Upload }) {
  const way = inTheWay.get(upload.id)
  return way ? <p>{NOT_CONFIRMED[way]}</p> : <HeldNote upload={upload} />
}

function TickOff({ upload: { division, office, id, form }, policy }: { upload: Upload; policy: Policy }) {
  return (
    <Allowed to="report" what="name-list" of={{ division, office }}>
      <form method="post" action={`/uploads/${division}/${id}/tick-off`}>
        <button
          class="plain"
          type="submit"
          aria-label={`${SEEN_TO}：${divisionName(division, policy)} ${formName(form, policy)}`}
        >
          {SEEN_TO}
        </button>
      </form>
    </Allowed>
  )
}

function Heading({ upload, policy, what }: { upload: Upload; policy: Policy; what: string }) {
  return (
    <h3>
      <a href={`/uploads/${upload.division}/${upload.id}`}>
        {officeName(policy, upload)} {formName(upload.form, policy)}
      </a>
      <span>
        {periodName(upload.period)}　{what}
      </span>
    </h3>
  )
}
