import type { ProblemShown } from '../../schemas/api/problems.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { orderPath } from '../../schemas/records/supervision.ts'
import { dayName } from '../../wording/dates.ts'
import { BACK_HOME, PAGE_NAMES } from '../../wording/page-names.ts'
import { ORDER_ACTS, ORDER_STATES, orderName } from '../../wording/supervision.ts'
import { type Fault, faulty } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { ScrollTable } from '../parts/scroll-table.tsx'
import { THINGS_SHOWN, type ThingFields, Things, type ThingsShown } from '../parts/things.tsx'
import { useMay } from '../parts/viewer.tsx'
import { PROBLEM_FIELDS, type ProblemThing, problemOwner } from './problem-things.ts'

interface ProblemsPageProps {
  readonly policy: Policy
  readonly local: boolean
  readonly problems: ThingsShown<ProblemThing>
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
        <h2>{`逾期和有争议的事项（${problems.list.things.length}）`}</h2>
        <Things of={problems} path="/problems" keep={wishOf(orders, PLAIN)} file="/problems/list.xlsx">
          <p class="hint">从逾期最久的排起。件数在每天早上和情况有变化时更新，人员不在本页列出。</p>
          <Problems problems={problems} />
        </Things>
      </div>
      {orders.list.things.length > 0 && (
        <div class="card">
          <h2>{PAGE_NAMES.order}</h2>
          <Things of={orders} path="/problems" keep={wishOf(problems, PROBLEM_FIELDS)} file="/orders/list.xlsx" />
        </div>
      )}
    </Layout>
  )
}

const PLAIN = { tab: 'tab', find: 'find' } as const

/** What was asked of the one list stays where the other is asked. */
const wishOf = ({ tab, find }: Pick<ThingsShown, 'tab' | 'find'>, fields: ThingFields): Record<string, string> => ({
  [fields.tab]: tab,
  ...(find && { [fields.find]: find }),
})

function Problems({ problems: { list, shown } }: Pick<ProblemsPageProps, 'problems'>) {
  const may = useMay()
  return (
    <ScrollTable name={list.name} headings={[list.numbered, ...list.columns, list.stated]}>
      {shown.slice(0, THINGS_SHOWN).map(({ problem, number: owner }) => {
        const { problem: key, what, count, due, overdueDays, order, office, division } = problem
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
      <h2>{`${ORDER_ACTS.issue}：${problemOwner(policy, chosen)}，${what}`}</h2>
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
