import type { Signature } from '../../schemas/records/account.ts'
import { PLATFORM } from '../../wording/batch-state.ts'
import { timeName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
export interface ShownChange {
  readonly sheet: string
  readonly item: string
  readonly text: string
  readonly note?: string
  readonly grave?: true
}

export interface ListedVersion {
  readonly version: number
  readonly signed: { readonly by: Signature; readonly at: string; readonly restored?: number | undefined } | undefined
}

const MOST = 500

/** Changes that may harm somebody stand first. */
export function ChangeTable({ changes }: { changes: readonly ShownChange[] }) {
  const hasNotes = changes.some(({ note }) => note)
  const sorted = [...changes].sort((a, b) => Number(b.grave ?? false) - Number(a.grave ?? false))
  return (
    <section class="scroll" aria-label="变化" tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{HEADINGS.sheet}</th>
            <th scope="col">项目</th>
            <th scope="col">变化</th>
            {hasNotes && <th scope="col">影响</th>}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, MOST).map(({ sheet, item, text, note, grave }) => (
            <tr>
              <td>{sheet}</td>
              <td>{item}</td>
              <td class="prose">{text}</td>
              {hasNotes && <td class="prose">{grave ? <strong>{note}</strong> : note}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > MOST && <p class="hint">另有 {changes.length - MOST} 处变化没有列出。</p>}
    </section>
  )
}

/** All versions, the restored ones named. */
export function VersionTable({ versions, current }: { versions: readonly ListedVersion[]; current: number }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">版次</th>
          <th scope="col">{HEADINGS.adopter}</th>
          <th scope="col">{HEADINGS.adoptedAt}</th>
          <th scope="col">{HEADINGS.remark}</th>
        </tr>
      </thead>
      <tbody>
        {versions.map(({ version, signed }) => (
          <tr>
            <td>
              <a href={`/policy/versions/${version}`}>第{version}版</a>
            </td>
            <td>{signed?.by.name ?? PLATFORM}</td>
            <td>{signed && timeName(signed.at)}</td>
            <td>
              {version === current && '现在采用'}
              {signed?.restored && `恢复第${signed.restored}版的内容`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
