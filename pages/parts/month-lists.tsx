import type { InTheWay } from '../../rules/roster/held-list.ts'
import type { Office } from '../../schemas/codes.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { dayName } from '../../wording/dates.ts'
import { formName } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { OFFICE_NAMES } from '../../wording/offices.ts'
import { OUTCOME_NAMES } from '../../wording/outcomes.ts'
import { NIL_SENT, SENT_TODAY, stateOf, UNSENT } from '../../wording/upload-state.ts'
import { StateBadge } from './state-badge.tsx'

/** What has come in of a county's month. */
export interface MonthStanding {
  readonly county: string
  readonly period: string
  /** Each list owed or sent, with the last file that counts, or 零报告. */
  readonly lists: readonly {
    form: string
    office: Office
    last: Upload | undefined
    inTheWay?: InTheWay | undefined
    nil: boolean
  }[]
  /** The last register of any month, and its age. */
  readonly register: { upload: Upload; days: number } | undefined
}

const OLD_DAYS = 31

/** Shown before a month is closed or paid. */
export function MonthLists({ standing, policy, now }: { standing: MonthStanding; policy: Policy; now: number }) {
  const { lists, register } = standing
  const missing = lists.filter(({ last, nil }) => !nil && last?.state !== 'accepted').length
  return (
    <>
      <p class={`note ${missing > 0 || !register ? 'bad' : 'good'}`}>
        {missing > 0 ? `应报名单中有 ${missing} 份没有报送或没有接收。` : '应报的名单都已报送。'}
        {!register && `没有参保登记信息，名单上的人员都会列为“${OUTCOME_NAMES.review}”。`}
      </p>
      <section class="scroll" aria-label="名单和参保登记信息" tabindex={0}>
        <table class="lists" aria-label="名单和参保登记信息">
          <thead>
            <tr>
              <th scope="col">{HEADINGS.list}</th>
              <th scope="col">{HEADINGS.sender}</th>
              <th scope="col">{HEADINGS.state}</th>
              <th scope="col">{HEADINGS.sentOn}</th>
            </tr>
          </thead>
          <tbody>
            {lists.map(({ form, office, last, inTheWay, nil }) => (
              <tr>
                <th scope="row">{formName(form, policy)}</th>
                <td>{OFFICE_NAMES[office]}</td>
                <td>
                  <StateBadge state={last ? stateOf(last, now, inTheWay !== undefined) : nil ? NIL_SENT : UNSENT} />
                </td>
                <td>{last && <a href={`/uploads/${last.division}/${last.id}`}>{dayName(last.day)}</a>}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{formName('register', policy)}</th>
              <td>{OFFICE_NAMES['social-insurance']}</td>
              <td>
                <StateBadge state={register ? stateOf(register.upload, now) : UNSENT} />
              </td>
              <td>{register && <RegisterDay {...register} />}</td>
            </tr>
          </tbody>
        </table>
      </section>
    </>
  )
}

function RegisterDay({ upload, days }: NonNullable<MonthStanding['register']>) {
  return (
    <>
      <a href={`/uploads/${upload.division}/${upload.id}`}>{dayName(upload.day)}</a>，
      {days === 0 ? SENT_TODAY : `${days}天前`}
      {days > OLD_DAYS && <strong>，请先更新</strong>}
    </>
  )
}
