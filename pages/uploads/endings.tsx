import type { InTheWay } from '../../rules/roster/held-list.ts'
import type { EndingsKeyed } from '../../schemas/records/endings.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { isWaiting, listOf, type Upload } from '../../schemas/records/upload.ts'
import { periodName } from '../../wording/dates.ts'
import { EFFECT_NAMES } from '../../wording/effect.ts'
import { formName } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { heldReasons, NOT_CONFIRMED } from '../../wording/held-reasons.ts'
import { officeName } from '../../wording/offices.ts'
import { EXPORT, PAGE_NAMES, SHOW_WHOLE } from '../../wording/page-names.ts'
import { refusalSentence } from '../../wording/refusals.ts'
import { stateOf } from '../../wording/upload-state.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking, REVEALED, ShownTo } from '../parts/looking.tsx'
import { ReturnForm } from '../parts/return-form.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { Allowed } from '../parts/viewer.tsx'
import { ConfirmForm } from './confirm-form.tsx'
import { EndingsLists } from './endings-lists.tsx'
import type { Kept } from './take-back-form.tsx'
import { TakenOut } from './taken-out.tsx'

export interface EndingsPageProps {
  readonly upload: Upload
  /** Why a held list cannot be confirmed any more. */
  readonly inTheWay: InTheWay | undefined
  /** Why it cannot be sent back. */
  readonly kept: Kept | undefined
  readonly endings: EndingsKeyed
  /** `all`, or one by key: who is shown whole. */
  readonly whole: string | undefined
  readonly policy: Policy
  readonly now: number
  readonly local: boolean
  readonly fault: Fault | undefined
}

/** The persons that a list begins, keeps and ends. */
export function EndingsPage({ upload, inTheWay, kept, endings, whole, policy, now, local, fault }: EndingsPageProps) {
  const { division, id, confirmedBy, withdrawn, heldFor } = upload
  const waits = isWaiting(upload)
  const title = `${formName(upload.form, policy)}${waits ? '核对' : PAGE_NAMES.changes}`
  const before = listOf(upload.form) ? '原有人员' : '原有登记人员'
  const counts = [
    [before, endings.counts.active],
    [EFFECT_NAMES.kept, endings.counts.kept],
    [EFFECT_NAMES.began, endings.counts.began],
    [waits ? `将${EFFECT_NAMES.ended}` : EFFECT_NAMES.ended, endings.counts.ending],
    [EFFECT_NAMES.protected, endings.counts.protected],
  ] as const
  return (
    <Layout title={title} here="/lists" policy={policy} local={local} fault={fault}>
      <p class="back">
        <a href={`/uploads/${division}/${id}`}>返回回执</a>
      </p>
      <h1>{title}</h1>
      <section class="card">
        <p class="big">
          <StateBadge state={stateOf(upload, now, inTheWay !== undefined)} />
        </p>
        <TakenOut upload={upload} />
        {withdrawn && <p class="note">下列人员变动没有采用。</p>}
        {confirmedBy && !withdrawn && (
          <p class="note">
            {HEADINGS.confirmedBy}：{confirmedBy.name}。
          </p>
        )}
        <p>
          {officeName(policy, upload)}，{periodName(upload.period)}，文件“{upload.fileName}”，与报送前的名单相比：
        </p>
        {waits && (
          <p class="note bad">
            {inTheWay ? (
              NOT_CONFIRMED[inTheWay]
            ) : (
              <>须由另一人核对{heldFor?.length ? `，原因：${heldReasons(heldFor)}` : ''}。确认之前没有人员减少。</>
            )}
          </p>
        )}
        <dl class="counts">
          {counts.map(([name, count]) => (
            <div>
              <dt>{name}</dt>
              <dd>{count}人</dd>
            </div>
          ))}
        </dl>
        <Looking work="lists" action={`/uploads/${division}/${id}/endings#${REVEALED}`} fault={fault}>
          {waits && whole !== 'all' && (
            <Allowed to="confirm" what="name-list" of={upload}>
              <button type="submit">{SHOW_WHOLE}</button>
            </Allowed>
          )}
          <button class="plain" type="submit" formaction={`/uploads/${division}/${id}/endings.xlsx`}>
            {EXPORT}
          </button>
        </Looking>
        <h2>{HEADINGS.personList}</h2>
        <EndingsLists endings={endings} county={division} policy={policy} whole={whole} />
        <ShownTo policy={policy} now={now} />
        {waits && (
          <Allowed to="confirm" what="name-list" of={upload}>
            <h2>核对结果</h2>
            {!inTheWay && (
              <ConfirmForm upload={upload} ending={endings.counts.ending} returnable={!kept} seen={endings.seen} />
            )}
            {kept ? (
              <p class="hint">{refusalSentence(kept)}</p>
            ) : (
              <ReturnForm
                action={`/uploads/${division}/${id}/send-back`}
                id="send-back"
                what={HEADINGS.list}
                fault={fault}
              />
            )}
          </Allowed>
        )}
      </section>
    </Layout>
  )
}
