import type { PersonsFound } from '../../schemas/api/person-search.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName, townshipName } from '../../wording/offices.ts'
import { BACK_TO_CASES, OPEN_FILE, PAGE_NAMES } from '../../wording/page-names.ts'
import { LEFT, ON_LISTS, searchedText } from '../../wording/person-file.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { PersonSearch } from '../parts/person-search.tsx'
import { ScrollTable } from '../parts/scroll-table.tsx'

interface PersonsProps {
  readonly county: string
  readonly found: PersonsFound | undefined
  readonly policy: Policy
  readonly local: boolean
  readonly fault: Fault | undefined
}

/** Persons of a county that were looked for, masked; what was typed is shown nowhere. */
export function PersonsPage({ county, found, policy, local, fault }: PersonsProps) {
  return (
    <Layout title={PAGE_NAMES.search} here="/persons" policy={policy} local={local} fault={fault}>
      <p class="back">
        <a href={`/cases/${county}`}>{BACK_TO_CASES}</a>
      </p>
      <h1>
        {divisionName(county, policy)}
        {PAGE_NAMES.search}
      </h1>
      <PersonSearch county={county} fault={fault} />
      {found && <Results county={county} found={found} policy={policy} />}
    </Layout>
  )
}

const COLUMNS = [
  HEADINGS.name,
  HEADINGS.id,
  HEADINGS.township,
  HEADINGS.list,
  HEADINGS.caseNumber,
  PAGE_NAMES.personFile,
]

function Results({
  county,
  found,
  policy,
}: Pick<PersonsProps, 'county' | 'policy'> & { readonly found: PersonsFound }) {
  const { persons, isMore } = found
  return (
    <section class="card" aria-labelledby="found-title">
      <h2 id="found-title">找到{persons.length}人</h2>
      <p class="hint">{searchedText(found.searched, periodName)}</p>
      {isMore && <p class="note">还有更多的人。请输入完整的姓名、身份证号码或者案件编号。</p>}
      {persons.length === 0 ? (
        <p class="note">没有找到。请核对案件编号、姓名或者身份证号码；没有列入本县（市、区）名单的人查不到。</p>
      ) : (
        <ScrollTable name="找到的人员" headings={COLUMNS}>
          {persons.map(({ person, name, id, township, isListed, cases }) => (
            <tr>
              <th scope="row">{name}</th>
              <td>{id}</td>
              <td>{township && townshipName(county, township, policy)}</td>
              <td>{isListed ? ON_LISTS : LEFT}</td>
              <td>
                {cases.map((number) => (
                  <>
                    <a href={`/cases/${county}/${number}`}>{number}</a>{' '}
                  </>
                ))}
              </td>
              <td>
                <a href={`/persons/${county}/${person}`}>{OPEN_FILE}</a>
              </td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </section>
  )
}
