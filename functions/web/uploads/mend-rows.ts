/** Returned rows of a list, read and mended on the page, and sent as a file of new rows is. */
import { hash } from 'node:crypto'
import type { MendedRow } from '../../../pages/uploads/mend-rows.tsx'
import { rowChecker } from '../../../rules/rows/check-row.ts'
import { divisionIndex } from '../../../rules/rows/divisions.ts'
import { FORMS } from '../../../schemas/columns.ts'
import { present } from '../../../schemas/present.ts'
import type { Signature } from '../../../schemas/records/account.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { inboxKey, isInForce, listOf, mendedRows, type Upload } from '../../../schemas/records/upload.ts'
import { ON_PAGE } from '../../../wording/forms.ts'
import { divisionName } from '../../../wording/offices.ts'
import { rowReason } from '../../../wording/row-reasons.ts'
import type { WebDeps } from '../deps.ts'
import { signatureOf } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'
import { found, refuse } from '../http/refuse.ts'
import { readReturned } from '../sending/read-returned.ts'
import { beginUpload } from '../sending/request-upload.ts'
import { fileOfRows } from '../sending/send-rows.ts'
import { seenUpload } from './seen-upload.ts'

/** Rows that a page takes; what is more is mended in the workbook. */
export const MOST_ROWS = 50

/** By row: what was typed, by column; and whether it is to be sent. */
export type Typed = ReadonlyMap<number, { readonly isSent: boolean; readonly cells: readonly string[] }>

interface One {
  readonly division: string
  readonly id: string
}

/** @throws 404 for what is no county's list, 409 where its rows may not come again as new ones */
export async function rowsToMend(deps: WebDeps, policy: Policy, caller: Caller, one: One, typed?: Typed) {
  const upload = await seenUpload(deps, caller, one)
  if (!listOf(upload.form) || upload.division === policy.city.code) throw refuse('not-found')
  const { returnedKey } = upload
  if (!isInForce(upload) || !returnedKey) throw refuse('mended-gone')
  const category = found(policy.categories.find(({ code }) => code === listOf(upload.form)?.category))
  const form = FORMS[category.form]
  const [bytes, others] = await Promise.all([
    deps.outbox.get(returnedKey),
    deps.uploads.ofPeriod(one.division, upload.period),
  ])
  const mends = others.filter((other) => other.mends?.upload === one.id)
  const done = mendedRows(one.id, mends)
  const read = await readReturned(bytes, { form: category.form, most: MOST_ROWS + done.size })
  const check = checkerOf(deps, policy, upload, form)
  const every = read.rows.map(({ label, reason, cells }, n): MendedRow => {
    const own = typed?.get(n)
    const shown = form.columns.map((_, i) => own?.cells[i] ?? cells[i] ?? '')
    const faults = check(shown)
    const isSent = own?.isSent ?? true
    return { n, label, reason: faults.size === 0 && !own ? reason : '', cells: shown, faults, isSent }
  })
  const rows = every.filter(({ n }) => !done.has(n))
  return { upload, form, every, rows, more: Math.max(0, read.count - done.size - rows.length), done, nth: mends.length }
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

/**
 * A row comes once: a double click ends at the upload that brought it.
 *
 * @throws 400 where nothing is ticked, or a ticked row still has a fault; 409 where one was brought otherwise
 */
export async function sendMended(deps: WebDeps, caller: Caller, one: One, typed: Typed): Promise<Upload> {
  const policy = await deps.policies.inForce()
  const sentBy = signatureOf(caller)
  for (let tries = 0; tries < TRIES; tries++) {
    const { upload, form, every, rows, done, nth } = await rowsToMend(deps, policy, caller, one, typed)
    const digest = digestOf(typed)
    const ticked = [...typed].flatMap(([n, { isSent }]) => (isSent ? [n] : []))
    const brought = ticked.flatMap((n) => done.get(n) ?? [])
    const [first] = brought
    const fileOf = (sent: readonly MendedRow[]) =>
      fileOfRows(
        form.code,
        sent.map(({ cells }) => Object.fromEntries(form.columns.map(({ heading }, i) => [heading, cells[i] ?? '']))),
      )
    if (first && brought.length === ticked.length && first.mends?.digest === digest && isBy(first, sentBy)) {
      // Its file may not have come.
      if (first.state === 'requested' && !first.reading)
        await deps.inbox.put(inboxKey(first), fileOf(every.filter(({ n }) => ticked.includes(n))))
      return first
    }
    if (first) throw refuse('mended-already')
    const sent = rows.filter(({ n }) => ticked.includes(n))
    if (sent.length === 0) throw refuse('mended-unticked')
    if (sent.some(({ faults }) => faults.size > 0)) throw refuse('mended-faulty')
    const { division, office, period, id } = upload
    const category = present(listOf(upload.form)?.category, 'the category of a list')
    const bytes = fileOf(sent)
    const request = {
      ...{ division, office, period, form: `${category}-new`, fileName: `${ON_PAGE}.csv`, size: bytes.length, sentBy },
      mends: { upload: id, rows: sent.map(({ n }) => n), digest },
    }
    let own: string | undefined
    const begun = await beginUpload(deps, policy, request, (asked) => {
      own = asked.id
      return deps.uploads.createOnce(asked, `mends/${id}/${nth}`)
    })
    // Somebody else was first: whether with the same rows is looked at again.
    if (begun.id !== own) continue
    await deps.inbox.put(inboxKey(begun), bytes)
    return begun
  }
  throw refuse('mended-already')
}

const TRIES = 5
const isBy = ({ sentBy }: Upload, { account }: Signature): boolean => sentBy?.account === account

/** Of what was ticked, as it was typed. */
function digestOf(typed: Typed): string {
  const ticked = [...typed].filter(([, { isSent }]) => isSent).sort(([a], [b]) => a - b)
  return hash('sha256', JSON.stringify(ticked.map(([n, { cells }]) => [n, ...cells])), 'hex')
}
