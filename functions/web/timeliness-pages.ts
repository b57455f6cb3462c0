/** The board of timeliness, with the mails that somebody has to look after. */
import { type Context, Hono } from 'hono'
import { Message } from '../../pages/message.tsx'
import type { Fault } from '../../pages/parts/fault.tsx'
import { amountField } from '../../pages/parts/open-asks.tsx'
import { Timeliness } from '../../pages/timeliness.tsx'
import { yuan } from '../../rules/amount.ts'
import { boardOf, onTimeRate } from '../../rules/deadlines/timeliness.ts'
import { Received } from '../../schemas/obligation.ts'
import { orAgain } from './again.ts'
import { openAsks, receiveAsk } from './asks.ts'
import { yearOf } from './deadline-routes.ts'
import type { WebDeps } from './deps.ts'
import { isLocal, page } from './page.ts'
import { policyInForce, refuse } from './refuse.ts'
import { clockTime, timeliness } from './timeliness.ts'
import { asOfRequest } from './today.ts'

const shortText = (missing: number) =>
  `拨款比申请少${yuan(missing)}元，已通知财政局、社保经办机构和人社局。补足以后，请按累计拨付金额再报一次。`

export function timelinessPages(deps: WebDeps): Hono {
  const pages = new Hono()
  pages.get('/timeliness', (c) => show(deps, c))
  pages.post('/timeliness/mails/:id/close', async (c) => {
    await deps.notices.close(c.req.param('id'))
    return c.redirect('/timeliness', 303)
  })
  pages.post('/timeliness/asks/received', async (c) => {
    const fields = await c.req.parseBody()
    const field = amountField({ division: String(fields.division), ref: String(fields.ref) })
    return orAgain(
      field,
      fields,
      () => receive(deps, c, fields),
      (fault, status) => show(deps, c, fault, status),
    )
  })
  return pages
}

async function receive(deps: WebDeps, c: Context, { yuan: amount = '', ...fields }: Record<string, unknown>) {
  const said = String(amount).replace(/[,，\s]/g, '')
  if (!/^(\d+(\.\d{1,2})?)?$/.test(said)) throw refuse(400, '拨付金额请写数字，单位元，最多两位小数，例如 12000.00。')
  const fen = said === '' ? undefined : Math.round(Number(said) * 100)
  const received = Received.safeParse({ ...fields, fen })
  if (!received.success) throw refuse(400, '没有这项要求。请刷新页面查看。')
  const missing = await receiveAsk(asOfRequest(deps, c), received.data)
  return missing > 0 ? page(Message({ heading: '拨款不足', text: shortText(missing) })) : c.redirect('/timeliness', 303)
}

async function show(deps: WebDeps, c: Context, fault?: Fault, status = 200): Promise<Response> {
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
      fault,
    }),
    status,
  )
}
