/** Files are chosen, the hub says which is which, and then they are sent: also without a script. */
import * as z from 'zod'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { SentFiles } from '../../../pages/uploads/sent-files.tsx'
import { ToldFiles } from '../../../pages/uploads/told-files.tsx'
import type { Sender } from '../../../pages/uploads/upload-form.tsx'
import { Period } from '../../../schemas/codes.ts'
import { present } from '../../../schemas/present.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { FormName, inboxKey, ownerOfUpload, sentAs, UploadRequest } from '../../../schemas/records/upload.ts'
import { eachHeldBehind } from '../../shared/work/held-behind.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, permitted, signatureOf } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { found, refuse } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { TYPES } from '../http/route.ts'
import { monthsShown } from '../readings/months-shown.ts'
import { type ChosenFile, chosenFile, keepChosen, Token } from '../sending/chosen-files.ts'
import { beginUpload } from '../sending/request-upload.ts'
import { tellFiles } from '../sending/tell-files.ts'
import { listsPage, senderOf } from './lists-page.ts'
import { seenUpload } from './seen-upload.ts'

/** A call of a function takes 6 MB, in which bytes take a third more. */
const LARGEST = 4 * 1024 ** 2
const MOST = 12

const sends = { action: 'send', resource: 'name-list' } as const
const wish = z.string().optional()
const Chosen = z.object({
  'files[]': z
    .array(z.instanceof(File))
    .transform((files) => files.filter(({ size, name }) => size > 0 || name !== '')),
  form: wish,
  period: wish,
})

/** Fields are named by the file's token. */
const Told = z.record(z.string().max(60), z.string().max(300)).transform((fields) =>
  Object.keys(fields)
    .flatMap((name) => (name.startsWith('file-') ? [name.slice('file-'.length)] : []))
    .filter((token) => Token.safeParse(token).success)
    .slice(0, MOST)
    .map((token) => ({
      token,
      isSent: fields[`send-${token}`] !== undefined,
      form: fields[`form-${token}`] ?? '',
      period: fields[`period-${token}`] ?? '',
    })),
)
type ToldOne = z.infer<typeof Told>[number]

interface Asked {
  readonly local: boolean
  readonly caller: Caller
}

export const toldPages: readonly Route[] = [
  formRoute({
    path: '/lists/files',
    opens: '/lists',
    summary: 'Says of each chosen file which form, month and office it is; nothing is sent yet',
    does: sends,
    form: Chosen,
    largest: LARGEST,
    incomplete: 'files-missing',
    answers: { 200: { type: TYPES.html } },
    again: {
      field: 'many-files',
      show: (deps, { local, caller }, fault, status) => listsPage(deps, { query: {}, local, caller }, fault, status),
    },
    async run(deps, { body, ...asked }) {
      const files = body['files[]']
      if (files.length === 0) throw refuse('files-missing')
      if (files.length > MOST) throw refuse('files-too-many', MOST)
      const { account } = signatureOf(asked.caller)
      const kept: ChosenFile[] = []
      for (const file of files) {
        const name = UploadRequest.shape.fileName.safeParse(file.name).data ?? '-'
        kept.push(await keepChosen(deps, account, { name, bytes: Buffer.from(await file.arrayBuffer()) }))
      }
      return show(deps, asked, { files: kept, meant: { form: body.form, period: body.period } })
    },
  }),
  formRoute({
    path: '/lists/sent',
    opens: '/lists',
    summary: 'Sends the files that were told, those that are ticked',
    does: sends,
    form: Told,
    incomplete: 'files-missing',
    again: {
      field: '',
      async show(deps, asked, fault, status, fields) {
        const told = Told.parse(fields)
        const files = await chosenFiles(deps, asked.caller, told)
        return show(deps, asked, { files, told, fault, status })
      },
    },
    async run(deps, { body, caller }) {
      const ticked = body.filter(({ isSent }) => isSent)
      if (ticked.length === 0) throw refuse('files-unticked')
      if (ticked.some(({ form, period }) => !(form && period))) throw refuse('files-untold')
      const { policy, sender, periods } = await sending(deps, caller)
      const files = await chosenFiles(deps, caller, ticked)
      if (files.length < ticked.length) throw refuse('files-gone')
      const by = { policy, sender, periods, caller }
      // Of several all are sent, or none.
      for (const one of ticked) refuseUnfit(by, one)
      for (const [i, file] of files.entries()) await refuseTakenBack(deps, by, file, ticked[i]!)
      const { division } = sender
      const ids: string[] = []
      for (const [i, file] of files.entries()) ids.push(await sendOne(deps, by, file, ticked[i]!))
      return ids.length === 1 ? `/uploads/${division}/${ids[0]}` : `/lists/sent?files=${ids.join()}`
    },
  }),
  pageRoute({
    path: '/lists/sent',
    summary: 'What became of several files that were sent together',
    does: { action: 'see', resource: 'name-list' },
    query: { files: z.string().max(1200).optional() },
    async run(deps, { query, local, caller }) {
      const { division } = found(actorOf(caller))
      const ids = (query.files ?? '').split(',').filter((id) => ownerOfUpload({ division, id }))
      if (ids.length === 0) return '/lists'
      const uploads = await Promise.all(ids.slice(0, MOST).map((id) => seenUpload(deps, caller, { division, id })))
      const behind = await eachHeldBehind(deps, uploads)
      const policy = await deps.policies.inForce()
      return page(SentFiles({ policy, local, uploads, behind, now: deps.now().getTime() }))
    },
  }),
]

