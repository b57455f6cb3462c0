import { rmbCapitals } from '../../forms/outgoing/rmb-capitals.ts'
import { yuan } from '../../rules/payments/amount.ts'
import type { RequestMoneyShown } from '../../schemas/api/money.ts'
import type { Output } from '../../schemas/records/output.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { ALLOCATION_COLUMNS, ALLOCATION_FIELDS, RECORD_ALLOCATION } from '../../wording/allocations.ts'
import { dayName } from '../../wording/dates.ts'
import { declares } from '../../wording/declaration.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { FOLDER_NAMES } from '../../wording/output-names.ts'
import { BACK_TO_FUNDING, OVERDUE, PAGE_NAMES } from '../../wording/page-names.ts'
import { type Fault, faulty } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { FileButton, Looking } from '../parts/looking.tsx'
import { number, ScrollTable } from '../parts/scroll-table.tsx'
import { Signer } from '../parts/signer.tsx'
import { Course, type Happening, Steps } from '../parts/steps.tsx'
import { Urge } from '../parts/urge.tsx'
import { Allowed } from '../parts/viewer.tsx'
import { Yuan } from './money-cells.tsx'
import { requestCourse, requestSteps } from './request-steps.ts'

interface RequestPageProps {
  readonly request: RequestMoneyShown
  /** The workbook, once it is made. */
  readonly file: Output | undefined
  readonly isUrged: boolean
  /** From the audit. */
  readonly handled: readonly Happening[]
  readonly policy: Policy
  readonly local: boolean
  readonly today: string
  readonly fault: Fault | undefined
}

/** One request: its sums, its list, what was allocated, and the next part of it. */
export function RequestPage({ request, file, isUrged, handled, policy, local, today, fault }: RequestPageProps) {
  const { county, id, batch, day, due, overdue } = request
  return (
    <Layout title={`${PAGE_NAMES.funding} ${id}`} here="/funding" policy={policy} local={local} fault={fault}>
      <p class="back">
        <a href={`/funding/${county}`}>{BACK_TO_FUNDING}</a>
      </p>
      <h1>
        {PAGE_NAMES.funding} {id}
      </h1>
      <section class="card" aria-label={HEADINGS.requested}>
        <dl class="counts">
          {(['batchAmount', 'netted', 'requested', 'allocated', 'outstanding', 'over'] as const).map((what) => (
            <div>
              <dt>{HEADINGS[what]}</dt>
              <dd>{yuan({ ...request, batchAmount: request.total }[what])}</dd>
            </div>
          ))}
        </dl>
        <p class="big">
          {HEADINGS.requested}
          {HEADINGS.capitals}：{rmbCapitals(request.requested)}
        </p>
        <Steps steps={requestSteps(request, policy)} />
        {request.requested === 0 && <p class="note">本次申请为0，仅供知悉，不需要拨付。</p>}
        {!batch && <p class="note">补充申请：银行把以前缴费失败的结果更正为成功，其后没有新的批次，申请差额。</p>}
        <dl class="facts">
          <dt>{HEADINGS.county}</dt>
          <dd>{divisionName(county, policy)}</dd>
          <dt>{HEADINGS.day}</dt>
          <dd>{dayName(day)}</dd>
          {request.requested > 0 && (
            <>
              <dt>{HEADINGS.allocationDue}</dt>
              <dd>
                {dayName(due)} {overdue && <b class="mark bad">{OVERDUE}</b>}
              </dd>
            </>
          )}
        </dl>
        {file && (
          <Allowed to="see" what="funding-request" of={{ division: county }} persons>
            <h2>{FOLDER_NAMES.finance}</h2>
            <Looking work="files" action={`/funding/${county}/${id}`}>
              <div class="field">
                <FileButton to={`/outputs/${file.division}/${file.period}/${file.folder}/${file.name}`}>
                  {FOLDER_NAMES.finance}
                  {batch && `和${HEADINGS.personList}`}（Excel）
                </FileButton>
              </div>
            </Looking>
          </Allowed>
        )}
        {request.outstanding > 0 && (
          <Urge
            of={{ division: county, office: 'finance', matter: 'allocation', ref: id }}
            back={`/funding/${county}/${id}`}
            isUrged={isUrged}
            policy={policy}
          />
        )}
      </section>
      <Allocations of={request} />
      <div class="card">
        <Course happened={[...requestCourse(request, policy), ...handled]} />
      </div>
      <Allowed to="send" what="answer" of={{ division: county, office: 'finance' }}>
        <RecordForm of={request} today={today} fault={fault} />
      </Allowed>
    </Layout>
  )
}

function Allocations({ of: { allocations } }: { readonly of: RequestMoneyShown }) {
  const parts = Object.entries(allocations).sort(([, a], [, b]) => (a.day < b.day ? -1 : 1))
  const name = `拨付记录（${parts.length}笔）`
  return (
    <div class="card">
      <h2>{name}</h2>
      {parts.length === 0 ? (
        <p class="note">还没有拨付。</p>
      ) : (
        <ScrollTable
          name={name}
          headings={[ALLOCATION_COLUMNS.voucher, ALLOCATION_COLUMNS.day, number(ALLOCATION_COLUMNS.amount)]}
        >
          {parts.map(([voucher, { fen, day }]) => (
            <tr>
              <th scope="row">{voucher}</th>
              <td>{dayName(day)}</td>
              <Yuan fen={fen} />
            </tr>
          ))}
        </ScrollTable>
      )}
    </div>
  )
}

interface RecordFormProps {
  readonly of: RequestMoneyShown
  readonly today: string
  readonly fault: Fault | undefined
}

function RecordForm({ of: { county, id, outstanding }, today, fault }: RecordFormProps) {
  const before: Readonly<Record<string, string>> = {
    [ALLOCATION_FIELDS.amount]: outstanding > 0 ? yuan(outstanding) : '',
    [ALLOCATION_FIELDS.day]: today,
    ...fault?.typed,
  }
  const field = (name: keyof typeof ALLOCATION_FIELDS, input: object) => {
    const of = ALLOCATION_FIELDS[name]
    return (
      <div class="field">
        <label for={of}>{ALLOCATION_COLUMNS[name]}</label>
        <input
          id={of}
          name={of}
          value={before[of] ?? ''}
          autocomplete="off"
          required
          {...input}
          {...faulty(fault, of)}
        />
      </div>
    )
  }
  return (
    <section class="card screen" aria-labelledby="record-title">
      <h2 id="record-title">{RECORD_ALLOCATION}</h2>
      <p class="hint">可以分几次拨付，一次登记一笔；各笔相加。登记错的，用新的凭证号填负数冲销，再登记正确的一笔。</p>
      <form class="fields" method="post" action={`/funding/${county}/${id}/allocations`}>
        {field('amount', { inputmode: 'decimal', maxlength: 20 })}
        {field('day', { type: 'date', max: today })}
        {field('voucher', { maxlength: 100 })}
        <p class="hint long">点“登记”即声明：{declares('allocation')}</p>
        <Signer what={HEADINGS.sentBy} />
        <button type="submit">登记</button>
      </form>
    </section>
  )
}
