import type { PersonFile } from '../../schemas/api/person-file.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { BACK_TO_CASES, OPEN_FILE, PAGE_NAMES } from '../../wording/page-names.ts'
import { AS_OF, NOTHING_THEN, PERSON_FILE_TITLE, warningText } from '../../wording/person-file.ts'
import { PLAIN } from '../../wording/plain-notice.ts'
import { type Fault, faulty } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking, REVEALED, ShownTo, WhoLooked } from '../parts/looking.tsx'
import { DecisionFacts } from './decision.tsx'
import { CasesTable, Letters, Listings, Looks, Materials, Money, Others, Registered, Said } from './file-tables.tsx'
import { Timeline } from './timeline.tsx'

export interface PersonFileProps {
  readonly county: string
  readonly person: string
  /** Masked until a purpose is said. */
  readonly name: string
  readonly id: string
  readonly asOf: string
  readonly from: string
  readonly today: string
  readonly file: PersonFile | undefined
  readonly policy: Policy
  readonly local: boolean
  readonly now: number
  readonly fault: Fault | undefined
}

/** 贫困人员养老保险精准扶贫档案: closed until a purpose is said, then as of any day. */
export function PersonFilePage(props: PersonFileProps) {
  const { county, person, name, id, asOf, from, today, file, policy, local, now, fault } = props
  return (
    <Layout title={PAGE_NAMES.personFile} here="/persons" policy={policy} local={local} landscape fault={fault}>
      <p class="back">
        <a href={`/cases/${county}`}>{BACK_TO_CASES}</a>
      </p>
      <h1>{PERSON_FILE_TITLE}</h1>
      <section class="card" aria-labelledby="person-title">
        <h2 id="person-title">{HEADINGS.person}</h2>
        <dl class="facts" id={file && REVEALED}>
          <dt>{HEADINGS.name}</dt>
          <dd>{name}</dd>
          <dt>{HEADINGS.id}</dt>
          <dd>
            {id} {file && <WhoLooked county={county} person={person} />}
          </dd>
          <dt>{HEADINGS.county}</dt>
          <dd>{divisionName(county, policy)}</dd>
          {file && (
            <>
              <dt>{AS_OF}</dt>
              <dd>{dayName(file.asOf)}</dd>
            </>
          )}
        </dl>
        <Looking work="files" action={`/persons/${county}/${person}#${REVEALED}`} fault={fault}>
          <div class="field">
            <label for="asOf">{AS_OF}（不填为今天）</label>
            <input
              type="date"
              id="asOf"
              name="asOf"
              min={from}
              max={today}
              value={fault?.typed.asOf ?? (file && asOf !== today ? asOf : '')}
              {...faulty(fault, 'asOf')}
            />
          </div>
          <button type="submit">{OPEN_FILE}</button>
          <button type="submit" class="plain" formaction={`/persons/${county}/${person}/notice`}>
            {PLAIN.title}
          </button>
        </Looking>
      </section>
      {file && <Opened file={file} policy={policy} />}
      <ShownTo policy={policy} now={now} />
    </Layout>
  )
}

function Opened({ file, policy }: { readonly file: PersonFile; readonly policy: Policy }) {
  if (file.id === '') return <p class="note">{NOTHING_THEN}</p>
  const { county } = file
  return (
    <>
      {file.warnings.map((warning) => (
        <p class="note bad">{warningText(warning, policy)}</p>
      ))}
      <section class="card" aria-labelledby="decision-title">
        <h2 id="decision-title">{HEADINGS.decision}</h2>
        {file.decision ? (
          <DecisionFacts of={file.decision} policy={policy} />
        ) : (
          <p class="note">这一天不在本县（市、区）的名单上，没有比对结果。</p>
        )}
      </section>
      <CasesTable county={county} cases={file.cases} />
      <Listings county={county} listings={file.listings} policy={policy} />
      <Registered rows={file.register} />
      <Others others={file.others} id={file.id} policy={policy} />
      <Materials of={file.materials} />
      <Said settlements={file.settlements} />
      <Money county={county} rows={file.money} />
      <Timeline entries={file.timeline} policy={policy} />
      <Letters letters={file.letters} policy={policy} />
      <Looks looks={file.looks} />
    </>
  )
}
