import type { Policy } from '../../schemas/records/policy.ts'
import { periodName } from '../../wording/dates.ts'
import { DECLARED_BY_SUBMIT } from '../../wording/declaration.ts'
import { formName } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { BACK_TO_LISTS, CHOOSE, PAGE_NAMES, SUBMIT } from '../../wording/page-names.ts'
import { filesChosen } from '../../wording/told-files.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Signer } from '../parts/signer.tsx'

export interface ToldFile {
  readonly token: string
  readonly name: string
  /** Title of the form, rows and 填报单位, as far as the file says. */
  readonly title?: string
  readonly rows?: number
  readonly office?: string
  /** As which it would be sent. */
  readonly form?: string
  readonly period?: string
  /** Codes of what it may be. */
  readonly fits: readonly string[]
  /** What has to be chosen. */
  readonly asks: readonly string[]
  /** What stands against it. */
  readonly faults: readonly string[]
  /** It cannot be sent at all. */
  readonly isLost?: true
}

interface ToldProps {
  readonly policy: Policy
  readonly local: boolean
  readonly periods: readonly string[]
  readonly files: readonly ToldFile[]
  /** What was ticked and chosen before, where it was refused. */
  readonly told:
    | readonly { readonly token: string; readonly isSent: boolean; readonly form: string; readonly period: string }[]
    | undefined
  readonly fault: Fault | undefined
}

/** Before files are sent: which each of them is, as the hub reads it, and what the clerk has to say. */
export function ToldFiles({ policy, local, periods, files, told, fault }: ToldProps) {
  const canSend = files.some(({ isLost }) => !isLost)
  return (
    <Layout title={PAGE_NAMES.toldFiles} here="/lists" policy={policy} local={local} fault={fault}>
      <p class="back">
        <a href="/lists">{BACK_TO_LISTS}</a>
      </p>
      <h1>{PAGE_NAMES.toldFiles}</h1>
      <p>{filesChosen(files.length)}。请逐份核对，不报的不要勾选。</p>
      <form method="post" action="/lists/sent">
        {files.map((file) => (
          <FileTold
            policy={policy}
            periods={periods}
            file={file}
            before={told?.find(({ token }) => token === file.token)}
          />
        ))}
        {canSend ? (
          <>
            <p class="hint">{DECLARED_BY_SUBMIT}</p>
            <Signer what={HEADINGS.sentBy} />
            <p>
              <button type="submit">{SUBMIT}</button>
            </p>
          </>
        ) : (
          <p class="note bad">没有可以报送的文件。请返回报送页重新选择。</p>
        )}
      </form>
    </Layout>
  )
}

interface FileToldProps extends Pick<ToldProps, 'policy' | 'periods'> {
  readonly file: ToldFile
  readonly before: { readonly isSent: boolean; readonly form: string; readonly period: string } | undefined
}

function FileTold({ policy, periods, file, before }: FileToldProps) {
  const { token, name, title, rows, office, fits, asks, faults, isLost } = file
  const form = before?.form || file.form
  const period = before?.period || file.period
  // What nobody has recognised goes only where somebody says so.
  const isSent = before?.isSent ?? (faults.length === 0 && (title ?? form) !== undefined)
  const months = [...new Set([...(period ? [period] : []), ...periods])]
  return (
    <section class="card" aria-labelledby={`name-${token}`}>
      <h2 id={`name-${token}`}>{name}</h2>
      {title && (
        <p>
          {title}
          {rows !== undefined && `，${rows}行`}
          {office && `，${HEADINGS.reportingOffice}：${office}`}
        </p>
      )}
      {faults.map((fault) => (
        <p class="note bad">{fault}</p>
      ))}
      {!isLost && (
        <>
          {asks.map((ask) => (
            <p class="note">{ask}</p>
          ))}
          <input type="hidden" name={`file-${token}`} value={token} />
          <div class="fields">
            <div class="field">
              <label for={`form-${token}`}>{HEADINGS.report}</label>
              <select id={`form-${token}`} name={`form-${token}`}>
                <option value="">{CHOOSE}</option>
                {fits.map((code) => (
                  <option value={code} selected={code === form}>
                    {formName(code, policy)}
                  </option>
                ))}
              </select>
            </div>
            <div class="field">
              <label for={`period-${token}`}>{HEADINGS.period}</label>
              <select id={`period-${token}`} name={`period-${token}`}>
                <option value="">{CHOOSE}</option>
                {months.map((month) => (
                  <option value={month} selected={month === period}>
                    {periodName(month)}
                  </option>
                ))}
              </select>
            </div>
            <label class="long">
              <input type="checkbox" name={`send-${token}`} checked={isSent} />
              报送这份文件
            </label>
          </div>
        </>
      )}
    </section>
  )
}
