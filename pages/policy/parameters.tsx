import type { PolicyFault } from '../../forms/policy/policy-lines.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { RetentionRun } from '../../schemas/records/retention.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { deletedSaid } from '../../wording/retention.ts'
import { Layout } from '../parts/layout.tsx'
import { ScrollTable } from '../parts/scroll-table.tsx'
import { type ListedVersion, VersionTable } from './policy-changes.tsx'

export interface PolicyProps {
  readonly policy: Policy
  readonly local: boolean
  /** Faults, or nothing new. */
  readonly put: { readonly ok: true } | { readonly ok: false; readonly faults: readonly PolicyFault[] } | undefined
  readonly versions: readonly ListedVersion[]
  readonly lastRun: RetentionRun | undefined
}

const FAULTS = '参数设置表有误，没有采用'

/** Whoever mends the first ones sees the others. */
const MOST = 100

/** The policy as a workbook, downloaded and sent back. */
export function ParametersPage({ policy, local, put, versions, lastRun }: PolicyProps) {
  return (
    <Layout policy={policy} here="/policy" local={local} title={PAGE_NAMES.policy}>
      <h1>{PAGE_NAMES.policy}</h1>
      {put?.ok && <p class="note good">与现在的参数相同，没有变化。</p>}
      {put && !put.ok && <Faults faults={put.faults} />}
      <section class="card narrow" aria-labelledby="policy-title">
        <h2 id="policy-title">下载，修改，上传，核对</h2>
        <p>
          参数设置表里有缴费档次、代缴标准、人员类别、各单位的名称和联系邮箱、工作日调整、期限、保存期限、登录时限、银行代码和收款账户。请下载后在原表上修改，再整份上传。上传以后先显示哪些内容有变化、涉及多少人，确认以后才生效。
        </p>
        <p>
          <a href="/api/policy">下载现在的参数设置表</a>（第 {policy.version} 版）
        </p>
        <form class="fields" method="post" action="/policy" enctype="multipart/form-data">
          <div class="field long">
            <label for="policy-file">改好的参数设置表（.xlsx）</label>
            <input id="policy-file" name="file" type="file" accept=".xlsx" required />
          </div>
          <button type="submit">上传并核对</button>
        </form>
        {lastRun && <p class="hint">{deletedSaid(lastRun)}</p>}
      </section>
      <section class="card" aria-labelledby="versions-title">
        <h2 id="versions-title">各版参数</h2>
        <VersionTable versions={versions} current={policy.version} />
      </section>
    </Layout>
  )
}

function Faults({ faults }: { faults: readonly PolicyFault[] }) {
  return (
    <section class="card" aria-labelledby="policy-faults-title">
      <h2 id="policy-faults-title">{FAULTS}</h2>
      <p class="hint">共 {faults.length} 处。请改正后重新上传，现在的参数没有改变。</p>
      <ScrollTable name={FAULTS} headings={[HEADINGS.sheet, '行', '问题']}>
        {faults.slice(0, MOST).map(({ sheet, row, message }) => (
          <tr>
            <td>{sheet}</td>
            <td>{row > 0 ? row : '整张表'}</td>
            <td>{message}</td>
          </tr>
        ))}
      </ScrollTable>
    </section>
  )
}
