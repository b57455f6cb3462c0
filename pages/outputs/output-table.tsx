import type { Child } from 'hono/jsx'
import type { Output } from '../../schemas/records/output.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { FOLDER_NAMES, outputName } from '../../wording/output-names.ts'
import { FileButton } from '../parts/looking.tsx'

/** In the order of a month's stages. */
const FOLDERS: readonly Output['folder'][] = ['statistics', 'ledger', 'review', 'unpaid', 'township', 'bank', 'finance']

/** More links are folded. */
const SHOWN = 2

/** The month's files for download, a row a place. */
export function OutputTable({ policy, outputs }: { policy: Policy; outputs: readonly Output[] }) {
  const folders = FOLDERS.filter((folder) => outputs.some((output) => output.folder === folder))
  const places = [policy.city, ...policy.counties].filter(({ code }) => outputs.some((o) => o.division === code))
  return (
    <table class="matrix" aria-labelledby="outputs-title">
      <thead>
        <tr>
          <th scope="col">{HEADINGS.office}</th>
          {folders.map((folder) => (
            <th scope="col">{FOLDER_NAMES[folder]}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {places.map(({ code, name }) => (
          <tr>
            <th scope="row">{name}</th>
            {folders.map((folder) => (
              <td data-label={FOLDER_NAMES[folder]}>
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
  const links = inOrder(policy, outputs).map((output) => <File output={output}>{outputName(output, policy)}</File>)
  const [first] = outputs
  if (!first || links.length <= SHOWN) return <>{links}</>
  return (
    <details id={`files-${first.division}-${first.folder}`}>
      <summary>{links.length} 份</summary>
      {links}
    </details>
  )
}

/** Statistics hold no persons. */
function File({ output: { division, period, folder, name }, children }: { output: Output; children?: Child }) {
  return folder === 'statistics' ? (
    <a class="file" href={`/api/outputs/${division}/${period}/${folder}/${name}`}>
      {children}
    </a>
  ) : (
    <FileButton to={`/outputs/${division}/${period}/${folder}/${name}`}>{children}</FileButton>
  )
}

const stem = ({ name }: Output) => name.replace(/\.xlsx$/, '')

/** 合计 first, then the policy's categories; townships and batches by number. */
function inOrder(policy: Policy, outputs: readonly Output[]): Output[] {
  const order = ['total', ...policy.categories.map(({ code }) => code)]
  const rank = (output: Output) => {
    const at = order.indexOf(stem(output))
    return at < 0 ? stem(output) : String(at)
  }
  return [...outputs].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
}
