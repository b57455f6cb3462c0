import type { InTheWay } from '../../rules/roster/held-list.ts'
import type { MonthReturn } from '../../schemas/records/month-return.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { isAnswerForm, isFailed, isWaiting, isWhole, type Upload } from '../../schemas/records/upload.ts'
import { COMPARISON } from '../../wording/comparison.ts'
import { periodName, whenName } from '../../wording/dates.ts'
import { declares } from '../../wording/declaration.ts'
import { refusalReason } from '../../wording/file-refusals.ts'
import { formName } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { NOT_CONFIRMED } from '../../wording/held-reasons.ts'
import { officeName } from '../../wording/offices.ts'
import { BACK_TO_LISTS, PAGE_NAMES, PRINT_PAGE, SEE_CHANGES } from '../../wording/page-names.ts'
import { EARLIER_RETURNED, OVERTAKEN } from '../../wording/receipt.ts'
import { refusalSentence } from '../../wording/refusals.ts'
import { uploadNumber } from '../../wording/thing-numbers.ts'
import { isWithoutFile, stateOf, stateSaid } from '../../wording/upload-state.ts'
import { FailedNote } from '../parts/failed-note.tsx'
import type { Fault } from '../parts/fault.tsx'
import { HeldNote } from '../parts/held-note.tsx'
import { Layout } from '../parts/layout.tsx'
import { ReadingCounts } from '../parts/reading-counts.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { Course, type Happening, Steps } from '../parts/steps.tsx'
import { Urge } from '../parts/urge.tsx'
import { Allowed } from '../parts/viewer.tsx'
import { AnswerNote } from './answer-note.tsx'
import { ComparedTable } from './compared-table.tsx'
import { Doubts } from './doubts.tsx'
import { EffectCounts } from './effect-counts.tsx'
import { type Kept, TakeBackForm } from './take-back-form.tsx'
import { TakenOut } from './taken-out.tsx'
import { uploadCourse, uploadSteps } from './upload-steps.ts'

export interface ReceiptProps {
  readonly upload: Upload
  /** Why a held list cannot be confirmed any more. */
  readonly inTheWay: InTheWay | undefined
  /** Why it cannot be taken back. */
  readonly kept: Kept | undefined
  /** Returned rows that later uploads have brought. */
  readonly mended: number
  /** It needs somebody. */
  readonly isOpen: boolean
  /** Of the same list, with returned rows that nobody has mended or let go. */
  readonly earlier: readonly Upload[]
  /** Of its division and period. */
  readonly month: Pick<MonthReturn, 'drawn'> | undefined
  /** By which day its county submits the month. */
  readonly due: string | undefined
  readonly isUrged: boolean
  /** From the audit. */
  readonly handled: readonly Happening[]
  readonly policy: Policy
  readonly now: number
  readonly local: boolean
  readonly fault: Fault | undefined
}

/** Nobody ends unseen: an overtaken list may still have ended persons. */
function Overtaken({ upload }: { upload: Upload }) {
  const { effect, division, id } = upload
  return (
    <p class="note">
      {OVERTAKEN}
      {!!effect?.ended && (
        <>
          按报送先后，原有人员中有{effect.ended}人由这一份不再列入，那一份上有的仍然列入。
          <Allowed to="see" what="name-list" of={upload} persons>
            <a class="screen" href={`/uploads/${division}/${id}/endings`}>
              {SEE_CHANGES}
            </a>
          </Allowed>
        </>
      )}
    </p>
  )
}

const isAccepted = ({ state, overtaken, form }: Upload) => state === 'accepted' && !overtaken && !isAnswerForm(form)

