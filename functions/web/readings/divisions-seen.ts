/** Divisions of whose things an account may see some: a county's office looks into no other county. */
import type { Policy } from '../../../schemas/records/policy.ts'
import type { Acting } from '../http/caller.ts'

export function divisionsSeen({ city, counties }: Policy, actor: Pick<Acting, 'division'> | undefined): string[] {
  if (!actor) return []
  if (actor.division === city.code) return [city.code, ...counties.map(({ code }) => code)]
  return [actor.division.slice(0, 6)]
}

export async function flat<T>(lists: readonly Promise<readonly T[]>[]): Promise<T[]> {
  return (await Promise.all(lists)).flat()
}
