/** An act that a program asks for again under one `Idempotency-Key` happens once (docs/integrate.md#again). */
import { createHash, hash } from 'node:crypto'
import type { Context } from 'hono'
import * as z from 'zod'
import type { Does } from '../../../schemas/access.ts'
import { errorFields, log } from '../../shared/stages/log.ts'
import type { WebDeps } from '../deps.ts'
import { signatureOf } from './allow.ts'
import type { Caller } from './caller.ts'
import { refuse } from './refuse.ts'

export const REPEAT_HEADER = 'Idempotency-Key'
const FIT = /^[!-~]{1,200}$/

/** What only looks is asked again without harm. */
export const isRepeatable = ({ action }: Does): boolean => action !== 'see' && action !== 'verify'

const Event = z.object({ event: z.object({ headers: z.record(z.string(), z.string().optional()) }) })

/** Between the gateway and the request an empty header is left out, and what is not ASCII written in ASCII. */
function saidIn(c: Context): string | undefined {
  const sent = Event.safeParse(c.env)
  return sent.success ? sent.data.event.headers[REPEAT_HEADER.toLowerCase()] : c.req.header(REPEAT_HEADER)
}

/** @returns the key and what it was said about; undefined where none was said. @throws 400 */
export function repeatOf(c: Context, caller: Caller, body: Uint8Array) {
  const said = saidIn(c)
  if (said === undefined) return undefined
  // The draft of the standard writes it between quotation marks.
  const key = said.trim().replace(/^"(.*)"$/, '$1')
  if (!FIT.test(key)) throw refuse('idempotency-key-unfit')
  const asked = createHash('sha256').update(`${c.req.method} ${c.req.path}\n`).update(body).digest('hex')
  return { account: signatureOf(caller).account, key: hash('sha256', key, 'hex'), asked }
}

/**
 * @returns what the act answers, or has answered before
 * @throws 409 while it is under way, 422 where the key was said about something else
 */
export async function once<T>(
  { repeats, now }: Pick<WebDeps, 'repeats' | 'now'>,
  repeat: ReturnType<typeof repeatOf>,
  act: () => Promise<T>,
  again: (answer: T) => Promise<T>,
): Promise<T> {
  if (!repeat) return act()
  const begun = await repeats.begin(repeat, now())
  if (begun.is === 'answered') return again(JSON.parse(begun.answer) as T)
  if (begun.is !== 'new') throw refuse(begun.is === 'other' ? 'idempotency-key-reused' : 'idempotency-running')
  const answer = await act().catch(async (error) => {
    // A refused act has changed nothing, so it may be tried again.
    await unlessFails(repeats.forget(repeat, begun.at))
    throw error
  })
  await unlessFails(repeats.keep(repeat, begun.at, JSON.stringify(answer)))
  return answer
}

/** The act is done, or refused, whatever becomes of the note about it. */
const unlessFails = (note: Promise<unknown>) =>
  note.catch((error) => log('error', { stage: 'web', what: 'repeat unnoted', ...errorFields(error) }))
