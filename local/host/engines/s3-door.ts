import type { IncomingMessage } from 'node:http'

/** Whether the request carries its signature in the URL. */
export function isPresigned(request: IncomingMessage): boolean {
  return /[?&]X-Amz-Signature=/.test(request.url ?? '')
}

/**
 * The front door: s3rver checks a signature that is there (also that it is unaltered and has not expired) but serves
 * a request that has none, which S3 with public access blocked does not. Only version 4 passes; a preflight is asked
 * by a browser, which cannot sign it.
 */
export function refusal(request: IncomingMessage): { status: number; xml: string } | undefined {
  if (request.method === 'OPTIONS') return
  if (isPresigned(request))
    return hasUnsignedOrder(request) ? denied('Headers present which were not signed') : undefined
  return request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') ? undefined : denied('Access Denied')
}

/** An `x-amz-` header changes what a request does (copy another object, say), so S3 wants each of them signed. */
function hasUnsignedOrder(request: IncomingMessage): boolean {
  const signed = new URL(request.url ?? '/', 'http://s3').searchParams.get('X-Amz-SignedHeaders')?.split(';') ?? []
  return Object.keys(request.headers).some((name) => name.startsWith('x-amz-') && !signed.includes(name))
}

function denied(message: string) {
  return {
    status: 403,
    xml: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`,
  }
}
