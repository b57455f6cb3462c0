/** What follows from an answer: requests end that it has answered, and whoever must act next is told. */
import { cityCalendar } from '../../rules/deadlines/work-calendar.ts'
import { allocatedFen, outstandingFen } from '../../rules/payments/money.ts'
import type { AboutAllocation, AboutAnswer } from '../../schemas/messages/to-deadlines.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import type { FundingRequest } from '../../schemas/records/funding-request.ts'
import type { OfficeRequest } from '../../schemas/records/obligation.ts'
import { type AnswerForm, countyOf, isAnswerForm, type Upload } from '../../schemas/records/upload.ts'
import { judgeRequests } from './answered-requests.ts'
import { heedMoved } from './case-turns.ts'
import type { DeadlinesDeps } from './deps.ts'

const ENDS: Record<AnswerForm, OfficeRequest['form']> = {
  materials: 'materials',
  settlement: 'materials',
  'bank-return': 'bank-return',
  allocation: 'allocation',
}

export async function endRequests(deps: DeadlinesDeps, { division, upload: id }: AboutAnswer): Promise<void> {
  const upload = await deps.uploads.get(division, id)
  if (!upload || !isAnswerForm(upload.form)) return
  const ended = ENDS[upload.form]
  const county = countyOf(division)
  // Papers are looked at with whatever else has moved.
  if (ended !== 'materials') await judgeRequests(deps, upload.day, (of, form) => of === county && form === ended)
  if (upload.form !== ('allocation' satisfies AnswerForm)) await heedMoved(deps, { county, day: upload.day, by: id })
}

/** Requests of which the file has brought a part after their day: until then nothing is short (docs/cases.md#money). */
export async function shortAfter(
  { funding, deadlines }: Pick<DeadlinesDeps, 'funding' | 'deadlines'>,
  { division, id, day: on, form }: Upload,
): Promise<AboutAllocation[]> {
  if (form !== ('allocation' satisfies AnswerForm)) return []
  const { asked, calendar } = (await deadlines.policy()) ?? DEFAULT_DEADLINES
  const workdays = cityCalendar(calendar)
  const isOf = ({ order }: { readonly order?: string | undefined }) => order?.split('#')[1] === id
  const isDue = ({ day }: FundingRequest) => workdays.after(day, asked.allocation) < on
  return (await funding.list(division))
    .filter((one) => isDue(one) && outstandingFen(one) > 0 && Object.values(one.allocations).some(isOf))
    .map((one) => ({ type: 'allocation.short', county: division, batch: one.id, fen: allocatedFen(one), on }))
}
