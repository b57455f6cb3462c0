import type { Office } from '../../schemas/codes.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { periodName } from '../../wording/dates.ts'
import { formName, type SentForm } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { officeName } from '../../wording/offices.ts'
import { CHOOSE, PAGE_NAMES, UPLOAD } from '../../wording/page-names.ts'
import { FILE_TYPES } from '../../wording/told-files.ts'
import { Signer } from '../parts/signer.tsx'
import { ACCEPTED } from './accepted.ts'

/** The office for which its clerk sends, and what it sends. */
export interface Sender {
  readonly division: string
  readonly office: Office
  readonly forms: readonly SentForm[]
}

interface UploadFormProps {
  readonly policy: Policy
  readonly sender: Sender
  readonly periods: readonly string[]
  readonly period: string
  /** The list that a task names. */
  readonly chosen: string | undefined
}

/** The script asks for a URL and sends the file there. */
export function UploadForm({ policy, sender, periods, period: own, chosen }: UploadFormProps) {
  const { division, forms } = sender
  return (
    <section class="card" aria-labelledby="send-title">
      <h2 id="send-title">其他名单、其他月份</h2>
      <p>
        {HEADINGS.sender}：{officeName(policy, sender)}
      </p>
      <p class="hint">
        每月应报哪些、何时截止，见<a href="/timeliness">{PAGE_NAMES.timeliness}</a>。
      </p>
      <noscript>
        <p class="note">
          浏览器停用了脚本（JavaScript），不能在这一格上传。请用上面的“几份文件一起报”，或者在浏览器设置中启用。
        </p>
      </noscript>
      <form id="send">
        <div id="send-fault" class="faults" role="alert" hidden>
          <h3>报送未成功</h3>
          <p>
            <a href="#send-file">请重新选择文件</a>
          </p>
        </div>
        <fieldset aria-labelledby="send-title">
          <input type="hidden" name="division" value={division} />
          <div class="field long">
            <label for="send-period">{HEADINGS.period}</label>
            <select id="send-period" name="period" required>
              {periods.map((period) => (
                <option value={period} selected={period === own}>
                  {periodName(period)}
                </option>
              ))}
            </select>
          </div>
          <div class="field long">
            <label for="send-form">{HEADINGS.report}</label>
            <select id="send-form" name="form" required>
              <option value="">{CHOOSE}</option>
              {forms.flatMap((one) =>
                one.forms.map((form) => (
                  <option value={form} data-office={one.office} data-template={one.template} selected={form === chosen}>
                    {formName(form, policy)}
                  </option>
                )),
              )}
            </select>
          </div>
          <div class="field long">
            <label for="send-file">文件（{FILE_TYPES}）</label>
            <input id="send-file" name="file" type="file" accept={ACCEPTED} required />
          </div>
          <p class="hint long">点“上传”即代表本单位声明：对所报名单、信息的真实性、准确性负责。</p>
          <Signer what={HEADINGS.sentBy} />
          {/* Without the script the button would do nothing. */}
          <button type="submit" disabled>
            {UPLOAD}
          </button>
        </fieldset>
        <div id="send-progress" hidden>
          <progress max={100} value={0} aria-label="上传进度" />
          <p id="send-said" role="status" />
          <button class="plain" type="button">
            取消上传
          </button>
        </div>
      </form>
      <h3>下载模板</h3>
      <ul class="templates">
        {forms.map((one) => (
          <li>
            <a href={`/templates/${one.template}.xlsx?division=${division}`} data-template={one.template}>
              {one.name}
            </a>
          </li>
        ))}
      </ul>
      <p class="hint">模板里已有乡镇（街道）的下拉列表。</p>
    </section>
  )
}
