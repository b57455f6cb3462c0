import type { Policy } from '../../schemas/records/policy.ts'
import { periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { RETURN_STATES } from '../../wording/returns.ts'
import { withoutStop } from '../../wording/without-stop.ts'

export interface ReturnItem {
  readonly division: string
  readonly period: string
  readonly is: 'closed' | 'sent-back' | 'to-sum-up' | 'to-sum-up-again'
  readonly reason?: string | undefined
  readonly submitted?: { readonly count: number; readonly of: number }
}

const STATES: Readonly<Record<ReturnItem['is'], string>> = {
  closed: RETURN_STATES.closed.words,
  'sent-back': RETURN_STATES['sent-back'].words,
  'to-sum-up': '待汇总报送',
  'to-sum-up-again': '待重新汇总报送',
}

/** Closed and not submitted, sent back, to be summed up. */
export function ReturnItems({ returns, policy }: { readonly returns: readonly ReturnItem[]; readonly policy: Policy }) {
  return (
    <>
      {returns.map(({ division, period, is, reason, submitted }) => (
        <li class={is === 'sent-back' ? 'bad' : 'wait'}>
          <h3>
            <a href={`/returns/${division}/${period}`}>
              {divisionName(division, policy)}
              {submitted ? PAGE_NAMES.consolidation : PAGE_NAMES.return}
            </a>
            <span>
              {periodName(period)}　{STATES[is]}
            </span>
          </h3>
          <p>
            {is === 'closed' && '本月已经办结，办结不等于报送：请打开核对数字后报送。'}
            {is === 'sent-back' && `${HEADINGS.returnedFor}：${withoutStop(reason ?? '')}。请更正后重新报送。`}
            {submitted &&
              `${submitted.of}个${HEADINGS.county}中有${submitted.count}个已报送。${is === 'to-sum-up' ? '请核对后报送汇总表。' : '上次报送以后有退回或者新的报送，请核对后重新报送汇总表。'}`}
          </p>
        </li>
      ))}
    </>
  )
}
