/** Checks of every request, headers of every answer. */
import type { Context, MiddlewareHandler } from 'hono'
import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { getPath } from 'hono/utils/url'
import * as z from 'zod'
import { correlated, correlationIn } from '../../../stores/aws/correlation.ts'
import { logWithin } from '../../shared/stages/log.ts'
import { keyGiven } from './key-given.ts'
import { refuse } from './refuse.ts'

const LONGEST_PART = 512

/** Only hosts are compared: gateways do not tell the scheme reliably. */
const isOwn = (origin: string, c: Context) => URL.canParse(origin) && new URL(origin).host === new URL(c.req.url).host

/** A browser sends no key by itself, so no page of others can make it ask. */
const noForeignPage: MiddlewareHandler = async (c, next) => {
  if (keyGiven(c) !== undefined) return next()
  const origin = c.req.header('Origin')
  const isLook = ['GET', 'HEAD'].includes(c.req.method)
  if (!isLook && ((origin && !isOwn(origin, c)) || c.req.header('Sec-Fetch-Site') === 'cross-site'))
    throw refuse('page-foreign')
  await next()
}

const noEndlessPath: MiddlewareHandler = async (c, next) => {
  const parts = decoded(c.req.path).split('/')
  if (parts.some((part) => Buffer.byteLength(part) > LONGEST_PART)) throw refuse('not-found')
  await next()
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const Named = z.object({
  lambdaContext: z.object({ awsRequestId: z.string() }).optional(),
  requestContext: z.object({ requestId: z.string() }).optional(),
})

const named: MiddlewareHandler = (c, next) => {
  const { lambdaContext, requestContext } = Named.safeParse(c.env).data ?? {}
  const asked = requestContext?.requestId
  return correlated(correlationIn(asked), () => logWithin({ request: lambdaContext?.awsRequestId ?? asked }, next))
}

const keptNowhere: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Cross-Origin-Resource-Policy', 'same-origin')
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
}

/** Programs say which version of the API they were written for (docs/adr/0032-api-for-machines.md). */
export const unversioned = (path: string) => path.replace(/^\/api\/v1(?=\/)/, '/api')

export function gate(): Hono {
  const web = new Hono({ getPath: (request) => unversioned(getPath(request)) })
  web.use(named, keptNowhere, noEndlessPath, noForeignPage)
  // A form without an Origin is foreign too; departments' systems send JSON without one.
  const noForeignForm = csrf({ origin: isOwn })
  web.use((c, next) => (keyGiven(c) === undefined ? noForeignForm(c, next) : next()))
  return web
}
