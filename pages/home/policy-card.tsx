import { PAGE_NAMES } from '../../wording/page-names.ts'
import { adoptedWords } from '../../wording/tasks.ts'

export interface PolicyAdopted {
  readonly version: number
  /** Absent where the hub began with it. */
  readonly signed: { readonly by: { readonly name: string }; readonly at: string } | undefined
  /** Amounts that nobody has confirmed yet. */
  readonly unconfirmed: number
}

/** Which policy is in force, for whoever puts it there. */
export function PolicyCard({ of }: { readonly of: PolicyAdopted }) {
  return (
    <section class="card" aria-labelledby="policy-title">
      <h2 id="policy-title">{PAGE_NAMES.policy}</h2>
      <p>
        <a href={`/policy/versions/${of.version}`}>{adoptedWords(of)}</a>
      </p>
      {of.unconfirmed > 0 && <p class="note">有{of.unconfirmed}档缴费标准注明“待确认”，请核对后在参数设置表中改正。</p>}
      <p>
        <a href="/policy">{PAGE_NAMES.policy}</a>
      </p>
    </section>
  )
}
