import type { PlainNotice } from '../../schemas/api/person-file.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName, officeName, townshipName } from '../../wording/offices.ts'
import { BACK_TO_FILE, PRINT_PAGE } from '../../wording/page-names.ts'
import { PLAIN } from '../../wording/plain-notice.ts'
import { Layout } from '../parts/layout.tsx'
import { ShownTo } from '../parts/looking.tsx'

interface PlainNoticeProps {
  readonly notice: PlainNotice
  readonly policy: Policy
  readonly local: boolean
  readonly now: number
}

/** 告知单: one sheet for the person or the village. */
export function PlainNoticePage({ notice, policy, local, now }: PlainNoticeProps) {
  const { county, person, name, id, township, village, day, told, contacts } = notice
  return (
    <Layout title={PLAIN.title} here="/persons" policy={policy} local={local}>
      <p class="back">
        <a href={`/persons/${county}/${person}`}>{BACK_TO_FILE}</a>
      </p>
      <article class="card notice">
        <h1>{PLAIN.title}</h1>
        <p>
          {PLAIN.what}（{dayName(day)}）
        </p>
        <dl class="facts">
          <dt>{HEADINGS.name}</dt>
          <dd>{name}</dd>
          <dt>{HEADINGS.id}</dt>
          <dd>{id}</dd>
          <dt>住址</dt>
          <dd>
            {divisionName(county, policy)}
            {township && townshipName(county, township, policy)}
            {village}
          </dd>
        </dl>
        {told.map(({ result, why, todo }) => (
          <section>
            <p class="said">{result}</p>
            <dl class="facts">
              <dt>{PLAIN.why}</dt>
              <dd>{why}</dd>
              <dt>{PLAIN.todo}</dt>
              <dd>{todo}</dd>
            </dl>
          </section>
        ))}
        <dl class="facts">
          <dt>{PLAIN.whom}</dt>
          {contacts.map(({ division, office, name: whom, phone }) => (
            <dd>
              {officeName(policy, { division, office })} {whom} {phone ?? PLAIN.noPhone}
            </dd>
          ))}
        </dl>
        <p class="hint">{PLAIN.kept}</p>
      </article>
      <p class="screen hint">{PRINT_PAGE}</p>
      <ShownTo policy={policy} now={now} />
    </Layout>
  )
}
