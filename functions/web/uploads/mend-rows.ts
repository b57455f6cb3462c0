/** Returned rows of a list, read and mended on the page, and sent as a file of new rows is. */
import type { MendedRow } from '../../../pages/uploads/mend-rows.tsx'
import { rowChecker } from '../../../rules/rows/check-row.ts'
import { divisionIndex } from '../../../rules/rows/divisions.ts'
import { FORMS } from '../../../schemas/columns.ts'
import { present } from '../../../schemas/present.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { isInForce, listOf, type Upload } from '../../../schemas/records/upload.ts'
import { divisionName } from '../../../wording/offices.ts'
import { rowReason } from '../../../wording/row-reasons.ts'
import type { WebDeps } from '../deps.ts'
import { signatureOf } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'
import { found, refuse } from '../http/refuse.ts'
import { readReturned } from '../sending/read-returned.ts'
import { sendRows } from '../sending/send-rows.ts'
import { seenUpload } from './seen-upload.ts'

/** Rows that a page takes; what is more is mended in the workbook. */
export const MOST_ROWS = 50

/** By row: what was typed, by column; and whether it is to be sent. */
export type Typed = ReadonlyMap<number, { readonly isSent: boolean; readonly cells: readonly string[] }>

interface One {
  readonly division: string
  readonly id: string
}

/** Of a county's list that is in force: its rows alone may come again as new ones. */
const isMendable = (upload: Upload, { city }: Policy): boolean =>
  listOf(upload.form) !== undefined && upload.division !== city.code && isInForce(upload) && !!upload.returnedKey

/** @throws 404 where nothing of it can be mended here */
export async function rowsToMend(deps: WebDeps, policy: Policy, caller: Caller, one: One, typed?: Typed) {
  const upload = await seenUpload(deps, caller, one)
  if (!isMendable(upload, policy)) throw refuse('not-found')
  const category = found(policy.categories.find(({ code }) => code === listOf(upload.form)?.category))
  const form = FORMS[category.form]
  const [bytes, others] = await Promise.all([
    deps.outbox.get(found(upload.returnedKey)),
    deps.uploads.ofPeriod(one.division, upload.period),
  ])
  const read = await readReturned(bytes, { form: category.form, most: MOST_ROWS + mendedIn(others, one.id).size })
  const done = mendedIn(others, one.id)
  const check = checkerOf(deps, policy, upload, form)
  const rows = read.rows.flatMap(({ label, reason, cells }, n): MendedRow[] => {
    if (done.has(n)) return []
    const own = typed?.get(n)
    const shown = form.columns.map((_, i) => own?.cells[i] ?? cells[i] ?? '')
    const faults = check(shown)
    return [
      { n, label, reason: faults.size === 0 && !own ? reason : '', cells: shown, faults, isSent: own?.isSent ?? true },
    ]
  })
  return { upload, form, rows, more: Math.max(0, read.count - done.size - rows.length) }
}

/** Rows that a later upload has brought, unless it was refused or taken out. */
function mendedIn(uploads: readonly Upload[], id: string): ReadonlySet<number> {
  const standing = uploads.filter(
    ({ mends, state, withdrawn, discarded }) => mends?.upload === id && state !== 'refused' && !withdrawn && !discarded,
  )
  return new Set(standing.flatMap(({ mends }) => mends?.rows ?? []))
}

function checkerOf(
  deps: Pick<WebDeps, 'now' | 'dayOf'>,
  policy: Policy,
  { division }: Upload,
  form: (typeof FORMS)[keyof typeof FORMS],
): (cells: readonly string[]) => Map<number, string> {
  const sender = {
    today: deps.dayOf(deps.now()),
    division,
    city: policy.city.code,
    divisions: divisionIndex(policy),
  }
  const check = rowChecker(
    form,
    form.columns.map((_, i) => i),
    sender,
    false,
  )
  const never = () => false
  const place = divisionName(division, policy)
  return (texts) => {
    const { findings } = check({ texts, isNumber: never, isDate: never, isError: never, isFormula: never })
    return new Map(
      findings.map(({ code, column }) => {
        const own = present(form.columns[column] ?? form.columns[0], 'a column of the form')
        return [column, rowReason(code, { value: texts[column] ?? '', column: own, place, city: policy.city.name })]
      }),
    )
  }
}

/** @throws 400 where nothing is ticked, or a ticked row still has a fault */
export async function sendMended(deps: WebDeps, caller: Caller, one: One, typed: Typed): Promise<Upload> {
  const policy = await deps.policies.inForce()
  const { upload, form, rows } = await rowsToMend(deps, policy, caller, one, typed)
  const sent = rows.filter(({ n, isSent }) => isSent && typed.has(n))
  if (sent.length === 0) throw refuse('mended-unticked')
  if (sent.some(({ faults }) => faults.size > 0)) throw refuse('mended-faulty')
  const { division, office, period, id } = upload
  const category = present(listOf(upload.form)?.category, 'the category of a list')
  return sendRows(
    deps,
    { form: `${category}-new`, template: form.code },
    { division, office, period, mends: { upload: id, rows: sent.map(({ n }) => n) } },
    sent.map(({ cells }) => Object.fromEntries(form.columns.map(({ heading }, i) => [heading, cells[i] ?? '']))),
    signatureOf(caller),
  )
}