async function sending(deps: WebDeps, caller: Caller) {
  const policy = await deps.policies.inForce()
  const sender = found(senderOf(policy, caller))
  const { choices, today } = await monthsShown(deps, policy, undefined)
  return { policy, sender, periods: choices, today }
}

interface By {
  readonly policy: Policy
  readonly sender: Sender
  readonly periods: readonly string[]
  readonly caller: Caller
}

/** @throws 400 for what the office does not send, or not of that month */
function refuseUnfit(
  { sender: { division, office, forms }, periods, caller }: By,
  { form, period }: Pick<ToldOne, 'form' | 'period'>,
): void {
  const isOwn = FormName.safeParse(form).success && forms.some((one) => one.forms.includes(form))
  const isMonth = Period.safeParse(period).success && (sentAs(form) !== 'name-list' || periods.includes(period))
  if (!isOwn || !isMonth || !permitted(caller)('send', sentAs(form), { division, office })) throw refuse('form-unknown')
}

/** Under which a chosen file is sent once, however often its page is. */
const nameOf = ({ token, form, period }: Pick<ToldOne, 'token' | 'form' | 'period'>) =>
  `chosen/${token}/${form}/${period}`

/** @throws 409 where it was sent before and is no more */
async function refuseTakenBack(
  { uploads }: WebDeps,
  { sender }: By,
  { name }: ChosenFile,
  told: ToldOne,
): Promise<void> {
  const sent = await uploads.ofName(sender.division, nameOf(told))
  if (sent?.withdrawn || sent?.discarded) throw refuse('files-taken-back', name)
}

/** @returns the upload's id */
async function sendOne(
  deps: WebDeps,
  { policy, sender: { division, office }, caller }: By,
  { name, bytes }: ChosenFile,
  told: ToldOne,
): Promise<string> {
  const { form, period } = told
  const request = { division, office, form, period, fileName: name, size: bytes.length, sentBy: signatureOf(caller) }
  // A double click sends the same upload, whose file may not have come.
  const { id } = await beginUpload(deps, policy, request, (asked) => deps.uploads.createOnce(asked, nameOf(told)))
  const upload = present(await deps.uploads.get(division, id), 'an upload that began')
  const isAwaited = upload.state === 'requested' && !upload.withdrawn && !upload.discarded
  if (isAwaited) await deps.inbox.put(inboxKey(upload), bytes)
  return id
}

async function chosenFiles(deps: WebDeps, caller: Caller, told: readonly ToldOne[]): Promise<ChosenFile[]> {
  const { account } = signatureOf(caller)
  const files = await Promise.all(told.map(({ token }) => chosenFile(deps, account, token)))
  return files.flatMap((file) => file ?? [])
}

interface Shown {
  readonly files: readonly ChosenFile[]
  readonly meant?: { readonly form?: string | undefined; readonly period?: string | undefined }
  readonly told?: readonly ToldOne[]
  readonly fault?: Fault
  readonly status?: number
}

async function show(
  deps: WebDeps,
  { local, caller }: Asked,
  { files, meant, told, fault, status = 200 }: Shown,
): Promise<Response> {
  const { policy, sender, periods, today } = await sending(deps, caller)
  const forms = sender.forms.flatMap((one) => one.forms)
  const { division } = sender
  const own = await tellFiles(files, { policy, division, forms, periods, today, ...(meant && { meant }) })
  return page(ToldFiles({ policy, local, periods, files: own, told, fault }), status)
}
