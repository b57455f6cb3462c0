import { yuan } from '../../rules/payments/amount.ts'
import type { OpenAsk } from '../../schemas/records/obligation.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/names.ts'
import { formName, officeName } from '../../wording/office-names.ts'
import { type Fault, faulty } from '../parts/fault.tsx'

/** Shown at first: the most urgent ones. */
const FIRST = 10

interface OpenAsksProps {
  readonly policy: Policy
  readonly asks: readonly OpenAsk[]
  readonly fault: Fault | undefined
}

/** The id of the field with the amount. */
export function amountField({ division, ref }: Pick<OpenAsk, 'division' | 'ref'>): string {
  return `yuan-${division}-${ref}`
}

/** What townships, banks and finance were asked for and have not sent; who gets it says so. */
export function OpenAsks({ policy, asks, fault }: OpenAsksProps) {
  const [first, rest] = [asks.slice(0, FIRST), asks.slice(FIRST)]
  return (
    <section class="card" aria-labelledby="asks-title">
      <h2 id="asks-title">已提出、尚未收到的材料和回执（{asks.length}）</h2>
      <p class="hint">收到以后点“已收到”，平台就不再催办。逾期的会自动催办。</p>
      <AskList policy={policy} asks={first} fault={fault} />
      {rest.length > 0 && (
        <details class="place" id="asks-rest" open={rest.some((ask) => fault?.field === amountField(ask))}>
          <summary>其余 {rest.length} 项</summary>
          <AskList policy={policy} asks={rest} fault={fault} />
        </details>
      )}
    </section>
  )
}

function AskList({ policy, asks, fault }: OpenAsksProps) {
  return (
    <ul class="asks">
      {asks.map((ask) => {
        const name = `${officeName(policy, ask)} ${formName(policy, ask.form)}（${ask.ref}）`
        return (
          <li>
            <form method="post" action="/timeliness/asks/received">
              {(['division', 'office', 'form', 'period', 'ref'] as const).map((field) => (
                <input type="hidden" name={field} value={ask[field]} />
              ))}
              <span>
                {name}
                <small>
                  {dayName(ask.askedOn)}提出，{dayName(ask.due)}
                  {ask.provisional && '（暂定）'}截止 {ask.overdue && <b class="mark bad">逾期</b>}
                </small>
              </span>
              {ask.form === 'allocation' && (
                <label>
                  申请{ask.fen === undefined ? '' : yuan(ask.fen)}元，累计拨付（元）
                  <input
                    id={amountField(ask)}
                    name="yuan"
                    inputmode="decimal"
                    autocomplete="off"
                    required
                    value={fault?.field === amountField(ask) ? (fault.typed.yuan ?? '') : ''}
                    {...faulty(fault, amountField(ask))}
                  />
                </label>
              )}
              <button type="submit" aria-label={`已收到：${name}`}>
                已收到
              </button>
            </form>
          </li>
        )
      })}
    </ul>
  )
}
