/** An upload begins: its URL is signed and its place in the order of lists drawn. */
import { randomBytes } from 'node:crypto'
import { County } from '../../../schemas/codes.ts'
import type { Signature } from '../../../schemas/records/account.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import {
  headOf,
  inboxKey,
  isAnswerForm,
  listOf,
  type Upload,
  type UploadRequest,
  type UploadTicket,
  uploadId,
} from '../../../schemas/records/upload.ts'
import { correlated } from '../../../stores/aws/correlation.ts'
import { log } from '../../shared/stages/log.ts'
import type { WebDeps } from '../deps.ts'
import { refuse } from '../http/refuse.ts'
import { sensiblePeriod } from '../http/sensible-period.ts'

const URL_SECONDS = 3600

export async function requestUpload(
  deps: Pick<WebDeps, 'heads' | 'uploads' | 'policies' | 'inbox' | 'now' | 'dayOf'>,
  request: UploadRequest,
  sentBy: Signature,
): Promise<UploadTicket> {
  const policy = await deps.policies.inForce()
  const category = listOf(request.form)?.category
  const isList = request.form === 'register' || policy.categories.some((c) => c.code === category)
  const isForm = isList || isAnswerForm(request.form)
  const places = [policy.city, ...policy.counties.flatMap((county) => [county, ...county.townships])]
  const isPlace = places.some(({ code }) => code === request.division)
  if (!isForm || !isPlace) throw refuse('form-unknown')
  sensiblePeriod(request.period, policy, deps.dayOf(deps.now()))
  const upload = await beginUpload(deps, policy, { ...request, sentBy })
  // From here on the file is followed by its id, which its key has too.
  correlated(upload.id, () =>
    log('info', { stage: 'web', what: 'asked for', division: upload.division, upload: upload.id }),
  )
  return ticketOf(deps, upload)
}

/** A URL that takes the upload's file, for an hour from now. */
export async function ticketOf(
  { inbox, now }: Pick<WebDeps, 'inbox' | 'now'>,
  upload: UploadRequest & Pick<Upload, 'id'>,
): Promise<UploadTicket> {
  const { url, headers } = await inbox.signPut(inboxKey(upload), upload.size, URL_SECONDS)
  return { id: upload.id, url, headers, expires: new Date(now().getTime() + URL_SECONDS * 1000).toISOString() }
}

/** @param create may answer another upload asked for at the same time */
export async function beginUpload(
  deps: Pick<WebDeps, 'heads' | 'uploads' | 'now' | 'dayOf'>,
  policy: Policy,
  request: UploadRequest & Pick<Upload, 'nil' | 'sentBy' | 'closesRows' | 'mends'>,
  create?: (upload: Upload) => Promise<Upload>,
): Promise<Upload> {
  const now = deps.now()
  const upload: Upload = {
    ...request,
    id: uploadId(request, now, randomBytes(5).toString('hex')),
    state: 'requested',
    day: deps.dayOf(now),
    requestedAt: now.toISOString(),
    policy: policy.version,
    // Answers stand in no roster, and townships have none.
    ...(County.safeParse(request.division).success &&
      !isAnswerForm(request.form) && { sequence: await deps.heads.issue(headOf(request.division, request.form)) }),
  }
  if (create) return create(upload)
  await deps.uploads.create(upload)
  return upload
}
