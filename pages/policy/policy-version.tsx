import type { Policy } from '../../schemas/records/policy.ts'
import { PLATFORM } from '../../wording/batch-state.ts'
import { timeName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { BACK_TO_POLICY } from '../../wording/page-names.ts'
import { Layout } from '../parts/layout.tsx'
import { ChangeTable, type ListedVersion, type ShownChange } from './policy-changes.tsx'

export interface PolicyVersionProps {
  readonly policy: Policy
  readonly local: boolean
  readonly shown: ListedVersion & { readonly current: number; readonly changes: readonly ShownChange[] | undefined }
}

/** One version: who put it in force, its changes, and a way back to it. */
export function PolicyVersionPage({ policy, local, shown }: PolicyVersionProps) {
  const { version, signed, current, changes } = shown
  return (
    <Layout policy={policy} here="/policy" local={local} title={`参数第${version}版`}>
      <p class="back">
        <a href="/policy">{BACK_TO_POLICY}</a>
      </p>
      <h1>参数第{version}版</h1>
      {version === current && <p class="note good">现在采用的就是这一版。</p>}
      <dl class="counts">
        <div>
          <dt>{HEADINGS.adopter}</dt>
          <dd>{signed?.by.name ?? PLATFORM}</dd>
        </div>
        <div>
          <dt>{HEADINGS.adoptedAt}</dt>
          <dd>{signed ? timeName(signed.at) : '平台启用时'}</dd>
        </div>
        {signed?.restored && (
          <div>
            <dt>{HEADINGS.remark}</dt>
            <dd>恢复第{signed.restored}版的内容</dd>
          </div>
        )}
      </dl>
      <section class="card" aria-labelledby="changes-title">
        <h2 id="changes-title">与上一版相比</h2>
        {changes ? <ChangeTable changes={changes} /> : <p class="hint">没有更早的内容可以比较。</p>}
      </section>
      <section class="card narrow" aria-labelledby="restore-title">
        <h2 id="restore-title">{version === current ? '下载' : '下载，恢复'}</h2>
        <p>
          <a href={`/api/policy?version=${version}`}>下载这一版参数设置表</a>
        </p>
        {version !== current && (
          <form method="post" action={`/policy/versions/${version}/restore`}>
            <p>恢复以前先显示与现在相比的变化，确认以后才生效。</p>
            <button type="submit">恢复这一版</button>
          </form>
        )}
      </section>
    </Layout>
  )
}
