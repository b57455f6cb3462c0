import { formName, officeName } from '../../forms/office-names.ts'
import type { OpenAsk } from '../../schemas/obligation.ts'
import type { Policy } from '../../schemas/policy.ts'
import { dayName } from '../words/names.ts'

/** Shown at first: the most urgent ones. */
const FIRST = 10

/** What townships, banks and finance were asked for and have not sent; who gets it says so. */
export function OpenAsks({ policy, asks }: { policy: Policy; asks: readonly OpenAsk[] }) {
  const [first, rest] = [asks.slice(0, FIRST), asks.slice(FIRST)]
  return (
    <section class="card" aria-labelledby="asks-title">
      <h2 id="asks-title">已提出、尚未收到的材料和回执（{asks.length}）</h2>
      <p class="hint">收到以后点“已收到”，平台就不再催办。逾期的会自动催办。</p>
      <AskList policy={policy} asks={first} />
      {rest.length > 0 && (
        <details class="place">
          <summary>其余 {rest.length} 项</summary>
          <AskList policy={policy} asks={rest} />
        </details>
      )}
    </section>
  )
}

function AskList({ policy, asks }: { policy: Policy; asks: readonly OpenAsk[] }) {
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
                  累计拨付（元），全额留空
                  <input name="yuan" inputmode="decimal" autocomplete="off" />
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
