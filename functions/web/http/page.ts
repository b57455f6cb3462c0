/** Pages as responses. */
import { type Child, jsx } from 'hono/jsx'
import { Message } from '../../../pages/parts/message.tsx'
import { Viewer } from '../../../pages/parts/viewer.tsx'
import { PROBLEM_STATUSES, type ProblemCode } from '../../../schemas/api/problem.ts'
import { refusalHeading } from '../../../wording/refusals.ts'
import { viewer } from './viewing.ts'

/** A hub that has just started says so and looks again. */
export function refusalPage(code: ProblemCode, message: string): Response {
  const starting = code === 'policy-missing'
  const heading = refusalHeading(code)
  return page(Message({ heading, text: message, ...(starting && { again: 2 }) }), PROBLEM_STATUSES[code])
}

/** @param uploadsTo the inbox's origin */
export function page(content: Child, status = 200, uploadsTo = ''): Response {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${uploadsTo}`.trim(),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return new Response(String(jsx(Viewer, { value: viewer() }, content)), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy.join('; '),
      'X-Content-Type-Options': 'nosniff',
      // Forms tell their origin to this hub only.
      'Referrer-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    },
  })
}