/** The receipt of one upload, for its sender. */
export function Receipt(props: ReceiptProps) {
  const { upload, inTheWay, kept, mended, isOpen, earlier, month, due, isUrged, handled, policy, now, local, fault } =
    props
  const state = stateOf(upload, now, inTheWay !== undefined)
  const what = formName(upload.form, policy)
  const waits = isWaiting(upload)
  const isTaken = (upload.state === 'accepted' || upload.state === 'held') && !upload.withdrawn
  const isUnchanged = isAccepted(upload) && !upload.units?.length && upload.division !== policy.city.code
  // A later list may have listed again whom this one ended.
  const hasEffect = !!upload.effect && upload.effect.began + upload.effect.ended > 0
  return (
    <Layout
      title={`${what}${PAGE_NAMES.receipt}`}
      here="/lists"
      policy={policy}
      local={local}
      said={stateSaid(state)}
      fault={fault}
      {...(state.moving && { again: 3 })}
    >
      <p class="back">
        <a href={`/lists?period=${upload.period}`}>{BACK_TO_LISTS}</a>
      </p>
      <h1>
        {what}
        {PAGE_NAMES.receipt}
      </h1>
      <section id="receipt" data-live data-moving={state.moving ? '' : undefined} class="card">
        <p class="big">
          <StateBadge state={state} />
        </p>
        <p>
          {HEADINGS.receiptNumber}：<strong class="code">{uploadNumber(upload)}</strong>
        </p>
        <Steps steps={uploadSteps(upload, { policy, month, due })} />
        {upload.state === 'refused' && <p class="note bad">{refusalReason(upload, policy)}</p>}
        {isFailed(upload) && <FailedNote upload={upload} />}
        {waits && (inTheWay ? <p class="note">{NOT_CONFIRMED[inTheWay]}</p> : <HeldNote upload={upload} />)}
        {waits && !inTheWay && (
          <Urge
            of={{ division: upload.division, office: upload.office, matter: 'held', ref: upload.id }}
            back={`/uploads/${upload.division}/${upload.id}`}
            isUrged={isUrged}
            policy={policy}
          />
        )}
        {isWithoutFile(state) && (
          <Allowed to="take-back" what={isAnswerForm(upload.form) ? 'answer' : 'name-list'} of={upload}>
            <form class="confirm" method="post" action={`/uploads/${upload.division}/${upload.id}/discard`}>
              <p>文件还没有传上来。需要报送的，请回到报送页重新上传；不再报送的，可以放弃。</p>
              <button class="plain" type="submit">
                放弃这次报送
              </button>
            </form>
          </Allowed>
        )}
        {upload.discarded && <p class="note">这次报送已经放弃，没有采用任何内容。需要报送的，请回到报送页重新上传。</p>}
        {upload.overtaken && <Overtaken upload={upload} />}
        {isUnchanged && !hasEffect && <p class="note">采用的人员与原来相同，没有变动需要比对。</p>}
        <AnswerNote upload={upload} />
        <Doubts upload={upload} />
        {isTaken && !upload.overtaken && !upload.compared && (
          <EffectCounts upload={upload} isWaiting={upload.state === 'held' && !inTheWay} />
        )}
        <TakenOut upload={upload} />
        <ReadingCounts
          upload={upload}
          isOfCounty={upload.division !== policy.city.code}
          mended={mended}
          isOpen={isOpen}
          fault={fault}
        />
        {earlier.map((one) => (
          <p class="note screen">
            {EARLIER_RETURNED}：<a href={`/uploads/${one.division}/${one.id}`}>{uploadNumber(one)}</a>。
          </p>
        ))}
        {upload.compared &&
          (isWhole(upload.form) ? (
            <ComparedTable upload={upload} policy={policy} />
          ) : (
            <p class="note">{COMPARISON.newList}</p>
          ))}
        <dl class="facts">
          <dt>{HEADINGS.sender}</dt>
          <dd>{officeName(policy, upload)}</dd>
          <dt>{HEADINGS.sentBy}</dt>
          <dd>{upload.sentBy?.name ?? '凭邮件中的链接报送'}</dd>
          <dt>{HEADINGS.declaration}</dt>
          <dd>{declares(upload.form)}</dd>
          <dt>{HEADINGS.period}</dt>
          <dd>{periodName(upload.period)}</dd>
          <dt>文件</dt>
          <dd>{upload.fileName}</dd>
          <dt>{HEADINGS.sentAt}</dt>
          <dd>{whenName(upload.day, upload.requestedAt)}</dd>
          {upload.confirmedBy && (
            <>
              <dt>{HEADINGS.confirmedBy}</dt>
              <dd>{upload.confirmedBy.name}</dd>
            </>
          )}
          <dt>{HEADINGS.systemNumber}</dt>
          <dd>{upload.id}</dd>
          {upload.reading && (
            <>
              <dt>文件指纹（SHA-256）</dt>
              <dd class="code">{upload.reading.sha256}</dd>
            </>
          )}
        </dl>
        <Course happened={[...uploadCourse(upload, policy), ...handled]} />
        <p class="hint screen">{PRINT_PAGE}</p>
        {isTaken && !isAnswerForm(upload.form) && (
          <Allowed to="take-back" what="name-list" of={upload}>
            {kept ? <p class="hint screen">{refusalSentence(kept)}</p> : <TakeBackForm upload={upload} fault={fault} />}
          </Allowed>
        )}
      </section>
    </Layout>
  )
}
