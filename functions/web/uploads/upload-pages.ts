/** An upload's receipt, and what somebody does about it there. */

import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import * as z from 'zod'
import { writeEndings } from '../../../forms/outgoing/endings-book.ts'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { EndingsPage } from '../../../pages/uploads/endings.tsx'
import { Receipt, type ReceiptProps } from '../../../pages/uploads/receipt.tsx'
import { statisticsDue } from '../../../rules/deadlines/obligations.ts'
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import { Division } from '../../../schemas/codes.ts'
import { Purpose, Reveal } from '../../../schemas/purposes.ts'
import { NAMED_MOST } from '../../../schemas/records/endings.ts'
import type { PersonKey } from '../../../schemas/records/person.ts'
import {
  Confirmation,
  countyOf,
  isWaiting,
  isWhole,
  mendedCount,
  ownerOfUpload,
  SendingBack,
  type Upload,
  Withdrawal,
} from '../../../schemas/records/upload.ts'
import { periodName } from '../../../wording/dates.ts'
import { formName } from '../../../wording/forms.ts'
import { divisionName, officeName, townshipName } from '../../../wording/offices.ts'
import { endingsFileName } from '../../../wording/output-names.ts'
import { heldBehind } from '../../shared/work/held-behind.ts'
import type { WebDeps } from '../deps.ts'
import { permitted, signatureOf } from '../http/allow.ts'
import type { NamedFile } from '../http/api-route.ts'
import { purposeOf, rememberPurpose } from '../http/audited.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { fileLink } from '../readings/hand-out.ts'
import { handledOf } from '../readings/handled.ts'
import { personsBookRoute } from '../readings/purpose-routes.ts'
import { isUrged, type Urged, urgedQuery } from '../readings/urged.ts'
import { confirmHeld } from './confirm-held.ts'
import { ENDINGS_SHOWN, endingsOf } from './endings.ts'
import { returnedDoes, returnedFile, returnedOwner } from './returned-file.ts'
import { seenUpload } from './seen-upload.ts'
import { keptFor, sendBack, takeBack } from './take-back.ts'
import { discard, tickOff } from './upload-acts.ts'

const params = { division: Division, id: z.string() }
const own = { resource: 'name-list', of: 'division' } as const
const seesPersons = { action: 'see', ...own, persons: true } as const
const owner = async (_: WebDeps, one: One) => ownerOfUpload(one)

interface One {
  readonly division: string
  readonly id: string
}

interface Shown {
  readonly params: One
  readonly local: boolean
  readonly caller: Caller
  readonly person?: PersonKey | undefined
  readonly query?: Urged
}

const receiptOf = ({ division, id }: One) => `/uploads/${division}/${id}`

export const uploadPages: readonly Route[] = [
  pageRoute({
    path: '/uploads/:division/:id',
    owner,
    summary: 'An upload’s receipt',
    does: { action: 'see', ...own },
    params,
    query: urgedQuery,
    run: (deps, asked) => show(deps, asked),
  }),
  pageRoute({
    path: '/uploads/:division/:id/endings',
    owner,
    summary: 'Whom a list began, ends or keeps; a held one is confirmed or sent back there',
    does: seesPersons,
    params,
    run: showEndings,
  }),
  formRoute({
    path: '/uploads/:division/:id/endings',
    owner,
    opens: '/uploads/:division/:id/endings',
    summary: 'The same with one person whole, or all for whoever confirms, for a purpose',
    does: seesPersons,
    params,
    form: Reveal,
    incomplete: 'purpose-incomplete',
    again: { field: 'purpose', shows: seesPersons, show: showEndings },
    async run(deps, asked) {
      await rememberPurpose(deps, asked.caller, 'lists', asked.body)
      const { person } = asked.body
      return person ? showEndings(deps, { ...asked, person }) : `${receiptOf(asked.params)}/endings`
    },
  }),
  personsBookRoute({
    path: '/uploads/:division/:id/endings.xlsx',
    owner,
    opens: '/uploads/:division/:id/endings',
    summary: 'Whom a list began, ends or keeps, as a workbook, for a purpose',
    does: seesPersons,
    params,
    shows: seesPersons,
    show: showEndings,
    file: endingsFile,
  }),
  formRoute({
    path: '/uploads/:division/:id/returned',
    owner: returnedOwner,
    opens: '/uploads/:division/:id',
    summary: 'The workbook of returned rows, for a purpose',
    does: returnedDoes,
    params,
    form: Purpose,
    incomplete: 'purpose-incomplete',
    again: { field: 'purpose', show },
    async run(deps, { params: one, caller, body }) {
      await rememberPurpose(deps, caller, 'lists', body)
      return (await fileLink(deps, caller, await returnedFile(deps, one))).path
    },
  }),
  formRoute({
    path: '/uploads/:division/:id/confirm',
    owner,
    opens: '/uploads/:division/:id',
    summary: 'Confirms a held list as its second person',
    does: { action: 'confirm', ...own },
    refuses: [409],
    params,
    form: Confirmation,
    incomplete: 'list-changed',
    again: { field: '', shows: seesPersons, show: showEndings },
    async run(deps, { params: one, body, caller }) {
      await confirmHeld(deps, { ...one, ...body, caller })
      return receiptOf(one)
    },
  }),
  formRoute({
    path: '/uploads/:division/:id/send-back',
    owner,
    opens: '/uploads/:division/:id',
    summary: 'Sends a held list back to its sender, with a reason',
    does: { action: 'confirm', ...own },
    refuses: [409],
    params,
    form: SendingBack,
    incomplete: 'return-incomplete',
    again: { field: 'send-back-reason', shows: seesPersons, show: showEndings },
    async run(deps, { params: one, body, caller }) {
      await sendBack(deps, { ...one, ...body, by: signatureOf(caller) })
      return receiptOf(one)
    },
  }),
  formRoute({
    path: '/uploads/:division/:id/withdraw',
    owner,
    opens: '/uploads/:division/:id',
    summary: 'Takes a list back, as if it had not been sent',
    does: { action: 'take-back', ...own },
    refuses: [409],
    params,
    form: Withdrawal,
    incomplete: 'reason-too-long',
    again: { field: 'take-back-reason', show },
    async run(deps, { params: one, body, caller }) {
      await takeBack(deps, { ...one, ...body, by: signatureOf(caller) })
      return receiptOf(one)
    },
  }),
  formRoute({
    path: '/uploads/:division/:id/tick-off',
    owner,
    opens: '/uploads/:division/:id',
    summary: 'Says that what an upload needed is done: it needs attention no more',
    does: { action: 'report', ...own },
    refuses: [409],
    params,
    async run(deps, { params: one }) {
      await tickOff(deps, one)
      return '/#todo-title'
    },
  }),
  formRoute({
    path: '/uploads/:division/:id/discard',
    owner,
    opens: '/uploads/:division/:id',
    summary: 'Gives an upload up before its file has come',
    does: { action: 'take-back', ...own },
    refuses: [409],
    params,
    async run(deps, { params: one }) {
      await discard(deps, one)
      return '/lists'
    },
  }),
]

