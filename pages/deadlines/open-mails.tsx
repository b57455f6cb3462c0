import type { MailingState } from '../../schemas/records/mailing.ts'
import type { Recipient } from '../../schemas/records/notice.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { officeName } from '../../wording/offices.ts'

/** A mail not known to be sent. */
export interface OpenMail {
  readonly id: string
  readonly day: string
  readonly to: Recipient
  readonly state: MailingState
  /** The mail server's code. */
  readonly code?: string | undefined
}

const WORDS: Record<Exclude<MailingState, 'sent'>, string> = {
  claimed: '不能确定是否已发出，平台不会重发。请与该单位核实。',
  waiting: '邮件服务器暂时没有接收，平台每天还会再发几次。',
  'no-address': '该单位没有登记邮箱。请在“参数设置”的“单位联系”中补上，并电话告知。',
  bounced: '没有送达，平台不再重发。请核对邮箱，并电话告知。',
}
/** What an administrator can mend. */
const CAUSES: Record<string, string> = {
  MessageRejected: '发信服务没有接受：账户可能还在沙盒中，或发件、收件地址没有验证。请在发信服务中处理，不用重发。',
  452: '收件邮箱可能已满。请电话告知。',
  552: '收件邮箱已满。请电话告知。',
  'Bounce.Transient': '收件邮箱暂时不能接收，可能已满。请电话告知，邮箱恢复后不用更改地址。',
  'some-recipients-rejected': '该单位的其他邮箱已经发出。',
}
/** Whoever has entered no addresses knows without a longer list. */
const MOST = 20

/** The administrator's list of mails that perhaps never arrived. */
export function OpenMails({ policy, mails }: { policy: Policy; mails: readonly OpenMail[] }) {
  return (
    <section class="card" aria-labelledby="mails-title">
      <h2 id="mails-title">没有送达的通知（{mails.length}）</h2>
      <ul class="todo">
        {mails.slice(0, MOST).map(({ id, day, to, state, code }) => (
          <li class="wait">
            <h3>
              {officeName(policy, to)} <span>{dayName(day)}</span>
            </h3>
            <form method="post" action={`/timeliness/mails/${id}/close`} class="confirm">
              <div class="line">
                <span>
                  {state === 'sent' ? '' : WORDS[state]}
                  {CAUSES[code ?? '']}
                  {code && `（${code}）`}
                </span>
                <button type="submit">已处理</button>
              </div>
            </form>
          </li>
        ))}
      </ul>
      {mails.length > MOST && <p class="hint">另有 {mails.length - MOST} 封，处理后依次显示。</p>}
    </section>
  )
}
