import type { RegisterRow } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { NOT_REGISTERED } from '../../wording/case-page.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName, townshipName } from '../../wording/offices.ts'
import { BENEFIT_NAMES, CONTRIBUTION_NAMES, ENROLMENT_NAMES, SCHEME_NAMES } from '../../wording/register.ts'
import { ScrollTable } from '../parts/scroll-table.tsx'

export interface Listed {
  readonly category: string
  readonly name: string
  readonly township: string
  readonly village: string | undefined
}

export type Registered = Omit<RegisterRow, 'name'> & { readonly name: string; readonly scheme: string }

/** Of another county nobody sees more (docs/rules.md#who-sees-what). */
export interface Other {
  readonly county: string
  readonly names: readonly string[]
}

interface SidesProps {
  readonly county: string
  readonly id: string
  readonly listings: readonly Listed[]
  readonly registered: readonly Registered[]
  readonly others: readonly Other[]
  readonly policy: Policy
}

/** What each side says of the person. */
export function Sides({ county, id, listings, registered, others, policy }: SidesProps) {
  return (
    <section class="card" aria-labelledby="sides-title">
      <h2 id="sides-title">双方情况</h2>
      <h3>本县（市、区）名单</h3>
      {listings.length === 0 ? (
        <p class="note">现在不在本县（市、区）的名单上。</p>
      ) : (
        <ScrollTable
          name="本县（市、区）名单"
          headings={[HEADINGS.category, HEADINGS.name, HEADINGS.township, HEADINGS.village]}
        >
          {listings.map(({ category, name, township, village }) => (
            <tr>
              <th scope="row">{policy.categories.find(({ code }) => code === category)?.name ?? category}</th>
              <td>{name}</td>
              <td>{townshipName(county, township, policy)}</td>
              <td>{village}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
      <h3>本县（市、区）参保登记</h3>
      {registered.length === 0 ? (
        <p class="note">{NOT_REGISTERED}</p>
      ) : (
        <ScrollTable
          name="本县（市、区）参保登记"
          headings={[
            HEADINGS.scheme,
            HEADINGS.name,
            HEADINGS.enrolment,
            HEADINGS.registerYear,
            HEADINGS.paidThisYear,
            HEADINGS.drawing,
          ]}
        >
          {registered.map(({ scheme, name, enrolment, year, contribution, benefit }) => (
            <tr>
              <th scope="row">{SCHEME_NAMES[scheme as keyof typeof SCHEME_NAMES]}</th>
              <td>{name}</td>
              <td>{ENROLMENT_NAMES[enrolment]}</td>
              <td>{year}</td>
              <td>{CONTRIBUTION_NAMES[contribution]}</td>
              <td>{BENEFIT_NAMES[benefit]}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
      {others.length > 0 && (
        <>
          <h3>{HEADINGS.otherCounty}</h3>
          <ScrollTable name={HEADINGS.otherCounty} headings={[HEADINGS.county, HEADINGS.name, HEADINGS.id]}>
            {others.map(({ county: of, names }) => (
              <tr>
                <th scope="row">{divisionName(of, policy)}</th>
                <td>{names.join('、')}</td>
                <td>{id}</td>
              </tr>
            ))}
          </ScrollTable>
        </>
      )}
    </section>
  )
}
