import { officesOf } from '../../../rules/offices.ts'
import { Duty } from '../../../schemas/duties.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { divisionName, officeName } from '../../../wording/offices.ts'
import { CHOOSE, PAGE_NAMES } from '../../../wording/page-names.ts'
import { ASK_CONFIRMATION, BACK_TO_PEOPLE, DIVISION_ITSELF, SIGN_IN_NAME } from '../../../wording/people.ts'
import { type Fault, faulty } from '../../parts/fault.tsx'
import { Layout } from '../../parts/layout.tsx'
import { CountyLinks } from './county-links.tsx'
import { DutyBoxes } from './duty-boxes.tsx'

export interface NewAccountProps {
  readonly policy: Policy
  readonly local: boolean
  readonly county: string
  readonly fault: Fault | undefined
}

/** 新建账号: who, of which office, with which duties. */
export function NewAccount({ policy, local, county, fault }: NewAccountProps) {
  const { typed } = fault ?? { typed: {} as Record<string, string> }
  const townships = policy.counties.find(({ code }) => code === county)?.townships ?? []
  const offices = [county, ...townships.map(({ code }) => code)].flatMap((division) =>
    officesOf(division).map((office) => ({ division, office })),
  )
  const chosen = (place: string) => typed.place === place
  return (
    <Layout policy={policy} here="/people" local={local} title={PAGE_NAMES.newAccount} fault={fault}>
      <p class="back">
        <a href={`/people?division=${county}`}>{BACK_TO_PEOPLE}</a>
      </p>
      <h1>{PAGE_NAMES.newAccount}</h1>
      <CountyLinks policy={policy} county={county} path="/people/new" />
      <section class="card narrow">
        <p class="hint">一人一个账号，不得共用。提交以后由安全管理员确认，确认以后才发出邀请信。</p>
        <form class="fields" method="post" action="/people/new">
          <div class="field long">
            <label for="new-place">{HEADINGS.office}</label>
            <select id="new-place" name="place" required {...faulty(fault, 'new-place')}>
              <option value="">{CHOOSE}</option>
              {offices.map(({ division, office }) => (
                <option value={`${division}/${office}`} selected={chosen(`${division}/${office}`)}>
                  {officeName(policy, { division, office })}
                </option>
              ))}
              <option value={`${county}/`} selected={chosen(`${county}/`)}>
                {divisionName(county, policy)}
                {DIVISION_ITSELF}
              </option>
            </select>
          </div>
          <div class="field">
            <label for="new-name">{HEADINGS.name}</label>
            <input id="new-name" name="name" required maxlength={60} autocomplete="off" value={typed.name ?? ''} />
          </div>
          <div class="field">
            <label for="new-sign-in-name">{SIGN_IN_NAME}</label>
            <input
              id="new-sign-in-name"
              name="signInName"
              required
              maxlength={254}
              autocomplete="off"
              aria-describedby="new-sign-in-hint"
              value={typed.signInName ?? ''}
            />
          </div>
          <p class="hint long" id="new-sign-in-hint">
            手机号或者电子邮箱用来登录。填电子邮箱的，邀请信发到邮箱；填手机号的，由您打印邀请信交给本人。
          </p>
          <DutyBoxes duties={Duty.options} ticked={typed['duties[]']?.split(',') ?? []} />
          <button type="submit">{ASK_CONFIRMATION}</button>
        </form>
      </section>
      <section class="card narrow" aria-labelledby="many-title">
        <h2 id="many-title">多人一起新建</h2>
        <p>
          <a href={`/people/template?division=${county}`}>下载人员表</a>，填好以后上传。一次最多500人，文件不超过1MB。
        </p>
        <form class="fields" method="post" action="/people/workbook" enctype="multipart/form-data">
          <input type="hidden" name="division" value={county} />
          <div class="field long">
            <label for="people-file">填好的人员表</label>
            <input id="people-file" name="file" type="file" required {...faulty(fault, 'people-file')} />
          </div>
          <button type="submit">上传人员表</button>
        </form>
        <p class="hint">填写无误的行提交安全管理员确认，有误的行在页面上列出；重复上传同一份表，已有的账号不变。</p>
      </section>
    </Layout>
  )
}
