import type { ProblemShown } from '../../schemas/api/problems.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { orderPath } from '../../schemas/records/supervision.ts'
import { dayName } from '../../wording/dates.ts'
import { DUTY_NAMES } from '../../wording/duties.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName, officeName } from '../../wording/offices.ts'
import { BACK_HOME, PAGE_NAMES } from '../../wording/page-names.ts'
import { ORDER_ACTS, ORDER_STATES, orderName } from '../../wording/supervision.ts'
import { type Fault, faulty } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { number, ScrollTable } from '../parts/scroll-table.tsx'
import { Things, type ThingsShown } from '../parts/things.tsx'
import { useMay } from '../parts/viewer.tsx'

interface ProblemsPageProps {
  readonly policy: Policy
  readonly local: boolean
  readonly problems: readonly ProblemShown[]
  readonly orders: ThingsShown
  /** About which an order is being written. */
  readonly chosen: ProblemShown | undefined
  readonly today: string
  readonly fault: Fault | undefined
}

/** What is overdue or contested, the longest first, and the orders about it. */
export function ProblemsPage(props: ProblemsPageProps) {
  const { policy, local, problems, orders, chosen, fault } = props
  return (
    <Layout title={PAGE_NAMES.problems} here="/problems" policy={policy} local={local} landscape fault={fault}>
      <p class="back">
        <a href="/">{BACK_HOME}</a>
      </p>
      <h1>{PAGE_NAMES.problems}</h1>
      {chosen && <IssueForm {...props} chosen={chosen} />}
      <div class="card">
        <h2>{`逾期和有争议的事项（${problems.length}）`}</h2>
        {problems.length === 0 ? (
          <p class="note good">没有逾期或者有争议的事项。</p>
        ) : (
          <>
            <p class="hint">从逾期最久的排起。件数每天计一次，人员不在本页列出。</p>
            <Problems policy={policy} problems={problems} />
          </>
        )}
      </div>
      {orders.list.things.length > 0 && (
        <div class="card">
          <h2>{PAGE_NAMES.order}</h2>
          <Things of={orders} path="/problems" file="/orders/list.xlsx" />
        </div>
      )}
    </Layout>
  )
}

const ownerName = (policy: Policy, { division, office }: ProblemShown): string =>
  office ? officeName(policy, { division, office }) : `${divisionName(division, policy)}${DUTY_NAMES.administrator}`

function Problems({ policy, problems }: Pick<ProblemsPageProps, 'policy' | 'problems'>) {
  const may = useMay()
  const headings = [
    ...[HEADINGS.office, HEADINGS.matter, number('项数'), HEADINGS.due, number('逾期天数')],
    PAGE_NAMES.order,
  ]
  return (
    <ScrollTable name={PAGE_NAMES.problems} headings={headings}>
      {problems.map((problem) => {
        const { problem: key, what, count, due, overdueDays, order, office, division } = problem
        const owner = ownerName(policy, problem)
        return (
          <tr>
            <th scope="row">{owner}</th>
            <td>{what}</td>
            <td class="number">{count}</td>
            <td>{due && dayName(due)}</td>
            <td class="number">{overdueDays > 0 ? <b class="mark bad">{overdueDays}</b> : 0}</td>
            <td>
              {order ? (
                <a href={`/${orderPath(order)}`}>{`${orderName(order.id)}（${ORDER_STATES[order.state].words}）`}</a>
              ) : (
                office &&
                may('send', 'supervision', { division, office }) &&
                may('see', 'supervision', { division, office }) && (
                  <a
                    href={`/problems?problem=${encodeURIComponent(key)}#issue`}
                    aria-label={`${ORDER_ACTS.issue}：${owner}，${what}`}
                  >
                    {ORDER_ACTS.issue}
                  </a>
                )
              )}
            </td>
          </tr>
        )
      })}
    </ScrollTable>
  )
}

function IssueForm({ policy, chosen, today, fault }: ProblemsPageProps & { readonly chosen: ProblemShown }) {
  const { problem: key, what, order, office, division } = chosen
  if (order || !office || !useMay()('send', 'supervision', { division, office })) return null
  return (
    <form class="card fields one" id="issue" method="post" action="/orders">
      <h2>{`${ORDER_ACTS.issue}：${ownerName(policy, chosen)}，${what}`}</h2>
      <input type="hidden" name="problem" value={key} />
      <div class="field">
        <label for="order-due">答复截止日期</label>
        <input
          id="order-due"
          name="due"
          type="date"
          min={today}
          required
          value={fault?.typed.due ?? ''}
          {...faulty(fault, 'order-due')}
        />
      </div>
      <div class="field">
        <label for="order-text">督办要求（4至500个字，不要写姓名和身份证号码）</label>
        <textarea
          id="order-text"
          name="text"
          rows={4}
          minlength={4}
          maxlength={500}
          required
          {...faulty(fault, 'order-text')}
        >
          {fault?.typed.text ?? ''}
        </textarea>
      </div>
      <p class="hint">发出后，该单位收到邮件通知，在平台上答复；由您审核，办结或者退回。</p>
      <button type="submit">{ORDER_ACTS.issue}</button>
    </form>
  )
}
