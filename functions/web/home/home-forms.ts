/** Home page forms that lead to another page; a refused one is shown again as filled in. */
import * as z from 'zod'
import { BatchRequest } from '../../../schemas/records/batch.ts'
import { orAgain } from '../http/again.ts'
import { signatureOf } from '../http/allow.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { refuse } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { prepareBatch } from '../payments/batch-requests.ts'
import { ChosenList, nilPath } from '../uploads/nil-pages.ts'
import { sentBy } from '../uploads/nil-return.ts'
import { homePage } from './home-page.ts'

const wish = z.string().optional()

/** One field chooses both, as `<county>/<run>`. */
const ChosenMonth = z
  .object({ run: z.string() })
  .transform(({ run: chosen }) => {
    const [county, run] = chosen.split('/')
    return { county, run }
  })
  .pipe(BatchRequest)

export const homeForms: readonly Route[] = [
  pageRoute({
    path: '/nil-returns',
    summary: 'Leads to the page of the list that was chosen',
    does: { action: 'see', resource: 'portal' },
    query: { division: wish, list: wish, period: wish },
    refuses: [400],
    async run(deps, asked) {
      const { query } = asked
      const next = async () => {
        const nil = ChosenList.safeParse(query)
        if (!nil.success) throw refuse('nil-incomplete')
        await sentBy(deps, nil.data)
        return new Response(null, { status: 303, headers: { Location: nilPath(nil.data) } })
      }
      return orAgain('nil-list', query, next, (fault, status) => homePage(deps, asked, fault, status))
    },
  }),
  formRoute({
    path: '/batches',
    opens: '/',
    summary: 'Prepares a batch of payments of a closed month',
    does: { action: 'prepare', resource: 'batch', of: 'county' },
    // The month on which the page was, to show it again.
    query: { period: wish },
    refuses: [409],
    form: ChosenMonth,
    incomplete: 'batch-incomplete',
    again: { field: '', show: homePage },
    async run(deps, { body, caller }) {
      const { county, id } = await prepareBatch(deps, body, signatureOf(caller))
      return `/batches/${county}/${id}`
    },
  }),
]
