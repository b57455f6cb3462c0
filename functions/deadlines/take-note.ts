/** What follows from an answer: requests end that it has answered, and whoever must act next is told. */
import { allocatedFen, outstandingFen } from '../../rules/payments/money.ts'
import type { AboutAnswer } from '../../schemas/messages/to-deadlines.ts'
import type { OfficeRequest } from '../../schemas/records/obligation.ts'
import { type AnswerForm, countyOf, isAnswerForm, type Upload } from '../../schemas/records/upload.ts'
import { judgeRequests } from './answered-requests.ts'
import { countCounty } from './case-turns.ts'
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
  await judgeRequests(deps, upload.day, (of, form) => of === county && form === ended)
  // Whoever is to confirm sees it at once, and no longer than it waits.
  if (upload.form === 'settlement') await countCounty(deps, await deps.policies.inForce(), county, upload.day)
}

/** Requests of which the file has brought a part. */
export async function shortAfter({ funding }: Pick<DeadlinesDeps, 'funding'>, { division, id, day, form }: Upload) {
  if (form !== ('allocation' satisfies AnswerForm)) return []
  const isOf = ({ order }: { readonly order?: string | undefined }) => order?.split('#')[1] === id
  return (await funding.list(division)).flatMap((request) =>
    outstandingFen(request) > 0 && Object.values(request.allocations).some(isOf)
      ? { type: 'allocation.short' as const, county: division, batch: request.id, fen: allocatedFen(request), on: day }
      : [],
  )
}
