import { useContext } from 'hono/jsx'
import type { OpenRequest } from '../../schemas/records/obligation.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { declares } from '../../wording/declaration.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { COMMON, FORM_HINT, NO_VILLAGE, TO_OVERSEE, TO_VISIT, VERIFIED_ON } from '../../wording/materials-page.ts'
import { townshipName } from '../../wording/offices.ts'
import { DOWNLOAD_FORM, PAGE_NAMES, SHOW_WHOLE } from '../../wording/page-names.ts'
import { type Fault, faulty } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking, ShownTo } from '../parts/looking.tsx'
import { Signer } from '../parts/signer.tsx'
import { Urge } from '../parts/urge.tsx'
import { Allowed, useMay, Viewer } from '../parts/viewer.tsx'
import type { ListedCase } from './case-list.tsx'
import { Visit } from './visit.tsx'

interface MaterialsPageProps {
  readonly division: string
  readonly villages: readonly { readonly village: string; readonly cases: readonly ListedCase[] }[]
  /** Beyond those shown; not above 0 where all are. */
  readonly more: number
  readonly policy: Policy
  readonly local: boolean
  readonly today: string
  /** Where names and numbers are whole. */
  readonly now: number | undefined
  readonly fault: Fault | undefined
  /** What the township was asked for first, and has not answered whole. */
  readonly request: OpenRequest | undefined
  readonly isUrged: boolean
  /** What is sent from this page again under it has been sent already. */
  readonly key: string
}

/** What a township has to collect, village by village, as a list to tick on a phone. */
export function MaterialsPage(props: MaterialsPageProps) {
  const { division, villages, more, policy, local, today, now, fault, request, isUrged, key } = props
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
          <Lead division={division} />
          {request && (
            <Urge
              of={{ division, office: 'township', matter: 'materials', ref: request.ref }}
              back={path}
              isUrged={isUrged}
              policy={policy}
            />
          )}
          {villages.length > 1 && (
            <nav class="periods" aria-label={HEADINGS.village}>
              {villages.map(({ village, cases }, at) => (
                <a href={`#village-${at}`}>
                  {village || NO_VILLAGE}（{cases.length}件）
                </a>
              ))}
            </nav>
          )}
          <section class="card">
            <details class="place" open={fault?.field === 'purpose'}>
              <summary>
                <h2>完整姓名、村表和报送用的表</h2>
              </summary>
              <Allowed to="send" what="answer" of={{ division, office: 'township' }}>
                <p class="hint">{FORM_HINT}</p>
              </Allowed>
              <Looking work="files" action={`${path}/form.xlsx`} fault={fault}>
                <div class="field">
                  <label for="village">打印哪个村（居）的</label>
                  <select id="village" name="village">
                    {villages.map(({ village }) => (
                      <option value={village} selected={fault?.typed.village === village}>
                        {village || NO_VILLAGE}
                      </option>
                    ))}
                  </select>
                </div>
                <p class="long">
                  <button type="submit" formaction={`${path}/whole`}>
                    {SHOW_WHOLE}
                  </button>{' '}
                  <button type="submit" formaction={`${path}/village`}>
                    打印村表
                  </button>{' '}
                  <button class="plain" type="submit">
                    {DOWNLOAD_FORM}
                  </button>
                </p>
              </Looking>
            </details>
          </section>
          <form id="materials" method="post" action={path}>
            <input type="hidden" name="key" value={key} />
            <Allowed to="send" what="answer" of={{ division, office: 'township' }}>
              <Common today={today} fault={fault} />
            </Allowed>
            {villages.map(({ village, cases }, at) => (
              <section class="card" id={`village-${at}`} aria-label={village || HEADINGS.village}>
                <h2>
                  {village || NO_VILLAGE}（{cases.length}件）
                </h2>
                {cases.map((one) => (
                  <Visit of={one} today={today} division={division} fault={fault} />
                ))}
              </section>
            ))}
            <Allowed to="send" what="answer" of={{ division, office: 'township' }}>
              <p class="hint">点“报送”即声明：{declares('materials')}</p>
              <Signer what={HEADINGS.sentBy} />
              <button id="report" type="submit">
                报送已填写的各件
              </button>
            </Allowed>
          </form>
          {more > 0 && <p class="hint">通知名单上还有{more}件，在报送以后依次列出。</p>}
          {now !== undefined && <ShownTo policy={policy} now={now} />}
        </>
      )}
    </Layout>
  )
}

/** Above the list: how to report, or whose turn it is. */
function Lead({ division }: Pick<MaterialsPageProps, 'division'>) {
  const mayReport = useMay()('send', 'answer', { division, office: 'township' })
  return <p>{mayReport ? TO_VISIT : TO_OVERSEE}</p>
}

/** Who has been there, said once for all that is ticked. */
function Common({ today, fault }: Pick<MaterialsPageProps, 'today' | 'fault'>) {
  const viewer = useContext(Viewer)
  // Whoever reports in a township's stead has not been there.
  const own = viewer?.office === 'township' ? viewer.name : ''
  const known: Readonly<Record<string, string>> = { 收集人: own, 复核人: own, [VERIFIED_ON]: today }
  return (
    <section class="card" aria-labelledby="common-title">
      <h2 id="common-title">谁去入户</h2>
      <div class="fields">
        {COMMON.map((heading) => {
          const field = `all.${heading}`
          return (
            <div class="field">
              <label for={field}>
                {heading}
                {heading === '乡镇确认人' && '（有人放弃时填写）'}
              </label>
              <input
                id={field}
                name={field}
                {...(heading === VERIFIED_ON ? { type: 'date', max: today } : { maxlength: 60 })}
                autocomplete="off"
                value={fault?.typed[field] ?? known[heading] ?? ''}
                {...faulty(fault, field)}
              />
            </div>
          )
        })}
      </div>
    </section>
  )
}
