/** The one decision who may do and see what (docs/access.md#seeing), of account, action and the thing's owner. */
import type { Does, Resource } from '../../schemas/access.ts'
import type { Office } from '../../schemas/codes.ts'
import { DUTIES, type DutyRow, type May, type Role, SCOPES, SEEN } from '../../schemas/duties.ts'
import type { Actor } from '../../schemas/records/account.ts'

/** Whose a thing is. */
export interface Owner {
  readonly division: string
  readonly office?: Office | undefined
}

type Act = Pick<Does, 'action' | 'resource'> & { readonly persons: boolean }
type Who = Pick<Actor, 'division' | 'office'> & { readonly duties: readonly Role[] }

/** Who keeps accounts, settings or the audit sees nothing of what offices send. */
export function seesNothing({ duties }: Pick<Who, 'duties'>): boolean {
  return DUTIES.every(({ duty, sees }) => sees === 'nothing' || !duties.includes(duty))
}

export function may(actor: Who, act: Act, owner: Owner): boolean {
  // Keys are nobody who looks around.
  if (act.resource === 'portal') return DUTIES.some(({ duty }) => actor.duties.includes(duty))
  const duties = [...DUTIES, ...SCOPES].filter(({ duty }) => actor.duties.includes(duty))
  const isSeen = act.action === 'see' && isSeenBy(actor, act.resource, owner)
  if (isSeen && duties.some((row) => isShown(row, act))) return true
  return !(act.action === 'see' && act.persons) && duties.some((row) => isDoneBy(row, actor, act, owner))
}

function isShown({ sees }: DutyRow, { persons }: Act): boolean {
  return sees === 'persons' || (sees === 'counts' && !persons)
}

function isDoneBy(row: DutyRow, actor: Who, { action, resource }: Act, owner: Owner): boolean {
  return row.may.some(
    ({ actions, by, whose, ...one }) =>
      one.resource === resource &&
      actions.includes(action) &&
      (!by || (actor.office !== undefined && by.includes(actor.office))) &&
      isOfWhom(whose, actor, owner),
  )
}

function isOfWhom(whose: May['whose'], actor: Who, owner: Owner): boolean {
  const isOwn = actor.division === owner.division
  if (whose === 'own division and townships') return isOwn || actor.division === owner.division.slice(0, 6)
  if (whose === 'own office below')
    return actor.division === above(owner.division) && !isOwn && actor.office === owner.office
  if (whose === 'below own division') return actor.division === above(owner.division) && !isOwn
  if (whose === 'own division and below')
    return isOwn || [above(owner.division), above(above(owner.division))].includes(actor.division)
  return isOwn && (whose === 'own division' || (actor.office !== undefined && actor.office === owner.office))
}

function isSeenBy({ division, office }: Who, resource: Resource, owner: Owner): boolean {
  if (office === undefined) return false
  const seen = SEEN[resource]
  const [of, by] = {
    city: [seen.inCity],
    county: [seen.inCounty, seen.byCity],
    township: [seen.inTownship, seen.byCounty],
  }[levelOf(owner.division)]
  if (division === owner.division) return (seen.owner && office === owner.office) || (of?.includes(office) ?? false)
  return division === above(owner.division) && (by?.includes(office) ?? false)
}

/** GB/T 2260: nine digits are a township’s, and a city’s six end in 00. */
function levelOf(division: string): 'city' | 'county' | 'township' {
  if (division.length > 6) return 'township'
  return division.endsWith('00') ? 'city' : 'county'
}

const above = (division: string) => (division.length > 6 ? division.slice(0, 6) : `${division.slice(0, 4)}00`)
