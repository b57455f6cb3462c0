/** The API: schema in, store or queue, schema out. */
import { Hono } from 'hono'
import { ReviewRequest } from '../../schemas/messages.ts'
import { Confirmation, SendingBack, UploadRequest, Withdrawal } from '../../schemas/upload.ts'
import { batchRoutes } from './batch-routes.ts'
import { confirmHeld } from './confirm-held.ts'
import { deadlineRoutes } from './deadline-routes.ts'
import type { WebDeps } from './deps.ts'
import { ENDINGS_SHOWN, endingsOf } from './endings.ts'
import { policyApi } from './policy-routes.ts'
import { found, jsonBody, policyInForce, refuse } from './refuse.ts'
import { requestReview } from './request-review.ts'
import { requestUpload } from './request-upload.ts'
import { sendBack, takeBack } from './take-back.ts'
import { asOfRequest } from './today.ts'
import { discard, tickOff } from './upload-pages.ts'

/** Seconds for which a link to a file is good. */
const LINK_SECONDS = 300

export function apiRoutes(deps: WebDeps): Hono {
  const api = new Hono()

  api.post('/uploads', async (c) =>
    c.json(await requestUpload(asOfRequest(deps, c), await jsonBody(c.req.raw, UploadRequest)), 201),
  )
  api.get('/uploads', async (c) => {
    const { counties, city } = await policyInForce(deps)
    const places = [city, ...counties].map(({ code }) => code)
    const asked = c.req.query('division')
    // Each once and known, however long the question is: every one of them is read.
    const divisions = asked === undefined ? places : places.filter((code) => asked.split(',').includes(code))
    if (divisions.length === 0) throw refuse(400, '没有这个区划代码。多个代码请用英文逗号隔开。')
    return c.json((await Promise.all(divisions.map((division) => deps.uploads.list(division, 100)))).flat())
  })
  api.get('/uploads/:division/:id', async (c) =>
    c.json(found(await deps.uploads.get(c.req.param('division'), c.req.param('id')))),
  )
  api.post('/uploads/:division/:id/confirm', async (c) => {
    await confirmHeld(deps, { ...c.req.param(), ...(await jsonBody(c.req.raw, Confirmation.required())) })
    return c.json({ ok: true }, 202)
  })
  api.post('/uploads/:division/:id/tick-off', async (c) => {
    await tickOff(deps, c.req.param())
    return c.json({ ok: true })
  })
  api.post('/uploads/:division/:id/discard', async (c) => {
    await discard(deps, c.req.param())
    return c.json({ ok: true })
  })
  api.post('/uploads/:division/:id/withdrawal', async (c) => {
    await takeBack(deps, { ...c.req.param(), ...(await jsonBody(c.req.raw, Withdrawal)) })
    return c.json({ ok: true }, 202)
  })
  api.post('/uploads/:division/:id/sending-back', async (c) => {
    await sendBack(deps, { ...c.req.param(), ...(await jsonBody(c.req.raw, SendingBack)) })
    return c.json({ ok: true }, 202)
  })
  api.get('/uploads/:division/:id/endings', async (c) => {
    const upload = found(await deps.uploads.get(c.req.param('division'), c.req.param('id')))
    return c.json(found(await endingsOf(deps, upload, Number(c.req.query('most') ?? ENDINGS_SHOWN))))
  })
  api.get('/uploads/:division/:id/returned', async (c) => {
    const upload = found(await deps.uploads.get(c.req.param('division'), c.req.param('id')))
    const name = `${upload.fileName.replace(/\.[^.]*$/, '')}-退回.xlsx`
    return c.redirect(await deps.outbox.signGet(found(upload.returnedKey), name, LINK_SECONDS))
  })

  api.post('/reviews', async (c) =>
    c.json(await requestReview(asOfRequest(deps, c), await jsonBody(c.req.raw, ReviewRequest)), 202),
  )
  api.get('/reviews/:county/:id', async (c) =>
    c.json(found(await deps.reviews.get(c.req.param('county'), c.req.param('id')))),
  )
  api.route('/', batchRoutes(deps))
  api.route('/', deadlineRoutes(deps))
  api.route('/', policyApi(deps))
  return api
}
