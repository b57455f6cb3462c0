/** A hub that has no time just now is asked again, and an act happens once all the same (docs/integrate.md#again). */
import { randomUUID } from 'node:crypto'
import type { ProblemCode } from '../../schemas/api/problem.ts'
import { backOff } from '../../stores/aws/in-chunks.ts'

/** Milliseconds: a computer that is too slow for longer stays so. */
const PATIENCE = 600_000
/** Unavailable now and later. */
const FINAL: readonly (ProblemCode | undefined)[] = ['policy-missing', 'stopping']

interface Answered<T> {
  readonly ok: boolean
  readonly status: number
  readonly said: T & { readonly code?: ProblemCode; readonly message?: string }
}

export async function askPatiently<T>(url: string, init: RequestInit): Promise<Answered<T>> {
  const headers = new Headers(init.headers)
  if (init.method === 'POST') headers.set('idempotency-key', randomUUID())
  const until = performance.now() + PATIENCE
  for (let attempt = 1; ; attempt++) {
    const response = await heard(url, { ...init, headers })
    const { ok, status } = response
    const said = (await response.json()) as Answered<T>['said']
    // The act whose answer was lost may still be under way.
    const isBusy = (status === 503 && !FINAL.includes(said.code)) || said.code === 'idempotency-running'
    if (!isBusy || performance.now() > until) return { ok, status, said }
    await backOff(attempt)
  }
}

/** A front that had no time to listen says 408 and nothing else. */
export async function heard(url: string, init: RequestInit): Promise<Response> {
  const until = performance.now() + PATIENCE
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, init)
    if (response.status !== 408 || performance.now() > until) return response
    await response.arrayBuffer()
    await backOff(attempt)
  }
}
