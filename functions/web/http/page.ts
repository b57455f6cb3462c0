/** Pages as responses. */
import { type Child, jsx } from 'hono/jsx'
import { Message } from '../../../pages/parts/message.tsx'
import { Purposes, Viewer, Waiting } from '../../../pages/parts/viewer.tsx'
import { PROBLEM_STATUSES, type ProblemCode } from '../../../schemas/api/problem.ts'
import { refusalHeading } from '../../../wording/refusals.ts'
import { viewer } from './viewing.ts'

/** A hub that has just started says so and looks again. */
export function refusalPage(code: ProblemCode, message: string): Response {
  const starting = code === 'policy-missing'
  const heading = refusalHeading(code)
  return page(Message({ heading, text: message, ...(starting && { again: 2 }) }), PROBLEM_STATUSES[code])
}

interface Beyond {
  /** The inbox's origin. */
  readonly uploadsTo?: string
  /** The outbox's, to which a form that asks for a file leads. */
  readonly filesFrom?: string
}

export function page(content: Child, status = 200, { uploadsTo = '', filesFrom = '' }: Beyond = {}): Response {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${uploadsTo}`.trim(),
    `form-action 'self' ${filesFrom}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  const { actor, purposes, tasks } = viewer() ?? {}
  const framed = jsx(Waiting, { value: tasks }, content)
  const within = jsx(Viewer, { value: actor }, jsx(Purposes, { value: purposes }, framed))
  return new Response(String(within), {
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
