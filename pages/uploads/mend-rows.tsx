import { maskedId, maskedName } from '../../rules/access/masked.ts'
import type { Column, Form } from '../../schemas/columns.ts'
import { maskedNumbers } from '../../schemas/free-text.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { DECLARED_BY_SUBMIT } from '../../wording/declaration.ts'
import { formName } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { BACK_TO_RECEIPT, PAGE_NAMES, SHOW_WHOLE, SUBMIT } from '../../wording/page-names.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking, ShownTo } from '../parts/looking.tsx'
import { Signer } from '../parts/signer.tsx'
import { Allowed } from '../parts/viewer.tsx'

export interface MendedRow {
  /** Its place among the returned rows. */
  readonly n: number
  /** Where it stood in the file. */
  readonly label: string
  /** Of the whole row, where no cell shows a fault by itself. */
  readonly reason: string
  readonly cells: readonly string[]
  /** By column. */
  readonly faults: ReadonlyMap<number, string>
  readonly isSent: boolean
}

interface MendRowsProps {
  readonly upload: Upload
  readonly form: Form
  readonly rows: readonly MendedRow[]
  /** Rows that this page does not show. */
  readonly more: number
  /** A purpose has been said. */
  readonly isWhole: boolean
  readonly policy: Policy
  readonly local: boolean
  readonly now: number
  readonly fault: Fault | undefined
}

/** Returned rows with the fault beside the cell; what is mended goes the way of a file. */
export function MendRowsPage(props: MendRowsProps) {
  const { upload, form, rows, more, isWhole, policy, local, now, fault } = props
  const { division, id } = upload
  const path = `/uploads/${division}/${id}`
  const title = `${formName(upload.form, policy)}${PAGE_NAMES.mendRows}`
  return (
    <Layout title={title} here="/lists" policy={policy} local={local} fault={fault}>
      <p class="back">
        <a href={path}>{BACK_TO_RECEIPT}</a>
      </p>
      <h1>{title}</h1>
      {rows.length === 0 && <p class="note good">退回的行都已经改正报送。</p>}
      {rows.length > 0 && !isWhole && (
        <section class="card">
          <p>退回{rows.length + more}行。改正要看完整的姓名和号码，请先选择查阅用途。</p>
          <Looking work="lists" action={`${path}/rows`} fault={fault}>
            <button type="submit">{SHOW_WHOLE}</button>
          </Looking>
          <ul class="lines">
            {rows.map(({ label, reason, cells, faults }) => (
              <li>
                {`第${label}行，${maskedIn(form, cells)}`}
                {/* Of an old number the new one is proposed. */}
                {[...faults.values(), ...(reason ? [reason] : [])].map((one) => (
                  <small>{maskedNumbers(one)}</small>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      {rows.length > 0 && isWhole && (
        <form id="rows" method="post" action={`${path}/rows/send`}>
          <p>改好有误的格，勾选要报的行，点“{SUBMIT}”。改正的行作为“新增”报送，其余人员不受影响；每次报送都有回执。</p>
          {rows.map((row) => (
            <RowFields form={form} row={row} policy={policy} division={division} />
          ))}
          {more > 0 && (
            <p class="hint">没有列在这里的{more}行，在这些行报送以后列出；也可以在回执页下载退回表，改好上传。</p>
          )}
          <Allowed to="send" what="name-list" of={upload}>
            <p class="hint">{DECLARED_BY_SUBMIT}</p>
            <Signer what={HEADINGS.sentBy} />
            <p class="screen">
              <button type="submit">{SUBMIT}</button>
            </p>
          </Allowed>
          <ShownTo policy={policy} now={now} />
        </form>
      )}
    </Layout>
  )
}

interface RowFieldsProps {
  readonly form: Form
  readonly row: MendedRow
  readonly policy: Policy
  readonly division: string
}

function RowFields({ form, row, policy, division }: RowFieldsProps) {
  const { n, label, reason, cells, faults, isSent } = row
  const townships = policy.counties.find(({ code }) => code === division)?.townships ?? []
  return (
    <fieldset class="card mend">
      <legend>{`原文件第${label}行`}</legend>
      {reason && <p class="note bad">{reason}</p>}
      <div class="fields">
        {form.columns.map((column, i) =>
          // What was neither filled in nor is wanted stays out of the way.
          cells[i] || column.required || faults.has(i) ? (
            <Cell
              id={`cell-${n}-${i}`}
              column={column}
              value={cells[i] ?? ''}
              fault={faults.get(i)}
              list={column.use === 'township' ? townships.map(({ name }) => name) : (column.codes ?? [])}
            />
          ) : null,
        )}
        <label class="long">
          <input type="checkbox" name={`send-${n}`} checked={isSent} />
          报送这一行
        </label>
      </div>
    </fieldset>
  )
}

interface CellProps {
  readonly id: string
  readonly column: Column
  readonly value: string
  readonly fault: string | undefined
  readonly list: readonly string[]
}

function Cell({ id, column, value, fault, list }: CellProps) {
  return (
    <div class="field">
      <label for={id}>{column.heading}</label>
      <input
        id={id}
        name={id}
        value={value}
        maxlength={300}
        autocomplete="off"
        list={list.length > 0 ? `${id}-list` : undefined}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
      />
      {list.length > 0 && (
        <datalist id={`${id}-list`}>
          {list.map((one) => (
            <option value={one} />
          ))}
        </datalist>
      )}
      {fault && (
        <small id={`${id}-fault`} class="wrong">
          {fault}
        </small>
      )}
    </div>
  )
}

function maskedIn({ columns }: Form, cells: readonly string[]): string {
  const of = (use: Column['use']) => cells[columns.findIndex((column) => column.use === use)] ?? ''
  return `${maskedName(of('name'))} ${maskedId(of('id'))}`
}
