import type { OpenRequest } from '../../schemas/records/obligation.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { formName } from '../../wording/forms.ts'
import { officeName } from '../../wording/offices.ts'
import { OVERDUE } from '../../wording/page-names.ts'
import { answeredPart, PROVISIONAL } from '../../wording/timeliness.ts'

const FIRST = 10

interface OpenRequestsProps {
  readonly policy: Policy
  readonly requests: readonly OpenRequest[]
}

/** Requests to townships, banks and finance, each until its answers are whole. */
export function OpenRequests({ policy, requests }: OpenRequestsProps) {
  const [first, rest] = [requests.slice(0, FIRST), requests.slice(FIRST)]
  return (
    <section class="card" aria-labelledby="requests-title">
      <h2 id="requests-title">已提出、尚未收齐的材料和回执（{requests.length}）</h2>
      <p class="hint">有关单位报送齐全以后，平台自动办结，不再催办。逾期的会自动催办。</p>
      <RequestList policy={policy} requests={first} />
      {rest.length > 0 && (
        <details class="place" id="requests-rest">
          <summary>其余 {rest.length} 项</summary>
          <RequestList policy={policy} requests={rest} />
        </details>
      )}
    </section>
  )
}

function RequestList({ policy, requests }: OpenRequestsProps) {
  return (
    <ul class="requests">
      {requests.map((request) => (
        <li>
          <span>
            {officeName(policy, request)} {formName(request.form, policy)}（{request.ref}）
            <small>
              {dayName(request.requestedOn)}提出，{dayName(request.due)}
              {request.provisional && PROVISIONAL}截止 {request.overdue && <b class="mark bad">{OVERDUE}</b>}
            </small>
          </span>
          {request.whole !== undefined && <span>{answeredPart(request)}</span>}
        </li>
      ))}
    </ul>
  )
}
