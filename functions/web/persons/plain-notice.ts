/** 告知单 of a person, as of today. */
import type { PlainNotice } from '../../../schemas/api/person-file.ts'
import { plainNotice } from '../../../wording/plain-notice.ts'
import type { WebDeps } from '../deps.ts'
import type { Acting } from '../http/caller.ts'
import { personFile } from './person-file.ts'

interface Asked {
  readonly county: string
  readonly person: string
}

/** @throws 404 for a person of no list of the county */
export async function noticeOf(deps: WebDeps, { county, person }: Asked, actor: Acting): Promise<PlainNotice> {
  const { id, names, listings, decision, cases, asOf } = await personFile(deps, { county, person }, actor)
  const listing = listings.find(({ isActive }) => isActive) ?? listings[0]
  const year = Number(asOf.slice(0, 4))
  const offices = [
    { division: county, office: 'social-insurance' as const },
    ...(listing ? [{ division: listing.township, office: 'township' as const }] : []),
  ]
  const contacts = await Promise.all(
    offices.map(async (office) => {
      const [known] = (await deps.contacts.at(office)).filter(({ phone }) => phone)
      return { ...office, ...(known?.name && { name: known.name }), ...(known?.phone && { phone: known.phone }) }
    }),
  )
  return {
    ...{ county, person, id, day: asOf, name: names[0] ?? '', contacts },
    ...(listing && { township: listing.township, ...(listing.village && { village: listing.village }) }),
    told: plainNotice(decision, cases, year),
  }
}
