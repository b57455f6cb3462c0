import { fits, isFull, isOverdue, orderState } from '../../rules/deadlines/order-acts.ts'
import type { Action } from '../../schemas/access.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { OrderAct, SupervisionOrder } from '../../schemas/records/supervision.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { officeName } from '../../wording/offices.ts'
import { BACK_TO_PROBLEMS, OVERDUE, PAGE_NAMES, PRINT_PAGE } from '../../wording/page-names.ts'
import { refusalSentence } from '../../wording/refusals.ts'
import { ORDER_ACTS, ORDER_STATES, orderName } from '../../wording/supervision.ts'
import { type Fault, faulty } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { useMay } from '../parts/viewer.tsx'

interface OrderPageProps {
  readonly policy: Policy
  readonly local: boolean
  readonly order: SupervisionOrder
  readonly today: string
  readonly fault: Fault | undefined
}

/** An order as the office gets it, what came of it, and what its reader may do. */
export function OrderPage({ policy, local, order, today, fault }: OrderPageProps) {
  const { id, division, to, subject, due, acts } = order
  const issuer = officeName(policy, { division, office: 'human-resources' })
  const [issued] = acts
  return (
    <Layout title={`${PAGE_NAMES.order}${orderName(id)}`} here="/problems" policy={policy} local={local} fault={fault}>
      <p class="back">
        <a href="/problems">{BACK_TO_PROBLEMS}</a>
      </p>
      <article class="card narrow official">
        <h1>{PAGE_NAMES.order}</h1>
        <p class="number">{orderName(id)}</p>
        <p>{officeName(policy, to)}：</p>
        <p>{`贵单位“${subject}”一项，截至发出之日逾期或者有争议。现予督办：`}</p>
        <blockquote>{issued?.text}</blockquote>
        <p>{`以上要求，应在${dayName(due)}以前办理完毕，并在平台上答复。`}</p>
        <p class="number">
          {issuer}
          <br />
          {issued && dayName(issued.on)}
        </p>
      </article>
      <div class="card narrow">
        <h2>{HEADINGS.state}</h2>
        <p class="big screen">
          <StateBadge state={ORDER_STATES[orderState(order)]} />{' '}
          {isOverdue(order, today) && <b class="mark bad">{OVERDUE}</b>}
        </p>
        <ol class="requests">
          {acts.map(({ act, text, by, on }, i) => (
            <li>
              <b>{ORDER_ACTS[act]}</b> <span>{`${dayName(on)}，${officeNameOf(policy, by)}${by.name ?? ''}`}</span>
              {i > 0 && <p>{text}</p>}
            </li>
          ))}
        </ol>
        <p class="hint screen">{PRINT_PAGE}</p>
      </div>
      <ActForm order={order} act="answer" to="report" label="办理情况" fault={fault} />
      <ActForm order={order} act="return" to="confirm" label="退回的原因和要求" fault={fault} />
      <ActForm order={order} act="close" to="confirm" label="审核意见" fault={fault} />
    </Layout>
  )
}

const officeNameOf = (policy: Policy, { division, office }: OrderAct['by']): string =>
  office ? officeName(policy, { division, office }) : ''

interface ActFormProps {
  readonly order: SupervisionOrder
  readonly act: Exclude<OrderAct['act'], 'issue'>
  readonly to: Action
  readonly label: string
  readonly fault: Fault | undefined
}

function ActForm({ order, act, to, label, fault }: ActFormProps) {
  const { acts } = order
  const may = useMay()
  if (!fits(orderState(order), act) || !may(to, 'supervision', order.to)) return null
  if (isFull(order, act)) return <p class="note">{refusalSentence('order-full')}</p>
  const field = `${act}-text`
  return (
    <form
      class="card fields one narrow"
      method="post"
      action={`/orders/${order.to.division}/${order.to.office}/${order.id}/${act}`}
    >
      <h2>{ORDER_ACTS[act]}</h2>
      <input type="hidden" name="seen" value={acts.length} />
      <div class="field">
        <label for={field}>{label}（4至500个字，不要写姓名和身份证号码）</label>
        <textarea id={field} name="text" rows={4} minlength={4} maxlength={500} required {...faulty(fault, field)}>
          {fault?.field === field ? (fault.typed.text ?? '') : ''}
        </textarea>
      </div>
      <button type="submit" class={act === 'return' ? 'plain' : undefined}>
        {ORDER_ACTS[act]}
      </button>
    </form>
  )
}
