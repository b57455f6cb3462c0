/** A county's month is closed: first what of it is in, then the button. */
import { type Context, Hono } from 'hono'
import { ClosingPage } from '../../pages/closing.tsx'
import type { Fault } from '../../pages/parts/fault.tsx'
import { ReviewRequest } from '../../schemas/messages.ts'
import { orAgain } from './again.ts'
import type { WebDeps } from './deps.ts'
import { monthStanding } from './month-standing.ts'
import { isLocal, page } from './page.ts'
import { policyInForce, refuse } from './refuse.ts'
import { requestReview } from './request-review.ts'
import { asOfRequest } from './today.ts'

interface Asked {
  readonly county: string
  readonly period: string
}

export function closingPages(deps: WebDeps): Hono {
  const pages = new Hono()
  pages.get('/closing', (c) => show(deps, c, askedIn(c.req.query())))
  pages.post('/reviews', async (c) => {
    const fields = await c.req.parseBody()
    const asked = askedIn(fields)
    const close = async () => {
      await requestReview(asOfRequest(deps, c), asked)
      return c.redirect(`/?period=${asked.period}#outcomes-title`, 303)
    }
    return orAgain('close', fields, close, (fault, status) => show(deps, c, asked, fault, status))
  })
  return pages
}

/** @throws 400 where not all of it was chosen */
function askedIn(fields: object): Asked {
  const asked = ReviewRequest.required().safeParse(fields)
  if (!asked.success) throw refuse(400, '请选择县（市、区）和月份，再点“核对并办结”。')
  return asked.data
}

async function show(deps: WebDeps, c: Context, { county, period }: Asked, fault?: Fault, status = 200) {
  const policy = await policyInForce(deps)
  if (!policy.counties.some(({ code }) => code === county)) throw refuse(400, '没有这个县（市、区）。请核对区划代码。')
  const standing = await monthStanding(asOfRequest(deps, c), policy, county, period)
  const now = deps.now().getTime()
  return page(ClosingPage({ policy, local: isLocal(c.req.url), now, standing, fault }), status)
}