async function show(deps: WebDeps, { params, query, local, caller }: Shown, fault?: Fault, status = 200) {
  const policy = await deps.policies.inForce()
  const upload = await seenUpload(deps, caller, params)
  const mayTakeBack = permitted(caller)('take-back', 'name-list', upload)
  const [handled, inTheWay, kept, deadlines, month, returned] = await Promise.all([
    handledOf(deps, caller, upload.id, upload),
    heldBehind(deps, upload),
    mayTakeBack ? keptFor(deps, upload) : undefined,
    deps.deadlines.policy(),
    deps.returns.get(countyOf(upload.division), upload.period),
    returnedOf(deps, upload),
  ])
  const due = deadlines && statisticsDue({ deadlines, calendar: cityCalendar(deadlines.calendar) }, upload.period)
  const view = {
    upload,
    inTheWay,
    kept,
    month,
    due,
    ...returned,
    isUrged: isUrged(query),
    handled,
    policy,
    now: deps.now().getTime(),
    local,
    fault,
  }
  return page(Receipt(view), status, {
    filesFrom: await deps.outbox.origin(),
  })
}

/** What became of its returned rows, and of those of its list before. */
async function returnedOf(deps: WebDeps, upload: Upload): Promise<Pick<ReceiptProps, 'mended' | 'isOpen' | 'earlier'>> {
  const { division, id, form, period, state, reading } = upload
  if (state !== 'accepted' && !reading?.returned) return { mended: 0, isOpen: false, earlier: [] }
  const [open, month] = await Promise.all([
    deps.uploads.open(countyOf(division)),
    reading?.returned ? deps.uploads.ofPeriod(division, period) : [],
  ])
  const isEarlier = (one: Upload) => one.division === division && one.form === form && one.id < id
  return {
    mended: mendedCount(id, month),
    isOpen: open.some((one) => one.id === id),
    earlier: isWhole(form) ? [] : open.filter((one) => isEarlier(one) && one.reading?.returned),
  }
}

async function showEndings(deps: WebDeps, { params, local, caller, person }: Shown, fault?: Fault, status = 200) {
  const policy = await deps.policies.inForce()
  const upload = await seenUpload(deps, caller, params)
  const inTheWay = await heldBehind(deps, upload)
  // Whoever confirms compares with the office's papers.
  const confirms = isWaiting(upload) && !inTheWay && permitted(caller)('confirm', 'name-list', upload)
  const whole = confirms && purposeOf(caller, 'lists') ? 'all' : person
  const { account } = signatureOf(caller)
  const kept = confirms ? await keptFor(deps, upload) : undefined
  const endings = found(await endingsOf(deps, upload, { most: ENDINGS_SHOWN, whole, account }))
  return page(
    EndingsPage({ upload, inTheWay, kept, endings, whole, policy, now: deps.now().getTime(), local, fault }),
    status,
  )
}

async function endingsFile(deps: WebDeps, { params, caller }: Pick<Shown, 'params' | 'caller'>): Promise<NamedFile> {
  const { division } = params
  const policy = await deps.policies.inForce()
  const upload = await seenUpload(deps, caller, params)
  const { account } = signatureOf(caller)
  const endings = found(await endingsOf(deps, upload, { most: NAMED_MOST, whole: 'all', account }))
  const out = new PassThrough()
  const list = formName(upload.form, policy)
  const [bytes] = await Promise.all([
    buffer(out),
    writeEndings(out, {
      reportingOffice: officeName(policy, upload),
      period: upload.period,
      list,
      endings,
      townshipName: (code) => townshipName(division, code, policy),
    }),
  ])
  const name = endingsFileName(divisionName(division, policy), periodName(upload.period), list)
  return { name, bytes: new Uint8Array(bytes) }
}
