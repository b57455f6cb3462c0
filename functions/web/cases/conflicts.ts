/** Persons over whom two counties disagree, and lists that were sent back over a name, as the last closes found them. */
import type { Conflict } from '../../../pages/cases/conflict-things.ts'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { sentBackListings } from '../../../rules/cases/awaited.ts'
import type { NextStep } from '../../../rules/cases/next-step.ts'
import { enrollingCounties } from '../../../rules/cases/settlements.ts'
import type { Reason } from '../../../schemas/codes.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { type StandingCase, standingCases } from '../../shared/cases/open-cases.ts'
import type { WebDeps } from '../deps.ts'

const CONFLICTS: ReadonlySet<string | undefined> = new Set<Reason>([
  'two-counties',
  'duplicate-enrolment',
  'enrolled-elsewhere',
])

/** By key: who is shown with name and number. */
type Whole = (key: string) => boolean

/** Nothing of the case but what both counties may know (docs/rules.md#who-sees-what). */
export async function conflictsOf(
  deps: WebDeps,
  policy: Policy,
  division: string,
  whole: Whole = () => false,
): Promise<Conflict[]> {
  const today = deps.dayOf(deps.now())
  const found = await eachCounty(deps, policy, (reason) => CONFLICTS.has(reason))
  return found.flatMap(([county, { row, standing, decision, next, person, active, id }]) => {
    const open = standing.state === 'under-review' ? next : undefined
    // Its review begins when the batch is approved without it, sent back or taken back.
    const isInBatch = standing.state === 'in-batch' && decision?.outcome === 'review' && CONFLICTS.has(decision.reason)
    const { reason = '' } = open ? standing : isInBatch ? decision : { reason: row.close.outcomeReason }
    if (!CONFLICTS.has(reason) && reason !== 'transferring') return []
    const matter = { person, active, returned: () => [] }
    const all = new Set([...active.map(([, of]) => of), ...enrollingCounties(county, matter)])
    const others = [...all].filter((of) => of !== county).sort()
    const isCitys = division === policy.city.code
    if (!isCitys && division !== county && !others.includes(division)) return []
    const name = nameOf({ person, active })
    const isWhole = whole(row.key)
    const isUnanswered = open !== undefined && isOverdueAnswer(open, today)
    const isOwn = isCitys ? isUnanswered : division === county && (open?.who.includes('social-insurance') ?? false)
    return [
      {
        ...{ county, number: row.number, reason, others, key: row.key, until: open?.until },
        ...{ name: isWhole ? name : maskedName(name), id: isWhole ? person.id : id },
        ...{ isUnanswered, isInBatch },
        stage: isInBatch ? 'doing' : open ? (isOwn ? 'todo' : 'doing') : 'done',
      },
    ]
  })
}

export const isOverdueAnswer = ({ what, until }: NextStep, today: string): boolean =>
  what === 'other-county' && until < today

export interface Correction {
  readonly key: string
  readonly name: string
  readonly id: string
  readonly category: string
  readonly township: string
  readonly until: string
}

/** The office's own listings of whoever a county has sent its lists back over. */
export async function correctionsOf(
  deps: WebDeps,
  policy: Policy,
  { division, office }: { readonly division: string; readonly office: string },
  whole: Whole = () => false,
): Promise<Correction[]> {
  const own = new Set(policy.categories.flatMap((category) => (category.office === office ? category.code : [])))
  const found = await eachCounty(deps, policy, (reason) => reason === 'name-conflict')
  const rows = found.flatMap(([, { standing, next, person, active, row }]) => {
    if (standing.state !== 'under-review' || next?.what !== 'correct-list') return []
    return sentBackListings(person, active).flatMap(([, of, category, { name, township }]): Correction[] => {
      if (of !== division || !own.has(category)) return []
      const isWhole = whole(row.key)
      const who = { name: isWhole ? name : maskedName(name), id: isWhole ? person.id : maskedId(person.id) }
      return [{ key: row.key, ...who, category, township, until: next.until }]
    })
  })
  return [...new Map(rows.map((one) => [`${one.key} ${one.category}`, one])).values()]
}

/** What the last closes found under review for these reasons, or may be since, as it is now; the most urgent first. */
async function eachCounty(
  deps: WebDeps,
  policy: Policy,
  isAsked: (reason: string | undefined) => boolean,
): Promise<(readonly [county: string, one: StandingCase])[]> {
  const day = deps.dayOf(deps.now())
  const found = await Promise.all(
    policy.counties.map(async ({ code: county }) => {
      const isWanted = ({ close }: StandingCase['row'], isStirred: boolean) => isStirred || isAsked(close.outcomeReason)
      return (await standingCases(deps, { county, policy, day, isWanted })).map((one) => [county, one] as const)
    }),
  )
  const until = ([, { next }]: readonly [string, StandingCase]) => next?.until ?? '9'
  return found.flat().sort((a, b) => (until(a) < until(b) ? -1 : 1))
}

const nameOf = ({ person: { register }, active }: Pick<StandingCase, 'person' | 'active'>) =>
  active[0]?.[3].name ?? Object.values(register)[0]?.name ?? ''
