import type { DraftPreview } from '../../schemas/api/policy.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { BACK_TO_POLICY, PAGE_NAMES, SIGN_POLICY } from '../../wording/page-names.ts'
import { Layout } from '../parts/layout.tsx'
import { Signer } from '../parts/signer.tsx'
import { ChangeTable, type ShownChange } from './policy-changes.tsx'
import { PREVIEW_TITLE, Preview } from './policy-preview.tsx'

export interface PolicyDraftProps {
  readonly policy: Policy
  readonly local: boolean
  readonly draft: { readonly id: string; readonly restored?: number | undefined }
  readonly changes: readonly ShownChange[]
  readonly preview: DraftPreview | undefined
}

/** The changes of a workbook or an earlier version, before they are in force. */
export function PolicyDraftPage({ policy, local, draft, changes, preview }: PolicyDraftProps) {
  const grave = changes.filter((change) => change.grave).length
  const bySheet = [...Map.groupBy(changes, ({ sheet }) => sheet)].map(([sheet, own]) => `${sheet}${own.length}处`)
  return (
    <Layout
      policy={policy}
      here="/policy"
      local={local}
      title={PAGE_NAMES.policyDraft}
      {...(preview?.state === 'counting' && { again: 5 })}
    >
      <p class="back">
        <a href="/policy">{BACK_TO_POLICY}</a>
      </p>
      <h1>{PAGE_NAMES.policyDraft}</h1>
      <p class="note">
        {draft.restored ? `恢复第${draft.restored}版：` : ''}与现在的第{policy.version}版相比有 {changes.length}{' '}
        处变化（
        {bySheet.join('，')}），还没有生效。
        {grave > 0 && `其中 ${grave} 处影响名单上的人员或单位的通知，请逐项核对。`}
      </p>
      <section class="card" aria-labelledby="changes-title">
        <h2 id="changes-title">变化内容</h2>
        <ChangeTable changes={changes} />
      </section>
      <section
        id="preview"
        data-live
        data-moving={preview?.state === 'counting' ? '' : undefined}
        class="card"
        aria-labelledby="preview-title"
      >
        <h2 id="preview-title">{PREVIEW_TITLE}</h2>
        <Preview draft={draft.id} policy={policy} preview={preview} />
        {preview?.state === 'counted' && (
          <form class="fields" method="post" action={`/policy/drafts/${draft.id}/confirm`}>
            <p>确认以后立即生效，成为第 {policy.version + 1} 版。以前各版都保留，可以恢复。</p>
            <Signer what={HEADINGS.adopter} />
            <button type="submit">{SIGN_POLICY}</button>
          </form>
        )}
        <p>
          <a href="/policy">不采用，返回参数设置</a>
        </p>
      </section>
    </Layout>
  )
}
