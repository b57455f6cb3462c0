import type { Account } from '../../../schemas/records/account.ts'
import type { PersonLook } from '../../../schemas/records/audit.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { AUDIT_KINDS, AUDIT_OUTCOMES, LOOKS, NO_LOOKS } from '../../../wording/audit.ts'
import { timeName } from '../../../wording/dates.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { BACK_TO_FILE, PAGE_NAMES } from '../../../wording/page-names.ts'
import { purposeSaid } from '../../../wording/purposes.ts'
import { Layout } from '../../parts/layout.tsx'
import { ScrollTable } from '../../parts/scroll-table.tsx'
import { accountName, accountPlace } from './audit-table.tsx'

export interface PersonLooksProps {
  readonly county: string
  readonly person: string
  readonly policy: Policy
  readonly accounts: readonly Account[]
  /** The latest first. */
  readonly looks: readonly PersonLook[]
}

export function PersonLooksPage({ local, ...looks }: PersonLooksProps & { readonly local: boolean }) {
  return (
    <Layout policy={looks.policy} here="/persons" local={local} title={PAGE_NAMES.looks}>
      <p class="back">
        <a href={`/persons/${looks.county}/${looks.person}`}>{BACK_TO_FILE}</a>
      </p>
      <h1>{PAGE_NAMES.looks}</h1>
      <PersonLooks {...looks} />
    </Layout>
  )
}

/** Who looked at a person, on the person's page. */
function PersonLooks({ policy, accounts, looks }: PersonLooksProps) {
  return (
    <section class="card" aria-labelledby="looks-title">
      <h2 id="looks-title">{LOOKS}</h2>
      {looks.length === 0 ? (
        <p class="note">{NO_LOOKS}</p>
      ) : (
        <ScrollTable
          name="查看记录列表"
          headings={[
            HEADINGS.time,
            HEADINGS.account,
            HEADINGS.office,
            HEADINGS.kind,
            HEADINGS.purpose,
            HEADINGS.outcome,
          ]}
        >
          {looks.map((look) => (
            <tr>
              <th scope="row" class="brief">
                {timeName(look.time)}
              </th>
              <td>{accountName(accounts, look.account)}</td>
              <td>{accountPlace(policy, accounts, look)}</td>
              <td>{AUDIT_KINDS[look.kind]}</td>
              <td>{look.purpose && purposeSaid(look.purpose)}</td>
              <td>{AUDIT_OUTCOMES[look.outcome]}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </section>
  )
}
