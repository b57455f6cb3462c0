import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { declares } from '../../wording/declaration.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { MATERIALS, VERIFIED_ON } from '../../wording/materials-page.ts'
import { townshipName } from '../../wording/offices.ts'
import { CHOOSE, DOWNLOAD_FORM, OVERDUE, PAGE_NAMES } from '../../wording/page-names.ts'
import { standingName } from '../../wording/standings.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking } from '../parts/looking.tsx'
import { Signer } from '../parts/signer.tsx'
import { Allowed } from '../parts/viewer.tsx'
import type { ListedCase } from './case-list.tsx'

interface MaterialsPageProps {
  readonly division: string
  readonly villages: readonly { readonly village: string; readonly cases: readonly ListedCase[] }[]
  /** Beyond those shown; not above 0 where all are. */
  readonly more: number
  readonly policy: Policy
  readonly local: boolean
  readonly today: string
  readonly fault: Fault | undefined
}

/** What a township has to collect, on a phone: a small form a case. */
export function MaterialsPage({ division, villages, more, policy, local, today, fault }: MaterialsPageProps) {
  const path = `/materials/${division}`
  return (
    <Layout title={PAGE_NAMES.materials} here="/materials" policy={policy} local={local} fault={fault}>
      <h1>
        {townshipName(division.slice(0, 6), division, policy)}
        {PAGE_NAMES.materials}
      </h1>
      {villages.length === 0 && <p class="note">没有需要收集材料的案件。本月办结以后，新的案件列在这里。</p>}
      {villages.length > 0 && (
        <>
          <p class="hint">
            姓名和身份证号码见《申报材料收集通知》，按案件编号对照。可以一件一报，也可以填好几件一起报；没有选材料情况的不报。
          </p>
          <section class="card" aria-labelledby="form-title">
            <h2 id="form-title">用表报送</h2>
            <p class="hint">
              表中已填好案件编号、姓名和身份证号码。没有收集的人，请删去该行；其余填好以后，在“报送”页上传。
            </p>
            <Looking work="files" action={`${path}/form.xlsx`} fault={fault}>
              <button type="submit">{DOWNLOAD_FORM}</button>
            </Looking>
          </section>
          <form id="materials" method="post" action={path}>
            {villages.map(({ village, cases }) => (
              <section class="card" aria-label={village || HEADINGS.village}>
                <h2>
                  {village || '没有填村（居）的'}（{cases.length}件）
                </h2>
                {cases.map((one) => (
                  <OneCase of={one} today={today} division={division} fault={fault} />
                ))}
              </section>
            ))}
            <Allowed to="send" what="answer" of={{ division, office: 'township' }}>
              <p class="hint">点“报送”即声明：{declares('materials')}</p>
              <Signer what={HEADINGS.sentBy} />
              <button type="submit">报送已填写的各件</button>
            </Allowed>
          </form>
          {more > 0 && <p class="hint">还有{more}件，在报送以后依次列出。</p>}
        </>
      )}
    </Layout>
  )
}

interface OneCaseProps {
  readonly of: ListedCase
  readonly division: string
  readonly today: string
  readonly fault: Fault | undefined
}

function OneCase({ of: { row, standing, next, name, id }, division, today, fault }: OneCaseProps) {
  const fieldOf = (heading: string) => `${row.number}.${heading}`
  return (
    <details class="place" open={MATERIALS.some(({ heading }) => fault?.typed[fieldOf(heading)])}>
      <summary>
        <h3>
          {name} {id}
        </h3>
        <span>
          {row.number} {standingName(standing)} {dayName(next.until)}
        </span>{' '}
        {next.until < today && <b class="mark bad">{OVERDUE}</b>}
      </summary>
      <div class="fields">
        {MATERIALS.map(({ heading, codes }) => {
          const field = fieldOf(heading)
          const typed = fault?.typed[field] ?? ''
          return (
            <div class="field">
              <label for={field}>{heading}</label>
              {codes ? (
                <select id={field} name={field}>
                  <option value="">{CHOOSE}</option>
                  {codes.map((code) => (
                    <option value={code} selected={code === typed}>
                      {code}
                    </option>
                  ))}
                </select>
              ) : heading === VERIFIED_ON ? (
                <input id={field} name={field} type="date" max={today} value={typed} />
              ) : (
                <input id={field} name={field} maxlength={60} autocomplete="off" value={typed} />
              )}
            </div>
          )
        })}
        <Allowed to="send" what="answer" of={{ division, office: 'township' }}>
          <button class="plain" type="submit" name="only" value={row.number} aria-label={`只报这一件：${row.number}`}>
            只报这一件
          </button>
        </Allowed>
      </div>
    </details>
  )
}
