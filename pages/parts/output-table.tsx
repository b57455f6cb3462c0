import type { Output } from '../../schemas/output.ts'
import type { Policy } from '../../schemas/policy.ts'

/** What each folder of produced files is called, in the order in which a month makes them. */
const FOLDERS: readonly (readonly [Output['folder'], string])[] = [
  ['statistics', '统计表'],
  ['ledger', '台账'],
  ['township', '申报材料通知'],
  ['bank', '缴费登记名单'],
  ['finance', '代缴资金申请'],
]

/** More links than this are folded away until somebody asks. */
const SHOWN = 5

/** Every file that the hub has produced for the month, a row a place, each a link. */
export function OutputTable({ policy, outputs }: { policy: Policy; outputs: readonly Output[] }) {
  const places = [policy.city, ...policy.counties].filter(({ code }) => outputs.some((o) => o.division === code))
  return (
    <table class="matrix" aria-labelledby="outputs-title">
      <thead>
        <tr>
          <th scope="col">单位</th>
          {FOLDERS.map(([, name]) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {places.map(({ code, name }) => (
          <tr>
            <th scope="row">{name}</th>
            {FOLDERS.map(([folder, title]) => (
              <td data-label={title}>
                <Links policy={policy} outputs={outputs.filter((o) => o.division === code && o.folder === folder)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Links({ policy, outputs }: { policy: Policy; outputs: readonly Output[] }) {
  const links = inOrder(policy, outputs).map((output) => (
    <a class="file" href={hrefOf(output)}>
      {fileName(policy, output)}
    </a>
  ))
  if (links.length <= SHOWN) return <>{links}</>
  return (
    <details>
      <summary>{links.length} 份</summary>
      {links}
    </details>
  )
}

const hrefOf = ({ division, period, folder, name }: Output) => `/api/outputs/${division}/${period}/${folder}/${name}`

const stem = ({ name }: Output) => name.replace(/\.xlsx$/, '')

/** 合计 first, then the categories in the policy's order; townships and batches by their numbers. */
function inOrder(policy: Policy, outputs: readonly Output[]): Output[] {
  const order = ['total', ...policy.categories.map(({ code }) => code)]
  const rank = (output: Output) => {
    const at = order.indexOf(stem(output))
    return at < 0 ? stem(output) : String(at)
  }
  return [...outputs].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
}

function fileName(policy: Policy, output: Output): string {
  const code = stem(output)
  if (code === 'total') return '合计'
  const townships = policy.counties.flatMap((county) => county.townships)
  return policy.categories.find((c) => c.code === code)?.name ?? townships.find((t) => t.code === code)?.name ?? code
}
