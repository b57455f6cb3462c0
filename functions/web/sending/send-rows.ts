/** What is filled in on a page goes the way of a file: the same inbox, reader and receipt (docs/cases.md#files-that-come-in). */
import { FORMS, type FormCode } from '../../../schemas/columns.ts'
import type { Signature } from '../../../schemas/records/account.ts'
import { type AnswerForm, inboxKey, type Upload } from '../../../schemas/records/upload.ts'
import { ON_PAGE } from '../../../wording/forms.ts'
import type { WebDeps } from '../deps.ts'
import { beginUpload } from './request-upload.ts'

/** By heading; a missing one is blank. */
type FilledRow = Readonly<Record<string, string>>

type Deps = Pick<WebDeps, 'heads' | 'uploads' | 'policies' | 'inbox' | 'now' | 'dayOf'>

export async function sendRows(
  deps: Deps,
  form: AnswerForm,
  owner: Pick<Upload, 'division' | 'office' | 'closesRows'> & Partial<Pick<Upload, 'period'>>,
  rows: readonly FilledRow[],
  sentBy: Signature,
): Promise<Upload> {
  const bytes = fileOfRows(form, rows)
  const period = deps.dayOf(deps.now()).slice(0, 7)
  const request = { period, ...owner, form, fileName: `${ON_PAGE}.csv`, size: bytes.length, sentBy }
  const upload = await beginUpload(deps, await deps.policies.inForce(), request)
  await deps.inbox.put(inboxKey(upload), bytes)
  return upload
}

export function fileOfRows(template: FormCode, rows: readonly FilledRow[]): Buffer {
  const headings = FORMS[template].columns.map(({ heading }) => heading)
  const lines = [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))]
  return Buffer.from(lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join(''))
}

const quoted = (text: string) => `"${text.replaceAll('"', '""').replace(/[\r\n]+/g, ' ')}"`
