import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

interface Context {
  method: string
  headers: IncomingHttpHeaders
  path: string
  params: { bucket?: string; key?: string }
  query: Record<string, string | string[] | undefined>
  state: { account?: unknown }
}
export type Middleware = (ctx: Context, next: () => Promise<unknown>) => Promise<unknown>

/** A signed URL names this hub's key, a browser's preflight of it too; a stranger cannot guess it. */
export function namesKey({ url = '', headers: { authorization = '' } }: IncomingMessage, accessKeyId: string): boolean {
  return [url, authorization].some((text) => text.includes(`Credential=${accessKeyId}`))
}

/** s3rver reckons the signature of a bucket's own address without the slash at its end, with which the SDK signs it. */
export function withSlash(authenticate: Middleware): Middleware {
  return (ctx, next) => {
    const { bucket, key } = ctx.params
    if (!bucket || key || !ctx.path.endsWith('/')) return authenticate(ctx, next)
    ctx.params.bucket = `${bucket}/`
    return authenticate(ctx, () => {
      ctx.params.bucket = bucket
      return next()
    })
  }
}

/**
 * s3rver serves requests in which it sees no signature; this door lets only those pass whom s3rver has recognised.
 * @param admit called with a request that passes, and whether its URL is signed
 */
export function onlyRecognised(
  authenticate: Middleware,
  denied: (message: string) => Error,
  admit: (ctx: Context, presigned: boolean) => void,
): Middleware {
  return async (ctx, next) => {
    // A browser's preflight cannot be signed, and gets nothing else.
    if (ctx.method === 'OPTIONS') return
    if (Object.values(ctx.query).some(Array.isArray)) throw denied('A parameter is given twice')
    const orders = Object.keys(ctx.headers).filter((name) => name.startsWith('x-amz-'))
    return authenticate(ctx, () => {
      if (!ctx.state.account) throw denied('Access Denied')
      const presigned = 'X-Amz-Algorithm' in ctx.query
      // S3 wants each `x-amz-` header signed, since it changes what a request does.
      const signed = String(ctx.query['X-Amz-SignedHeaders']).split(';')
      if (presigned && orders.some((name) => !signed.includes(name)))
        throw denied('Headers present which were not signed')
      admit(ctx, presigned)
      return next()
    })
  }
}

/** The store answers recognised requests alone, whatever way they come by. */
export function behindDoor<T extends object>(store: T, isRefused: () => boolean, denied: () => Error): T {
  return new Proxy(store, {
    get(target, name) {
      const found = Reflect.get(target, name)
      if (typeof found !== 'function') return found
      return (...args: unknown[]) => {
        if (name !== 'getSubresource' && isRefused()) throw denied()
        return found.apply(target, args)
      }
    },
  })
}
