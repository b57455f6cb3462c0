import type { NilReturn } from '../../schemas/records/nil-return.ts'
import type { Submission } from '../../schemas/records/obligation.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { isFailed, listOf, type Upload } from '../../schemas/records/upload.ts'
import { periodName, timeName, whenName } from '../../wording/dates.ts'
import { formName, NIL_RETURN } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { officeName } from '../../wording/offices.ts'
import { BACK_HOME, PAGE_NAMES, SEE_RECEIPT } from '../../wording/page-names.ts'
import { CodeField } from '../parts/code-field.tsx'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Allowed } from '../parts/viewer.tsx'

export interface NilReturnProps {
  readonly policy: Policy
  readonly local: boolean
  readonly nil: NilReturn
  /** Empty for the page itself. */
  readonly action: string
  readonly kept: Submission | undefined
  /** The month's accepted list. */
  readonly list: Upload | undefined
  /** 零报告 that waits, because somebody is on the list. */
  readonly upload: Upload | undefined
  /** Persons whom 零报告 of all would end. */
  readonly active: number
  readonly over: boolean
  readonly fault: Fault | undefined
}

/** 零报告, before and after it is sent. */
export function NilReturnPage({ policy, local, nil, action, kept, list, upload, active, over, fault }: NilReturnProps) {
  const office = officeName(policy, nil)
  const month = periodName(nil.period)
  const state = kept?.state
  const isMoving = upload?.state === 'requested' && !isFailed(upload)
  return (
    <Layout
      here="/lists"
      policy={policy}
      local={local}
      title={NIL_RETURN}
      fault={fault}
      {...(isMoving && { again: 3 })}
    >
      <section id="nil" data-live data-moving={isMoving ? '' : undefined} class="card narrow">
        <h1>{NIL_RETURN}</h1>
        {upload ? (
          <NobodyLeft nil={nil} policy={policy} upload={upload} />
        ) : kept?.state === 'nil' ? (
          <>
            <p class="note good">
              已收到{office}的零报告：<strong class="said">{sentence(nil, policy)}</strong>
              收到时间：{timeName(kept.time)}。{kept.by && `${HEADINGS.sentBy}：${kept.by.name}。`}
            </p>
            {list ? (
              <p>
                该月的名单另外也已接收（{whenName(list.day, list.requestedAt)}报送），名单中的人员已经采用。
                <a href={`/uploads/${list.division}/${list.id}`}>{SEE_RECEIPT}</a>
              </p>
            ) : (
              <p>无须再做什么。以后发现有人员的，请照常报送名单。</p>
            )}
            <TakeBack nil={nil} kept={kept} />
          </>
        ) : kept?.state === 'accepted' ? (
          <p class="note good">
            {office}
            {month}的{formName(nil.form, policy)}已经接收（{timeName(kept.time)}
            ），不用再零报告。名单有误的，请重新报送。
          </p>
        ) : over ? (
          <>
            {state === 'held' && (
              <p class="note">收到过一份名单，正等待另一人确认。名单无误的，请确认名单，不要零报告。</p>
            )}
            {state === 'refused' && (
              <p class="note">收到过一份文件，但没有接收。其中有人员的，请改正后重新报送，不要零报告。</p>
            )}
            <p>提交即表示由{office}报告，并对其真实性、准确性负责：</p>
            <p class="said">{sentence(nil, policy)}</p>
            {active > 0 && (
              <p class="note">
                名单上现有 <strong>{active} 人</strong>。提交以后须由另一人核对确认：确认以前名单不变，确认以后这{' '}
                {active} 人不再列入。
              </p>
            )}
            {/* The letter's link is the permission of its own page. */}
            {action === '' ? (
              <SayForm nil={nil} action={action} fault={fault} />
            ) : (
              <Allowed to="report" what="name-list" of={nil}>
                <SayForm nil={nil} action={action} />
              </Allowed>
            )}
          </>
        ) : (
          <p class="note">{month}还没有结束，请在次月零报告。</p>
        )}
        <p>
          <a href="/">{BACK_HOME}</a>
        </p>
      </section>
    </Layout>
  )
}

function SayForm({
  nil,
  action,
  fault,
}: Pick<NilReturnProps, 'nil' | 'action'> & { readonly fault?: Fault | undefined }) {
  return (
    <>
      <form class="fields one" method="post" {...(action && { action })}>
        <input type="hidden" name="division" value={nil.division} />
        <input type="hidden" name="list" value={`${nil.office}/${nil.form}`} />
        <input type="hidden" name="period" value={nil.period} />
        {action === '' && <CodeField id="nil-code" label="邮件中的6位数字" fault={fault} isLetter />}
        <button type="submit">提交零报告</button>
      </form>
      <p class="hint">有人员要报的，请报送名单，不要提交零报告。</p>
    </>
  )
}

/** A second person is asked before anybody ends. */
function NobodyLeft({ nil, policy, upload }: { nil: NilReturn; policy: Policy; upload: Upload }) {
  const receipt = `/uploads/${upload.division}/${upload.id}`
  return (
    <p class="note">
      已收到{officeName(policy, nil)}的零报告：<strong class="said">{sentence(nil, policy)}</strong>
      {upload.state === 'held'
        ? `名单上现有 ${upload.wouldEnd?.active ?? 0} 人，须由第二人核对确认，确认之前名单不变。误报的请撤回。`
        : isFailed(upload)
          ? '平台未能处理，请在回执上查看。'
          : '正在处理，请稍候。'}
      <a href={receipt}>{SEE_RECEIPT}</a>
    </p>
  )
}

/** A list's own 零报告 is taken back on its receipt. */
function TakeBack({ nil, kept }: { nil: NilReturn; kept: Submission }) {
  if (kept.upload)
    return (
      <p>
        误报的，请在<a href={`/uploads/${nil.division}/${kept.upload}`}>{PAGE_NAMES.receipt}</a>上撤回。
      </p>
    )
  return (
    <Allowed to="take-back" what="name-list" of={nil}>
      <form method="post" action="/nil-returns/withdrawal">
        <input type="hidden" name="division" value={nil.division} />
        <input type="hidden" name="list" value={`${nil.office}/${nil.form}`} />
        <input type="hidden" name="period" value={nil.period} />
        <button type="submit" class="plain">
          撤回零报告
        </button>
      </form>
    </Allowed>
  )
}

function sentence({ form, period }: NilReturn, policy: Policy): string {
  const list = listOf(form)
  const name = policy.categories.find((c) => c.code === list?.category)?.name ?? form
  return list?.mode === 'full'
    ? `截至${periodName(period)}底，没有任何${name}。`
    : `${periodName(period)}没有新增的${name}。`
}
