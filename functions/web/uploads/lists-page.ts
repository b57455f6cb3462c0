/** The page where an office sends its lists, also where one of its forms was refused. */
import type { Fault } from '../../../pages/parts/fault.tsx'
import { Lists } from '../../../pages/uploads/lists.tsx'
import type { ListDue } from '../../../pages/uploads/upload-boxes.tsx'
import type { Sender } from '../../../pages/uploads/upload-form.tsx'
import { uploadThings } from '../../../pages/uploads/upload-things.ts'
import type { RowCode } from '../../../schemas/codes.ts'
import type { Standing } from '../../../schemas/records/obligation.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { isAnswerForm, resourceOfUpload, type Upload } from '../../../schemas/records/upload.ts'
import { ANSWERS, sentForms } from '../../../wording/forms.ts'
import { eachHeldBehind } from '../../shared/work/held-behind.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, type Permits, permitted } from '../http/allow.ts'
import type { NamedFile } from '../http/api-route.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { divisionsSeen, flat } from '../readings/divisions-seen.ts'
import { monthsShown } from '../readings/months-shown.ts'
import { listsOwed, owedBy } from '../readings/owed.ts'
import { returnedRows } from '../readings/returned-rows.ts'
import { chosenThings, type ThingsWished, thingsFile, uploadStage } from '../readings/things.ts'
import { timeNow } from '../readings/timeliness.ts'

interface Shown {
  readonly query: ThingsWished & { readonly period?: string | undefined; readonly form?: string | undefined }
  readonly local: boolean
  readonly caller: Caller
}

export async function listsPage(
  deps: WebDeps,
  { query, local, caller }: Shown,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  const sender = senderOf(policy, caller)
  const isSent = (form: string) => sender?.forms.some(({ forms }) => forms.includes(form)) ?? false
  const chosen = query.form !== undefined && isSent(query.form) ? query.form : undefined
  const divisions = divisionsSeen(policy, actorOf(caller))
  const [view, due] = await Promise.all([
    listsView(deps, policy, { wished: query.period, divisions, permits: permitted(caller) }),
    sender ? listsDue(deps, policy, sender) : [],
  ])
  const files = listsThings(policy, caller, query, view)
  return page(Lists({ ...view, policy, local, fault, chosen, sender, due, files }), status, {
    uploadsTo: await deps.inbox.origin(),
  })
}

/** @returns uploads of the period, as its list or workbook shows them */
function listsThings(policy: Policy, caller: Caller, query: ThingsWished, view: Awaited<ReturnType<typeof listsView>>) {
  const { now, open, inTheWay } = view
  const isBehind = (id: string) => inTheWay.has(id)
  const isOpen = (id: string) => open.has(id)
  const reader = { permits: permitted(caller), account: actorOf(caller)?.id ?? '', now, isOpen, isBehind }
  const stageOf = (upload: Upload) => uploadStage(upload, reader)
  const isSender = senderOf(policy, caller) !== undefined
  return chosenThings(uploadThings(policy, { ...view, isBehind, isSender }, stageOf), query)
}

export async function listsFile(deps: WebDeps, { query, caller }: Omit<Shown, 'local'>): Promise<NamedFile> {
  const policy = await deps.policies.inForce()
  const divisions = divisionsSeen(policy, actorOf(caller))
  const view = await listsView(deps, policy, { wished: query.period, divisions, permits: permitted(caller) })
  return thingsFile(policy, caller, listsThings(policy, caller, query, view))
}

interface Wish {
  readonly wished: string | undefined
  readonly divisions: readonly string[]
  readonly permits: Permits
}

export async function listsView(
  deps: Pick<WebDeps, 'uploads' | 'submissions' | 'periods' | 'heads' | 'now' | 'dayOf'>,
  policy: Policy,
  { wished, divisions, permits }: Wish,
) {
  const { period, periods, choices } = await monthsShown(deps, policy, wished)
  const [sent, open, submitted] = await Promise.all([
    flat(divisions.map((division) => deps.uploads.ofPeriod(division, period))),
    flat(divisions.map((division) => deps.uploads.open(division))),
    deps.submissions.ofPeriod(period),
  ])
  const uploads = sent.filter((upload) => permits('see', resourceOfUpload(upload), upload))
  const returned = uploads.filter((upload) => permits('see', 'returned-rows', upload))
  return {
    now: deps.now().getTime(),
    periods,
    period,
    choices: [...new Set([...choices, period])],
    uploads: uploads.filter((upload) => !upload.discarded).sort((a, b) => (a.id < b.id ? -1 : 1)),
    open: new Set(open.map(({ id }) => id)),
    inTheWay: await eachHeldBehind(deps, uploads),
    nil: [...submitted.values()].filter((one) => one.state === 'nil' && permits('see', 'name-list', one)),
    returned: rowsByCode(returned),
    seesLists: seesLists(policy, permits),
  }
}

export function senderOf(policy: Policy, caller: Caller): Sender | undefined {
  const { division, office } = actorOf(caller) ?? {}
  if (!(division && office && permitted(caller)('send', 'name-list', { division, office }))) return undefined
  // Registers and answers are the counties' only.
  const isCity = division === policy.city.code
  const forms = [...sentForms(policy), ...ANSWERS].filter(
    (form) =>
      form.office === office &&
      (form.template !== 'settlement' || permitted(caller)('send', 'settlement', { division, office })) &&
      !(isCity && (form.template === 'register' || isAnswerForm(form.template))),
  )
  return forms.length > 0 ? { division, office, forms } : undefined
}

/** Lists that the office owes, the earliest due first. */
async function listsDue(deps: WebDeps, policy: Policy, { division, office, forms }: Sender): Promise<ListDue[]> {
  const owed = listsOwed(await owedBy(deps, policy, { division, office }, timeNow(deps)))
  const isOwn = ({ obligation }: Standing) => forms.some((one) => one.forms.includes(obligation.form))
  return owed
    .filter(isOwn)
    .map(({ obligation: { form, period, due }, state }) => ({ form, period, due, isLate: state === 'missing' }))
    .sort((a, b) => (a.due < b.due ? -1 : 1))
}

/** A bank or a township sees no list of any place. */
const seesLists = (policy: Policy, permits: Permits): boolean =>
  [...policy.counties, policy.city].some(({ code: division }) =>
    sentForms(policy).some(({ office, forms: [form = ''] }) =>
      permits('see', resourceOfUpload({ form, state: 'accepted' }), { division, office }),
    ),
  )

function rowsByCode(uploads: readonly Upload[]): Partial<Record<RowCode, number>> {
  const counts: Partial<Record<RowCode, number>> = {}
  for (const { code, rows } of returnedRows(uploads)) counts[code] = (counts[code] ?? 0) + rows
  return counts
}
