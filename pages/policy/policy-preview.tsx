import type { DraftPreview } from '../../schemas/api/policy.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { OUTCOME_NAMES } from '../../wording/outcomes.ts'
import { number, ScrollTable } from '../parts/scroll-table.tsx'

export const PREVIEW_TITLE = '按新参数判定，多少人的结果不同'

interface PreviewProps {
  readonly draft: string
  readonly policy: Policy
  readonly preview: DraftPreview | undefined
}

/** Counts only: whoever keeps the policy sees no persons. */
export function Preview({ draft, policy, preview }: PreviewProps) {
  if (preview?.state === 'counted') return <Counted policy={policy} preview={preview} />
  const isCounting = preview?.state === 'counting'
  return (
    <>
      {isCounting && (
        <>
          <p>正在按新参数逐人判定名单上的人员，判定完才能采用。可以离开本页，以后再打开。</p>
          <Progress preview={preview} />
        </>
      )}
      {!isCounting && <p class="note">没有判定完：之后又上传了另一份参数设置表，或者处理中断。</p>}
      <form method="post" action={`/policy/drafts/${draft}/preview`}>
        <button type="submit" class={isCounting ? 'plain' : undefined}>
          {isCounting ? '长时间没有变化时，点这里继续判定' : '继续判定'}
        </button>
      </form>
    </>
  )
}

function Progress({ preview: { counties, persons, looked } }: { preview: DraftPreview }) {
  const done = counties.filter(({ state }) => state === 'counted' || state === 'uncounted').length
  return (
    <>
      <progress max={counties.length} value={done} aria-labelledby="preview-title">
        {done}/{counties.length}
      </progress>
      <p>
        已完成{done}/{counties.length}个县（市、区），已判定{looked}/{persons}人。
      </p>
    </>
  )
}

function Counted({ policy, preview }: { policy: Policy; preview: DraftPreview }) {
  const { counties, day, persons, otherwise } = preview
  const uncounted = counties.filter(({ state }) => state === 'uncounted')
  const shifted = counties.filter(({ shifts }) => shifts.length > 0)
  return (
    <>
      <p class={otherwise > 0 ? 'note' : 'note good'}>
        {counties.length === 0
          ? '这些变化不影响对名单上人员的判定。'
          : `按${dayName(day)}判定：名单上${persons}人，其中${otherwise}人的结果与现在的参数不同。`}
      </p>
      {uncounted.length > 0 && (
        <p class="note">
          {uncounted.map(({ county }) => divisionName(county, policy)).join('、')}
          没有判定：名单文件读不出，或者处理出错。
        </p>
      )}
      {shifted.length > 0 && (
        <ScrollTable
          name={PREVIEW_TITLE}
          headings={[HEADINGS.county, '现在的结果', '采用以后', number(HEADINGS.persons)]}
        >
          {shifted.flatMap(({ county, shifts }) =>
            shifts.map(({ from, to, persons: many }) => (
              <tr>
                <td>{divisionName(county, policy)}</td>
                <td>{outcomeOf(from)}</td>
                <td>{outcomeOf(to)}</td>
                <td class="number">{many}</td>
              </tr>
            )),
          )}
        </ScrollTable>
      )}
    </>
  )
}

const outcomeOf = (outcome: keyof typeof OUTCOME_NAMES | undefined) =>
  outcome === undefined ? '不列入' : OUTCOME_NAMES[outcome]
