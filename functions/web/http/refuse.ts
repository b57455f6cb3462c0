/** Refusals in a clerk's words. */
import { HTTPException } from 'hono/http-exception'
import type * as z from 'zod'
import type { Problem, ProblemStatus } from '../../../schemas/api/problem.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'

const NOT_HERE = '没有这个页面，或者您无权查看。'

type Faults = Readonly<Problem['faults']>

export class Refusal extends HTTPException {
  readonly faults: Faults
  constructor(status: ProblemStatus, message: string, faults?: Faults) {
    super(status, { message })
    this.faults = faults
  }
}

export function refuse(status: Exclude<ProblemStatus, 500>, message = NOT_HERE, faults?: Faults): Refusal {
  return new Refusal(status, message, faults)
}

export function found<T>(value: T | undefined): T {
  if (value === undefined) throw refuse(404)
  return value
}

/** @throws 503 without a policy */
export async function policyInForce(deps: Pick<WebDeps, 'policies'>): Promise<Policy> {
  const policy = await deps.policies.current()
  if (!policy) throw refuse(503, '平台还没有设置参数，请稍候再试；仍然不行请与平台管理员联系。')
  return policy
}

/** @throws 400 naming the fields that do not fit */
export async function jsonBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await request.json().catch(() => undefined))
  if (!parsed.success) throw refuse(400, `请求的内容不对：${namesOf(parsed.error)}`)
  return parsed.data
}

export function namesOf(error: z.ZodError): string {
  return error.issues.map(({ path }) => path.join('.') || '正文').join('、')
}
