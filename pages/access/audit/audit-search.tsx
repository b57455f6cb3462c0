import { AuditKind, type AuditSearch, READ_MOST } from '../../../schemas/records/audit.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { AUDIT_KINDS, ENTRIES_FILE, entriesFileHint } from '../../../wording/audit.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { placeOf } from '../../../wording/offices.ts'
import { FIND } from '../../../wording/page-names.ts'
import { type Fault, faulty } from '../../parts/fault.tsx'
import type { Acted } from './audit-table.tsx'

interface AuditSearchProps {
  readonly policy: Policy
  readonly accounts: readonly Acted[]
  /** As it was typed. */
  readonly wanted: Partial<Record<string, string | number>>
  readonly fault?: Fault | undefined
}

/** A search is sent, so that what is typed stands in no address. */
export function AuditSearchForm({ policy, accounts, wanted, fault }: AuditSearchProps) {
  return (
    <form method="post" action="/audit/search" class="fields">
      <div>
        <label for="audit-account">{HEADINGS.account}</label>
        <select id="audit-account" name="account">
          <option value="">不限</option>
          {accounts.map((account) => (
            <option value={account.id} selected={account.id === wanted.account}>
              {account.name ?? '（未启用）'}（{placeOf(policy, account)}）
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="audit-kind">{HEADINGS.kind}</label>
        <select id="audit-kind" name="kind">
          <option value="">不限</option>
          {AuditKind.options.map((kind) => (
            <option value={kind} selected={kind === wanted.kind}>
              {AUDIT_KINDS[kind]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="audit-day">{HEADINGS.day}</label>
        <input id="audit-day" name="day" type="date" value={wanted.day ?? ''} {...faulty(fault, 'audit-day')} />
      </div>
      <div>
        <label for="audit-object">{HEADINGS.objectId}</label>
        <input
          id="audit-object"
          name="object"
          maxlength={200}
          autocomplete="off"
          value={wanted.object ?? ''}
          aria-describedby="audit-object-hint"
        />
      </div>
      <p class="hint long" id="audit-object-hint">
        对象编号是名单、批次或者人员的编号，可以只填一部分。审计记录中没有姓名和身份证号码，不能按姓名和身份证号码查找。
      </p>
      <button type="submit">{FIND}</button>
    </form>
  )
}

/** What is looked for, as a workbook. */
export function EntriesFile({ wanted }: { readonly wanted: AuditSearch }) {
  const { before: _, ...whole } = wanted
  return (
    <form class="screen" method="post" action="/audit/entries.xlsx">
      <Wished fields={whole} />
      <button type="submit" class="plain">
        {ENTRIES_FILE}
      </button>
      <p class="hint">{entriesFileHint(READ_MOST)}</p>
    </form>
  )
}

function Wished({ fields }: { readonly fields: object }) {
  return (
    <>
      {Object.entries(fields).map(([name, value]) =>
        value === undefined ? null : <input type="hidden" name={name} value={String(value)} />,
      )}
    </>
  )
}

export function GoOn({ wanted, before }: { readonly wanted: AuditSearch; readonly before: number }) {
  return (
    <form method="post" action="/audit/search">
      <Wished fields={{ ...wanted, before }} />
      <button type="submit" class="plain">
        查找更早的记录
      </button>
    </form>
  )
}
