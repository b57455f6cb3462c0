import type { Compared } from '../../schemas/records/compared.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { COMPARISON, namedOf, onlyCityTitle } from '../../wording/comparison.ts'
import { periodName, whenName } from '../../wording/dates.ts'
import { formName } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName, officeName, townshipName } from '../../wording/offices.ts'
import { BACK_TO_COMPARISON, BACK_TO_RECEIPT, EXPORT, PAGE_NAMES } from '../../wording/page-names.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking, REVEALED, Reveal, ShownTo } from '../parts/looking.tsx'
import { ScrollTable } from '../parts/scroll-table.tsx'

interface OnlyCityProps {
  readonly upload: Upload
  readonly county: string
  /** Masked, but for one. */
  readonly persons: Compared['onlyCity']
  /** Of all, whatever is shown. */
  readonly count: number
  /** Who is shown whole, by key. */
  readonly whole: string | undefined
  /** A later full list stands. */
  readonly isOvertaken: boolean
  readonly policy: Policy
  readonly now: number
  readonly local: boolean
  readonly fault: Fault | undefined
}

/** Persons of a city's list whom a county's list lacks. */
export function OnlyCityPage(props: OnlyCityProps) {
  const { upload, county, persons, count, whole, policy, now, local, fault } = props
  const { division, office, id } = upload
  const at = `/uploads/${division}/${id}/compared/${county}`
  const title = onlyCityTitle(divisionName(county, policy))
  return (
    <Layout title={title} here="/roster" policy={policy} local={local} fault={fault}>
      <p class="back">
        <a href={`/uploads/${division}/${id}`}>{BACK_TO_RECEIPT}</a>{' '}
        <a href={`/comparison/${division}/${office}`}>{BACK_TO_COMPARISON}</a>
      </p>
      <h1>{title}</h1>
      <section class="card">
        <p>
          {officeName(policy, upload)}
          {periodName(upload.period)}
          {formName(upload.form, policy)}，{whenName(upload.day, upload.requestedAt)}报送，比对时
          {officeName(policy, { division: county, office })}的名单没有下列{count}人。
        </p>
        {upload.withdrawn && <p class="note">这份名单已撤回。</p>}
        {props.isOvertaken && (
          <p class="note">
            {COMPARISON.overtaken}
            <a href={`/comparison/${division}/${office}`}>{PAGE_NAMES.comparison}</a>
          </p>
        )}
        {count === 0 ? <p class="note">{COMPARISON.empty}</p> : <p class="hint">{COMPARISON.mend}</p>}
        {count > 0 && (
          <>
            <Looking work="lists" action={`${at}#${REVEALED}`} fault={fault}>
              <button class="plain" type="submit" formaction={`${at}/persons.xlsx`}>
                {EXPORT}
              </button>
            </Looking>
            {persons.length < count && <p class="hint">{namedOf(persons.length, count)}</p>}
            <ScrollTable name={title} headings={[HEADINGS.name, HEADINGS.id, HEADINGS.township, HEADINGS.village]}>
              {persons.map((person) => (
                <tr id={person.key === whole ? REVEALED : undefined}>
                  <th scope="row">{person.name}</th>
                  <td>
                    {person.id} {person.key !== whole && <Reveal of={person} />}
                  </td>
                  <td>{townshipName(county, person.township, policy)}</td>
                  <td>{person.village}</td>
                </tr>
              ))}
            </ScrollTable>
          </>
        )}
        <ShownTo policy={policy} now={now} />
      </section>
    </Layout>
  )
}
