/** Which form, month and office each chosen file is, and what stands against sending it as such. */
import type { ToldFile } from '../../../pages/uploads/told-files.tsx'
import { divisionIndex } from '../../../rules/rows/divisions.ts'
import { FORMS } from '../../../schemas/columns.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { isAnswerForm, listOf } from '../../../schemas/records/upload.ts'
import { formTitle } from '../../../wording/forms.ts'
import { TOLD } from '../../../wording/told-files.ts'
import type { ChosenFile } from './chosen-files.ts'
import { type CoverReply, readCover } from './read-cover.ts'

interface Sending {
  readonly policy: Policy
  readonly division: string
  /** Codes of what the office sends. */
  readonly forms: readonly string[]
  /** Months for which it may. */
  readonly periods: readonly string[]
  readonly today: string
  /** The duty whose box the file was put into. */
  readonly meant?: { readonly form?: string | undefined; readonly period?: string | undefined }
}

/** Two at a time: each has a process of its own. */
const AT_ONCE = 2

export async function tellFiles(files: readonly ChosenFile[], sending: Sending): Promise<ToldFile[]> {
  const told: ToldFile[] = []
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const some = files.slice(from, from + AT_ONCE)
    told.push(...(await Promise.all(some.map(async (file) => tellFile(file, await readCover(file.bytes), sending)))))
  }
  return told.map((file, i) => {
    const same = told.slice(0, i).find((one) => file.form && one.form === file.form && one.period === file.period)
    return same ? { ...file, faults: [...file.faults, TOLD.twice(same.name)] } : file
  })
}

export function tellFile(
  { token, name }: Pick<ChosenFile, 'token' | 'name'>,
  reply: CoverReply,
  sending: Sending,
): ToldFile {
  const { policy, forms, periods, division, today, meant } = sending
  const own = { token, name }
  if ('unreadable' in reply) {
    const { code, reason } = reply.unreadable
    return { ...own, fits: [], asks: [], faults: [TOLD.unreadable(code, reason)], isLost: true }
  }
  const { cover } = reply
  const chosen = meant?.period
  if (!cover) return { ...own, ...meantFor(meant), fits: forms, asks: [TOLD.unfamiliar], faults: [] }
  const { form, rows, office, county } = cover
  const said = { ...own, title: FORMS[form].title, rows, ...(office && { office }) }
  const fitting = forms.filter((one) => formTitle(one, policy) === FORMS[form].title)
  if (fitting.length === 0)
    return { ...said, fits: [], asks: [], faults: [TOLD.others(FORMS[form].title)], isLost: true }
  const asks: string[] = []
  const mode = cover.own.mode ?? (fitting.includes(meant?.form ?? '') ? listOf(meant?.form ?? '')?.mode : undefined)
  const fit = fitting.filter((one) => (listOf(one)?.mode ?? mode) === mode)
  const [sent] = fit.length === 1 ? fit : fitting.length === 1 ? fitting : []
  if (!sent) asks.push(TOLD.form)
  // An answer is of the day on which it comes.
  const stated = isAnswerForm(form) ? today.slice(0, 7) : (cover.own.period ?? chosen)
  const period = stated !== undefined && (isAnswerForm(form) || periods.includes(stated)) ? stated : undefined
  if (!period) asks.push(stated ? TOLD.farPeriod(stated) : TOLD.period)
  const place = county && divisionIndex(policy).division(county)
  const isElsewhere = place && place !== division && division !== policy.city.code
  return {
    ...said,
    ...(sent && { form: sent }),
    ...(period && { period }),
    fits: fit.length > 0 ? fit : fitting,
    asks,
    faults: [...(rows === 0 ? [TOLD.empty] : []), ...(isElsewhere ? [TOLD.otherCounty(county)] : [])],
  }
}

function meantFor(meant: Sending['meant']) {
  return { ...(meant?.form && { form: meant.form }), ...(meant?.period && { period: meant.period }) }
}
