/** Refusals by code, in a clerk's words (wording/refusals.ts). */
import { HTTPException } from 'hono/http-exception'
import type * as z from 'zod'
import { PROBLEM_STATUSES, type Problem, type ProblemCode } from '../../../schemas/api/problem.ts'
import { type FactsOf, refusalSentence } from '../../../wording/refusals.ts'

type Faults = Readonly<Problem['faults']>

export class Refusal extends HTTPException {
  readonly code: ProblemCode
  readonly faults: Faults
  /** Of a form, where the refusal knows better than its route. */
  readonly field: string | undefined
  constructor(code: ProblemCode, message: string, faults?: Faults, field?: string) {
    super(PROBLEM_STATUSES[code], { message })
    this.code = code
    this.faults = faults
    this.field = field
  }
}

export function refuse<C extends ProblemCode>(code: C, ...facts: FactsOf<C>): Refusal {
  return new Refusal(code, refusalSentence(code, ...facts))
}

export function found<T>(value: T | undefined): T {
  if (value === undefined) throw refuse('not-found')
  return value
}

export function namesOf(error: z.ZodError): readonly string[] {
  return error.issues.map(({ path }) => path.join('.'))
}
