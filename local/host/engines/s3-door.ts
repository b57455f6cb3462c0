import type { IncomingHttpHeaders } from 'node:http'

/** What s3rver's own middlewares see of a request, as far as it counts here. */
interface Context {
  method: string
  headers: IncomingHttpHeaders
  query: Record<string, string | string[] | undefined>
  state: { account?: unknown }
}
export type Middleware = (ctx: Context, next: () => Promise<unknown>) => Promise<unknown>

/**
 * s3rver checks a signature where it sees one (also that nothing was altered and that it has not expired) and serves a
 * request in which it sees none, which S3 with public access blocked does not. Here nobody passes whom s3rver itself
 * has not recognised: what a request looks like to anybody else does not count.
 * @param admit called with a request that passes, and whether its signature stands in its URL
 */
export function onlyRecognised(
  authenticate: Middleware,
  denied: (message: string) => Error,
  admit: (ctx: Context, presigned: boolean) => void,
): Middleware {
  return async (ctx, next) => {
    // A browser asks before it sends, and cannot sign that: it has its answer by now, and gets nothing else.
    if (ctx.method === 'OPTIONS') return
    // Which of two would count is for nobody to guess.
    if (Object.values(ctx.query).some(Array.isArray)) throw denied('A parameter is given twice')
    const orders = Object.keys(ctx.headers).filter((name) => name.startsWith('x-amz-'))
    return authenticate(ctx, () => {
      if (!ctx.state.account) throw denied('Access Denied')
      const presigned = 'X-Amz-Algorithm' in ctx.query
      // An `x-amz-` header changes what a request does (copy another object, say), so S3 wants each of them signed.
      const signed = String(ctx.query['X-Amz-SignedHeaders']).split(';')
      if (presigned && orders.some((name) => !signed.includes(name)))
        throw denied('Headers present which were not signed')
      admit(ctx, presigned)
      return next()
    })
  }
}

/** The store, for requests that have passed: whatever way one comes by, its data are behind this. */
export function behindDoor<T extends object>(store: T, isRefused: () => boolean, denied: () => Error): T {
  return new Proxy(store, {
    get(target, name) {
      const found = Reflect.get(target, name)
      if (typeof found !== 'function') return found
      return (...args: unknown[]) => {
        // How a bucket answers other origins and whether it is a web site is looked up before the signature is.
        if (name !== 'getSubresource' && isRefused()) throw denied()
        return found.apply(target, args)
      }
    },
  })
}
