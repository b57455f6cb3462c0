import type { RowFault } from '../../../forms/incoming/accounts.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { divisionName } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { BACK_TO_PEOPLE } from '../../../wording/people.ts'
import { Layout } from '../../parts/layout.tsx'

export interface PeopleBroughtProps {
  readonly policy: Policy
  readonly local: boolean
  readonly county: string
  readonly brought: { readonly asked: number; readonly known: number; readonly faults: readonly RowFault[] }
}

/** What became of a workbook's rows. */
export function PeopleBrought({ policy, local, county, brought: { asked, known, faults } }: PeopleBroughtProps) {
  return (
    <Layout policy={policy} here="/people" local={local} title={PAGE_NAMES.newAccount}>
      <p class="back">
        <a href={`/people?division=${county}`}>{BACK_TO_PEOPLE}</a>
      </p>
      <h1>{divisionName(county, policy)}：人员表已读取</h1>
      <p class={faults.length > 0 ? 'note bad' : 'note good'}>
        已提交安全管理员确认 {asked} 人；已有账号、没有变化 {known} 人；有误 {faults.length} 行。
      </p>
      {faults.length > 0 && (
        <section class="card" aria-labelledby="row-faults-title">
          <h2 id="row-faults-title">有误的行</h2>
          <p class="hint">请在原表上改正以后再次上传整份表，已提交的人员不会重复。</p>
          <section class="scroll" aria-label="有误的行列表" tabindex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">行号</th>
                  <th scope="col">哪一栏</th>
                  <th scope="col">怎样改正</th>
                </tr>
              </thead>
              <tbody>
                {faults.map(({ row, column, message }) => (
                  <tr>
                    <td>{row > 0 ? row : ''}</td>
                    <td>{column}</td>
                    <td>{message}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </section>
      )}
    </Layout>
  )
}
