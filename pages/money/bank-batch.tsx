import { yuan } from '../../rules/payments/amount.ts'
import { FORMS } from '../../schemas/columns.ts'
import type { Batch } from '../../schemas/records/batch.ts'
import type { Output } from '../../schemas/records/output.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { FOLDER_NAMES } from '../../wording/output-names.ts'
import { BACK_TO_BANK, OVERDUE, PAGE_NAMES } from '../../wording/page-names.ts'
import { bankCourse, bankSteps } from '../parts/batch-steps.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { FileButton, Looking } from '../parts/looking.tsx'
import { Course, type Happening, Steps } from '../parts/steps.tsx'
import { Urge } from '../parts/urge.tsx'
import { Allowed } from '../parts/viewer.tsx'
import { type BankBatch, type BankReturn, BankReturns, type ResultLine, ResultTable } from './bank-tables.tsx'
import { SendReturn } from './send-return.tsx'

interface BankBatchProps {
  readonly county: string
  readonly batch: BankBatch
  readonly whole: Batch
  readonly isUrged: boolean
  /** From the audit. */
  readonly handled: readonly Happening[]
  readonly lines: readonly ResultLine[]
  readonly returns: readonly BankReturn[]
  /** The payment instruction, once it is made. */
  readonly file: Output | undefined
  readonly policy: Policy
  readonly local: boolean
  readonly now: number
  readonly fault: Fault | undefined
}

/** A batch for the bank: its control totals, its list, what came back. */
export function BankBatchPage(props: BankBatchProps) {
  const { county, batch, whole, isUrged, handled, lines, returns, file, policy, local, now, fault } = props
  const { id, rows, fen, answered, unclear, due, isOverdue, day } = batch
  const path = `/bank/${county}/${id}`
  return (
    <Layout title={`${PAGE_NAMES.bank} ${id}`} here="/bank" policy={policy} local={local} fault={fault} landscape>
      <p class="back">
        <a href={`/bank/${county}`}>{BACK_TO_BANK}</a>
      </p>
      <h1>
        {PAGE_NAMES.bank} {id}
      </h1>
      <section class="card" aria-label={HEADINGS.batch}>
        <dl class="counts">
          {[
            [HEADINGS.payments, rows],
            [HEADINGS.sumYuan, yuan(fen)],
            [HEADINGS.answered, answered],
            [HEADINGS.unclear, unclear],
          ].map(([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <Steps steps={bankSteps(whole, policy)} />
        <p class="hint">回盘的笔数和总金额，须与回盘文件中各行相符；分几次回盘的，各自相符。</p>
        <dl class="facts">
          <dt>{HEADINGS.county}</dt>
          <dd>{divisionName(county, policy)}</dd>
          <dt>{HEADINGS.approvedOn}</dt>
          <dd>{dayName(day)}</dd>
          <dt>{HEADINGS.returnDue}</dt>
          <dd>
            {dayName(due)} {isOverdue && <b class="mark bad">{OVERDUE}</b>}
          </dd>
        </dl>
        <Allowed to="see" what="payment-instruction" of={{ division: county }} persons>
          <Looking work="files" action={path} fault={fault}>
            <div class="field">
              {file && (
                <FileButton to={`/outputs/${file.division}/${file.period}/${file.folder}/${file.name}`}>
                  {FOLDER_NAMES.bank}（Excel）
                </FileButton>
              )}{' '}
              <FileButton to={`${path}/template.xlsx`}>{FORMS['bank-return'].title}模板，已填好名单</FileButton>
            </div>
          </Looking>
        </Allowed>
        <SendReturn county={county} />
        {!batch.isOver && (
          <Urge
            of={{ division: county, office: 'bank', matter: 'bank-return', ref: id }}
            back={path}
            isUrged={isUrged}
            policy={policy}
          />
        )}
      </section>
      <div class="card">
        <h2>各笔的{HEADINGS.outcome}</h2>
        <ResultTable name={`各笔的${HEADINGS.outcome}`} county={county} batch={id} lines={lines} />
      </div>
      <section class="card" aria-labelledby="returns-title">
        <h2 id="returns-title">本批次的回盘（{returns.length}份）</h2>
        {returns.length === 0 ? (
          <p class="note">还没有报送本批次的回盘。</p>
        ) : (
          <BankReturns county={county} returns={returns} policy={policy} now={now} />
        )}
      </section>
      <div class="card">
        <Course
          happened={[
            ...bankCourse(
              whole,
              returns.map(({ upload }) => upload),
              policy,
              now,
            ),
            ...handled,
          ]}
        />
      </div>
    </Layout>
  )
}
