/** The API of 零报告. */
import { SubmissionShown } from '../../../schemas/api/deadlines.ts'
import { Done } from '../../../schemas/api/done.ts'
import { NilReturn } from '../../../schemas/records/nil-return.ts'
import { signatureOf } from '../http/allow.ts'
import { apiRoute } from '../http/api-route.ts'
import { done, type Route } from '../http/route.ts'
import { acceptNilReturn, takeBackNil } from './nil-return.ts'

const own = { resource: 'name-list', of: 'division' } as const

export const nilApi: readonly Route[] = [
  apiRoute({
    method: 'POST',
    path: '/api/nil-returns',
    summary: 'Says that an office has nobody to report of a month',
    does: { action: 'report', ...own },
    body: NilReturn,
    status: 201,
    answer: SubmissionShown,
    refuses: [409],
    run: (deps, { body, caller }) => acceptNilReturn(deps, body, signatureOf(caller)),
  }),
  apiRoute({
    method: 'POST',
    path: '/api/nil-returns/withdrawal',
    summary: 'Takes a nil return back, as if it had not been said',
    does: { action: 'take-back', ...own },
    body: NilReturn,
    answer: Done,
    refuses: [409],
    run: async (deps, { body }) => done(takeBackNil(deps, body)),
  }),
]
