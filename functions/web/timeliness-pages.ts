/** The board of timeliness, with the mails that somebody has to look after. */
import { Hono } from 'hono'
import { Timeliness } from '../../pages/timeliness.tsx'
import { boardOf, onTimeRate } from '../../rules/deadlines/timeliness.ts'
import { Received } from '../../schemas/obligation.ts'
import { openAsks, receiveAsk } from './asks.ts'
import { yearOf } from './deadline-routes.ts'
import type { WebDeps } from './deps.ts'
import { isLocal, page } from './page-routes.ts'
import { policyInForce, refuse } from './refuse.ts'
import { clockTime, timeliness } from './timeliness.ts'
import { asOfRequest } from './today.ts'

export function timelinessPages(deps: WebDeps): Hono {
  const pages = new Hono()
  pages.get('/timeliness', async (c) => {
    const policy = await policyInForce(deps)
    const [found, mails, asks] = await Promise.all([
      timeliness(deps, policy, yearOf(c.req.query('year'))),
      deps.notices.open(),
      openAsks(deps, policy),
    ])
    const { year, years, now, standings } = found
    const quarter = (from: number) =>
      onTimeRate(standings.filter(({ obligation: o }) => Math.floor((Number(o.period.slice(5)) - 1) / 3) === from))
    return page(
      Timeliness({
        policy,
        local: isLocal(c.req.url),
        year,
        years,
        asOf: clockTime(now),
        rows: boardOf(standings, year),
        quarters: [0, 1, 2, 3].map(quarter),
        whole: onTimeRate(standings),
        mails,
        asks,
      }),
    )
  })
  pages.post('/timeliness/mails/:id/close', async (c) => {
    await deps.notices.close(c.req.param('id'))
    return c.redirect('/timeliness', 303)
  })
  pages.post('/timeliness/asks/received', async (c) => {
    const received = Received.safeParse(await c.req.parseBody())
    if (!received.success) throw refuse(400, '没有这项要求。请刷新页面查看。')
    await receiveAsk(asOfRequest(deps, c), received.data)
    return c.redirect('/timeliness', 303)
  })
  return pages
}
