/** A county's month: its lists, owed or sent, and the register. */
import type { MonthStanding } from '../../../pages/parts/month-lists.tsx'
import { daysBetween } from '../../../rules/deadlines/day-steps.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { headOf, isInForce, type Upload } from '../../../schemas/records/upload.ts'
import { stateOf } from '../../../wording/upload-state.ts'
import { heldBehind } from '../../shared/work/held-behind.ts'
import type { WebDeps } from '../deps.ts'
import { timeliness } from './timeliness.ts'

type Deps = Pick<WebDeps, 'uploads' | 'submissions' | 'submitted' | 'heads' | 'deadlines' | 'demo' | 'now' | 'dayOf'>

export async function monthStanding(
  deps: Deps,
  policy: Policy,
  county: string,
  period: string,
): Promise<MonthStanding> {
  const [uploads, submitted, owed, register] = await Promise.all([
    deps.uploads.ofPeriod(county, period),
    deps.submissions.ofPeriod(period),
    // Whoever closes a county's month sees what all of its offices owe.
    timeliness(deps, policy, Number(period.slice(0, 4)), (_, __, { division }) => division === county, period),
    lastRegister(deps, county),
  ])
  const isOf = (division: string, of: string) => division === county && of === period
  const nilReturns = [...submitted.values()].filter(({ division, state }) => division === county && state === 'nil')
  const due = owed.standings.map(({ obligation }) => obligation).filter((o) => isOf(o.division, o.period))
  const forms = policy.categories.flatMap(({ code, office }) =>
    (['full', 'new'] as const).map((mode) => ({ form: `${code}-${mode}`, office })),
  )
  const now = deps.now().getTime()
  const lists = forms.map(async ({ form, office }) => {
    const last = lastOf(
      uploads.filter((upload) => upload.form === form),
      now,
    )
    const nil = nilReturns.some((one) => one.form === form)
    if (!last && !nil && !due.some((one) => one.form === form)) return []
    return [{ form, office, last, inTheWay: last && (await heldBehind(deps, last)), nil }]
  })
  const today = deps.dayOf(deps.now())
  return {
    county,
    period,
    lists: (await Promise.all(lists)).flat(),
    register: register && { upload: register, days: Math.max(0, daysBetween(register.day, today)) },
  }
}

/** A file that was refused, or never came, leaves an earlier one in force. */
function lastOf(uploads: readonly Upload[], now: number): Upload | undefined {
  const own = uploads.filter(({ state, discarded }) => !discarded && state !== 'withdrawn')
  return own.findLast((upload) => isInForce(upload) || stateOf(upload, now).moving) ?? own.at(-1)
}

export async function lastRegister(
  { heads, uploads }: Pick<Deps, 'heads' | 'uploads'>,
  county: string,
): Promise<Upload | undefined> {
  const { lists } = await heads.get(headOf(county, 'register'))
  const last = lists.at(-1)
  return last && uploads.get(county, last.upload)
}
