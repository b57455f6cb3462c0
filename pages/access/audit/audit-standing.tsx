import type { AuditState } from '../../../schemas/records/audit.ts'
import { brokenWords, gapWords, LAST_CHECK } from '../../../wording/audit.ts'
import { timeName } from '../../../wording/dates.ts'

/** Milliseconds; a check that takes longer has been given up. */
const LONGEST = 15 * 60_000

/** Somebody has asked for a check that has not ended. */
export function isChecking({ askedAt, check }: AuditState, now: number): boolean {
  return askedAt !== undefined && now < Date.parse(askedAt) + LONGEST && (check === undefined || check.at < askedAt)
}

interface AuditStandingProps {
  readonly place: string
  readonly state: AuditState
  readonly now: number
}

/** Whether the chain is whole, as far as its last check and its last deposit tell. */
export function AuditStanding({ place, state, now }: AuditStandingProps) {
  const { check, head } = state
  const checking = isChecking(state, now)
  return (
    <section
      class="card"
      id="standing"
      data-live
      data-moving={checking ? '' : undefined}
      aria-labelledby="standing-title"
    >
      <h2 id="standing-title">核对情况</h2>
      {check === undefined && <p class="note">{place}的审计记录还没有核对过。</p>}
      {check &&
        (check.broken ? (
          <p class="note bad">
            <strong class="said">核对不符：{brokenWords(check.broken)}。</strong>
            请立即核实，并报告本单位负责人。
          </p>
        ) : (
          <p class="note good">
            <strong class="said">核对无误</strong>
            {place}第{check.first}条起共{check.entries}条，没有被修改、删除、插入或者调换次序。
          </p>
        ))}
      {check?.gaps?.map((gap) => (
        <p class="note">{gapWords(gap)}。</p>
      ))}
      <dl class="facts">
        <dt>{LAST_CHECK}</dt>
        <dd>{check ? timeName(check.at) : '没有'}</dd>
        <dt>最近一次留存核对值</dt>
        <dd>{head ? `${timeName(head.time)}，第${head.seq}条` : '没有'}</dd>
        {head && <dt>核对值</dt>}
        {head && (
          <dd>
            <code>{head.hash}</code>
          </dd>
        )}
      </dl>
      {checking ? (
        <p class="hint">正在核对，完成后显示结果。</p>
      ) : (
        <form method="post" action="/audit/check">
          <button type="submit" class="plain">
            重新核对
          </button>
        </form>
      )}
    </section>
  )
}
