import { yuan } from '../../rules/payments/amount.ts'
import type { Batch, BatchRow } from '../../schemas/records/batch.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { RowClosing } from '../../schemas/records/row-closing.ts'
import { dayName } from '../../wording/dates.ts'
import { declares } from '../../wording/declaration.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { townshipName } from '../../wording/offices.ts'
import { OVERDUE, PAGE_NAMES, SEND_BACK } from '../../wording/page-names.ts'
import { SILENT } from '../../wording/silent-rows.ts'
import { type Fault, faulty } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { ScrollTable } from '../parts/scroll-table.tsx'
import { Signer, useIsOwn } from '../parts/signer.tsx'
import { useMay } from '../parts/viewer.tsx'

export interface ShownRow {
  readonly number: number
  /** Masked. */
  readonly row: BatchRow
  readonly closing: RowClosing | undefined
}

interface SilentPageProps {
  readonly batch: Batch
  readonly due: string
  readonly isOverdue: boolean
  readonly asked: readonly ShownRow[]
  readonly unasked: readonly ShownRow[]
  /** Beyond those shown. */
  readonly more: number
  readonly policy: Policy
  readonly local: boolean
  readonly fault: Fault | undefined
}

/** Rows that the bank has not answered: who prepares asks to close them, who approves does. */
export function SilentPage({ batch, due, isOverdue, asked, unasked, more, policy, local, fault }: SilentPageProps) {
  const { county, id } = batch
  return (
    <Layout title={`${PAGE_NAMES.silentRows} ${id}`} here="/batches" policy={policy} local={local} fault={fault}>
      <p class="back">
        <a href={`/batches/${county}/${id}`}>{SILENT.back(id)}</a>
      </p>
      <h1>{PAGE_NAMES.silentRows}</h1>
      <p class="hint">
        回盘截止 {dayName(due)} {isOverdue && <b class="mark bad">{OVERDUE}</b>}
        。银行一直不答复的，逾期以后由经办人提出、审批人确认，按“其他失败”（99）办结；银行以后答复的，按实际结果更正。
      </p>
      {asked.length + unasked.length === 0 && <p class="note">每一笔都有银行的答复。</p>}
      {asked.length > 0 && <Asked batch={id} county={county} rows={asked} policy={policy} />}
      {unasked.length > 0 && <Unasked {...{ batch: id, county, rows: unasked, policy, fault }} isOverdue={isOverdue} />}
      {more > 0 && <p class="hint">{SILENT.more(more)}</p>}
    </Layout>
  )
}

interface ListProps {
  readonly batch: string
  readonly county: string
  readonly rows: readonly ShownRow[]
  readonly policy: Policy
}

const COLUMNS = [HEADINGS.number, HEADINGS.name, HEADINGS.id, HEADINGS.township, HEADINGS.yuan]

function Asked({ batch, county, rows, policy }: ListProps) {
  const isOwn = useIsOwn()
  const isAnothers = ({ closing }: ShownRow) => !isOwn(closing?.askedBy)
  const approves = useMay()('approve', 'batch', { division: county })
  const may = approves && rows.some(isAnothers)
  return (
    <form class="card" method="post" action={`/batches/${county}/${batch}/unanswered/close`}>
      <h2>{SILENT.waiting(rows.length)}</h2>
      <Rows
        {...{ county, policy, rows }}
        name={SILENT.waiting(rows.length)}
        isTicked={may}
        isOpen={isAnothers}
        more={[HEADINGS.grounds, SILENT.askedBy]}
        cells={({ closing }) => (closing ? [closing.grounds, closing.askedBy.name] : [])}
      />
      {approves && !may && <p class="note">{SILENT.own}</p>}
      {may && (
        <>
          <p class="hint long">请先与银行核实，确认没有入账。点“确认按99办结”即声明：{declares('bank-return')}</p>
          <Signer what={HEADINGS.confirmedBy} />
          <p>
            <button type="submit">确认按99办结</button>{' '}
            <button class="plain" type="submit" formaction={`/batches/${county}/${batch}/unanswered/keep`}>
              {SEND_BACK}
            </button>
          </p>
        </>
      )}
    </form>
  )
}

function Unasked({
  batch,
  county,
  rows,
  policy,
  isOverdue,
  fault,
}: ListProps & { isOverdue: boolean; fault: Fault | undefined }) {
  const may = useMay()('prepare', 'batch', { division: county }) && isOverdue
  return (
    <form class="card" method="post" action={`/batches/${county}/${batch}/unanswered`}>
      <h2>{SILENT.unasked(rows.length)}</h2>
      <Rows
        {...{ county, policy, rows }}
        name={SILENT.unasked(rows.length)}
        isTicked={may}
        more={[]}
        cells={() => []}
        fault={fault}
      />
      {may && (
        <>
          <div class="field long">
            <label for="grounds">{HEADINGS.grounds}（4至200个字，写明怎样向银行查询；不要写身份证号码）</label>
            <textarea
              id="grounds"
              name="grounds"
              rows={3}
              required
              minlength={4}
              maxlength={200}
              {...faulty(fault, 'grounds')}
            >
              {fault?.typed.grounds ?? ''}
            </textarea>
          </div>
          <Signer what={HEADINGS.preparer} />
          <button type="submit">提出按99办结</button>
        </>
      )}
    </form>
  )
}

interface RowsProps extends Omit<ListProps, 'batch'> {
  readonly name: string
  readonly isTicked: boolean
  /** Who asked for a row does not confirm it. */
  readonly isOpen?: (row: ShownRow) => boolean
  readonly more: readonly string[]
  readonly cells: (row: ShownRow) => readonly string[]
  readonly fault?: Fault | undefined
}

function Rows({ name, county, rows, policy, isTicked, isOpen = () => true, more, cells, fault }: RowsProps) {
  return (
    <ScrollTable name={name} headings={[...(isTicked ? [SILENT.tick] : []), ...COLUMNS, ...more]}>
      {rows.map((one) => (
        <tr>
          {isTicked && (
            <td>
              {isOpen(one) && (
                <input
                  type="checkbox"
                  name={`row-${one.number}`}
                  checked={fault ? fault.typed[`row-${one.number}`] !== undefined : one.closing !== undefined}
                  aria-label={SILENT.row(one.number)}
                />
              )}
            </td>
          )}
          <th scope="row">{one.number}</th>
          <td>{one.row.name}</td>
          <td>{one.row.id}</td>
          <td>{townshipName(county, one.row.township, policy)}</td>
          <td class="number">{yuan(one.row.fen)}</td>
          {cells(one).map((cell) => (
            <td>{cell}</td>
          ))}
        </tr>
      ))}
    </ScrollTable>
  )
}
