import { yuan } from '../../rules/payments/amount.ts'
import type { OpenRequest } from '../../schemas/records/obligation.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { formName } from '../../wording/forms.ts'
import { officeName } from '../../wording/offices.ts'
import { HAS_COME, OVERDUE } from '../../wording/page-names.ts'
import { PROVISIONAL } from '../../wording/timeliness.ts'
import { type Fault, faulty } from '../parts/fault.tsx'
import { useMay } from '../parts/viewer.tsx'

const FIRST = 10

interface OpenRequestsProps {
  readonly policy: Policy
  readonly requests: readonly OpenRequest[]
  readonly fault: Fault | undefined
}

export function amountField({ division, ref }: Pick<OpenRequest, 'division' | 'ref'>): string {
  return `yuan-${division}-${ref}`
}

/** Requests to townships, banks and finance; the receiving office ticks them off. */
export function OpenRequests({ policy, requests, fault }: OpenRequestsProps) {
  const may = useMay()
  const [first, rest] = [requests.slice(0, FIRST), requests.slice(FIRST)]
  return (
    <section class="card" aria-labelledby="requests-title">
      <h2 id="requests-title">已提出、尚未收到的材料和回执（{requests.length}）</h2>
      <p class="hint">收到以后点“已收到”，平台就不再催办。逾期的会自动催办。</p>
      {requests.some((request) => may('send', 'answer', request)) && (
        <p class="hint long">点“已收到”即代表本单位声明：对所报材料、回执和拨款金额的真实性、准确性负责。</p>
      )}
      <RequestList policy={policy} requests={first} fault={fault} />
      {rest.length > 0 && (
        <details class="place" id="requests-rest" open={rest.some((request) => fault?.field === amountField(request))}>
          <summary>其余 {rest.length} 项</summary>
          <RequestList policy={policy} requests={rest} fault={fault} />
        </details>
      )}
    </section>
  )
}

function RequestList({ policy, requests, fault }: OpenRequestsProps) {
  return (
    <ul class="requests">
      {requests.map((request) => (
        <Request policy={policy} request={request} fault={fault} />
      ))}
    </ul>
  )
}

interface RequestProps extends Pick<OpenRequestsProps, 'policy' | 'fault'> {
  readonly request: OpenRequest
}

function Request({ policy, request, fault }: RequestProps) {
  const name = `${officeName(policy, request)} ${formName(request.form, policy)}（${request.ref}）`
  const said = (
    <span>
      {name}
      <small>
        {dayName(request.requestedOn)}提出，{dayName(request.due)}
        {request.provisional && PROVISIONAL}截止 {request.overdue && <b class="mark bad">{OVERDUE}</b>}
      </small>
    </span>
  )
  if (!useMay()('send', 'answer', request)) return <li>{said}</li>
  return (
    <li>
      <form method="post" action="/timeliness/requests/received">
        {(['division', 'office', 'form', 'period', 'ref'] as const).map((field) => (
          <input type="hidden" name={field} value={request[field]} />
        ))}
        {said}
        {request.form === 'allocation' && (
          <label>
            申请{request.fen === undefined ? '' : yuan(request.fen)}元，累计拨付（元）
            <input
              id={amountField(request)}
              name="yuan"
              inputmode="decimal"
              autocomplete="off"
              required
              value={fault?.field === amountField(request) ? (fault.typed.yuan ?? '') : ''}
              {...faulty(fault, amountField(request))}
            />
          </label>
        )}
        <button type="submit" aria-label={`已收到：${name}`}>
          {HAS_COME}
        </button>
      </form>
    </li>
  )
}
