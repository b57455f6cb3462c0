/** Persons over whom two counties disagree, and lists that were sent back over a name, as the last closes found them. */
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { sentBackListings } from '../../../rules/cases/awaited.ts'
import type { NextStep } from '../../../rules/cases/next-step.ts'
import { enrollingCounties } from '../../../rules/cases/settlements.ts'
import type { Reason } from '../../../schemas/codes.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { type OpenCase, openCases } from '../../shared/cases/open-cases.ts'
import type { WebDeps } from '../deps.ts'

const CONFLICTS: ReadonlySet<string | undefined> = new Set<Reason>([
  'two-counties',
  'duplicate-enrolment',
  'enrolled-elsewhere',
])

/** Nothing of the case but what both counties may know (docs/rules.md#who-sees-what). */
export interface Conflict {
  /** Whose case it is. */
  readonly county: string
  readonly number: string
  readonly reason: string
  readonly others: readonly string[]
  readonly key: string
  readonly name: string
  readonly id: string
  readonly until: string
  /** Another county has said that it is responsible, and this one has not answered in time. */
  readonly isUnanswered: boolean
}

/** @param whole by key: who is shown with name and number */
export async function conflictsOf(
  deps: WebDeps,
  policy: Policy,
  division: string,
  whole?: string,
): Promise<Conflict[]> {
  const today = deps.dayOf(deps.now())
  const found = await eachCounty(deps, policy, (reason) => CONFLICTS.has(reason))
  return found.flatMap(([county, { row, standing, next, person, active, id }]) => {
    const { reason = '' } = standing
    if (!CONFLICTS.has(reason) && reason !== 'transferring') return []
    const matter = { person, active, returned: () => [] }
    const all = new Set([...active.map(([, of]) => of), ...enrollingCounties(county, matter)])
    const others = [...all].filter((of) => of !== county).sort()
    if (division !== policy.city.code && division !== county && !others.includes(division)) return []
    const name = nameOf({ person, active })
    const isWhole = row.key === whole
    return [
      {
        ...{ county, number: row.number, reason, others, key: row.key, until: next.until },
        ...{ name: isWhole ? name : maskedName(name), id: isWhole ? person.id : id },
        isUnanswered: isOverdueAnswer(next, today),
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
  whole?: string,
): Promise<Correction[]> {
  const own = new Set(policy.categories.flatMap((category) => (category.office === office ? category.code : [])))
  const found = await eachCounty(deps, policy, (reason) => reason === 'name-conflict')
  const rows = found.flatMap(([, { next, person, active, row }]) => {
    if (next.what !== 'correct-list') return []
    return sentBackListings(person, active).flatMap(([, of, category, { name, township }]): Correction[] => {
      if (of !== division || !own.has(category)) return []
      const isWhole = row.key === whole
      const who = { name: isWhole ? name : maskedName(name), id: isWhole ? person.id : maskedId(person.id) }
      return [{ key: row.key, ...who, category, township, until: next.until }]
    })
  })
  return [...new Map(rows.map((one) => [`${one.key} ${one.category}`, one])).values()]
}

/** What the last closes found under review for these reasons, as it is now. */
async function eachCounty(
  deps: WebDeps,
  policy: Policy,
  isAsked: (reason: string | undefined) => boolean,
): Promise<(readonly [county: string, one: OpenCase])[]> {
  const day = deps.dayOf(deps.now())
  const found = await Promise.all(
    policy.counties.map(async ({ code: county }) => {
      const isWanted = ({ close }: OpenCase['row']) => isAsked(close.outcomeReason)
      return (await openCases(deps, { county, policy, day, isWanted })).map((one) => [county, one] as const)
    }),
  )
  return found.flat().filter(([, { standing }]) => standing.state === 'under-review')
}

const nameOf = ({ person: { register }, active }: Pick<OpenCase, 'person' | 'active'>) =>
  active[0]?.[3].name ?? Object.values(register)[0]?.name ?? ''
