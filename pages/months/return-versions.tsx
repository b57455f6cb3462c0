import type { ReturnVersion } from '../../schemas/records/month-return.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { faultsWords, RETURN_STATES, RETURN_WORDS, versionName } from '../../wording/returns.ts'
import { ScrollTable } from '../parts/scroll-table.tsx'
import { StateBadge } from '../parts/state-badge.tsx'

interface ReturnVersionsProps {
  readonly division: string
  readonly period: string
  readonly versions: readonly ReturnVersion[]
  readonly standing: number | undefined
}

/** Every version stays on record and can be opened. */
export function ReturnVersions({ division, period, versions, standing }: ReturnVersionsProps) {
  return (
    <ScrollTable
      name={RETURN_WORDS.versions}
      headings={[
        RETURN_WORDS.versions,
        HEADINGS.sentOn,
        HEADINGS.sentBy,
        HEADINGS.state,
        RETURN_WORDS.money,
        RETURN_WORDS.explanation,
      ]}
    >
      {versions.toReversed().map((one) => (
        <tr>
          <th scope="row">
            <a href={`/returns/${division}/${period}/versions/${one.version}`}>{versionName(one)}</a>
          </th>
          <td class="brief">{dayName(one.on)}</td>
          <td>{one.by.name}</td>
          <td>
            <StateBadge state={stateOf(one, standing)} />
          </td>
          <td class="prose">{one.faults ? faultsWords(one.faults) : '无'}</td>
          <td class="prose">{one.explanation ?? '无'}</td>
        </tr>
      ))}
    </ScrollTable>
  )
}

function stateOf({ version, sentBack }: ReturnVersion, standing: number | undefined) {
  if (sentBack)
    return {
      ...RETURN_STATES['sent-back'],
      words: RETURN_WORDS.sentBack,
      more: `${dayName(sentBack.on)}：${sentBack.reason}`,
    }
  return version === standing ? RETURN_STATES.submitted : { ...RETURN_STATES.open, words: '已由后一次代替' }
}
