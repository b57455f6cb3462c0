/** What is owed: nil returns, timeliness, and mails that somebody has to look after. */
import { Hono } from 'hono'
import { onTimeRate } from '../../rules/deadlines/timeliness.ts'
import { NilReturn } from '../../schemas/nil-return.ts'
import { Received } from '../../schemas/obligation.ts'
import { openAsks, receiveAsk } from './asks.ts'
import type { WebDeps } from './deps.ts'
import { acceptNilReturn, takeBackNil } from './nil-return.ts'
import { jsonBody, policyInForce, refuse } from './refuse.ts'
import { timeliness, timelinessFile } from './timeliness.ts'
import { asOfRequest } from './today.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function deadlineRoutes(deps: WebDeps): Hono {
  const api = new Hono()

  api.post('/nil-returns', async (c) =>
    c.json(await acceptNilReturn(asOfRequest(deps, c), await jsonBody(c.req.raw, NilReturn)), 201),
  )
  api.post('/nil-returns/withdrawal', async (c) => {
    await takeBackNil(deps, await jsonBody(c.req.raw, NilReturn))
    return c.json({ ok: true })
  })

  api.get('/timeliness', async (c) => {
    const found = await timeliness(deps, await policyInForce(deps), yearOf(c.req.query('year')))
    return c.json({ ...found, onTime: onTimeRate(found.standings) })
  })
  api.get('/timeliness/:file', async (c) => {
    const policy = await policyInForce(deps)
    const found = await timeliness(deps, policy, yearOf(c.req.param('file').replace(/\.xlsx$/, '')))
    c.header('Content-Type', XLSX)
    c.header(
      'Content-Disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(`${found.year}年报送及时情况`)}.xlsx`,
    )
    return c.body(await timelinessFile(found, policy))
  })

  api.get('/asks', async (c) => c.json(await openAsks(deps, await policyInForce(deps))))
  api.post('/asks/received', async (c) => {
    const missing = await receiveAsk(asOfRequest(deps, c), await jsonBody(c.req.raw, Received))
    return c.json({ ok: missing === 0, missing })
  })

  api.get('/notices/open', async (c) => c.json(await deps.notices.open()))
  api.post('/notices/open/:id/close', async (c) => {
    await deps.notices.close(c.req.param('id'))
    return c.json({ ok: true })
  })
  return api
}

/** @throws 400 for what is no year */
export function yearOf(text: string | undefined): number | undefined {
  if (text !== undefined && !/^20\d\d$/.test(text)) throw refuse(400, '年份请写成四位数字，例如 2018。')
  return text === undefined ? undefined : Number(text)
}
