/** The routes: schema in, store or queue, schema out. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'
import { writeTemplate } from '../../forms/template.ts'
import { FORMS, type FormCode } from '../../schemas/columns.ts'
import { ReviewRequest } from '../../schemas/messages.ts'
import { Confirmation, UploadRequest } from '../../schemas/upload.ts'
import { errorFields, log } from '../log.ts'
import type { WebDeps } from './deps.ts'
import { requestReview } from './request-review.ts'
import { requestUpload } from './request-upload.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Seconds for which a link to a file is good. */
const LINK_SECONDS = 300

export function app(deps: WebDeps): Hono {
  const web = new Hono()

  web.post('/api/uploads', async (c) => c.json(await requestUpload(deps, await body(c.req.raw, UploadRequest)), 201))
  web.get('/api/uploads', async (c) => {
    const { counties, city } = await inForce(deps)
    const divisions = c.req.query('division')?.split(',') ?? [city.code, ...counties.map((p) => p.code)]
    return c.json((await Promise.all(divisions.map((division) => deps.uploads.list(division, 100)))).flat())
  })
  web.get('/api/uploads/:division/:id', async (c) =>
    c.json(found(await deps.uploads.get(c.req.param('division'), c.req.param('id')))),
  )
  web.post('/api/uploads/:division/:id/confirm', async (c) => {
    const { division, id } = c.req.param()
    const { by } = await body(c.req.raw, Confirmation)
    if (!(await deps.uploads.confirm(division, id, by)))
      throw refuse(409, '这份名单没有在等待确认，可能别人已经确认过。请刷新页面查看。')
    await deps.intakeQueue.send({ type: 'held.confirmed', division, upload: id })
    return c.json({ ok: true }, 202)
  })
  web.get('/api/uploads/:division/:id/returned', async (c) => {
    const upload = found(await deps.uploads.get(c.req.param('division'), c.req.param('id')))
    const name = `${upload.fileName.replace(/\.[^.]*$/, '')}-退回.xlsx`
    return c.redirect(await deps.outbox.signGet(found(upload.returnedKey), name, LINK_SECONDS))
  })

  web.post('/api/reviews', async (c) => c.json(await requestReview(deps, await body(c.req.raw, ReviewRequest)), 202))
  web.get('/api/reviews/:county/:id', async (c) =>
    c.json(found(await deps.reviews.get(c.req.param('county'), c.req.param('id')))),
  )

  web.get('/templates/:file', async (c) => {
    const form = found(FORMS[c.req.param('file').replace(/\.xlsx$/, '') as FormCode])
    c.header('Content-Type', XLSX)
    c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(form.title)}.xlsx`)
    return c.body(await bytesOf((out) => writeTemplate(out, form)))
  })

  web.notFound((c) => c.json({ message: '没有这个页面，或者您无权查看。' }, 404))
  web.onError((error, c) => {
    if (error instanceof HTTPException) return c.json({ message: error.message }, error.status)
    log('error', { stage: 'web', what: 'failed', ...errorFields(error) })
    return c.json({ message: '系统出错，您的数据没有改变。请稍后再试，仍然不行请与平台管理员联系。' }, 500)
  })
  return web
}

async function inForce(deps: WebDeps) {
  const policy = await deps.policies.current()
  if (!policy) throw refuse(503, '平台还没有设置参数，请与平台管理员联系。')
  return policy
}

function refuse(status: 400 | 404 | 409 | 503, message: string): HTTPException {
  return new HTTPException(status, { message })
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw refuse(404, '没有这个页面，或者您无权查看。')
  return value
}

async function body<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await request.json().catch(() => undefined))
  if (!parsed.success)
    throw refuse(400, `请求的内容不对：${parsed.error.issues.map((i) => i.path.join('.') || '正文').join('、')}`)
  return parsed.data
}

/** A workbook small enough to be answered whole. */
async function bytesOf(write: (out: PassThrough) => Promise<unknown>): Promise<Uint8Array<ArrayBuffer>> {
  const out = new PassThrough()
  const [bytes] = await Promise.all([buffer(out), write(out)])
  return new Uint8Array(bytes)
}
