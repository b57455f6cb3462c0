/** Files that hold persons: a link fetched once, and a copy with who and when in its footer (docs/adr/0026-files-handed-out.md). */
import { hash, randomBytes } from 'node:crypto'
import { withFooter } from '../../../forms/outgoing/with-footer.ts'
import { LINK_MINUTES } from '../../../schemas/records/download.ts'
import { handedTo } from '../../../wording/purposes.ts'
import type { WebDeps } from '../deps.ts'
import { sessionOf } from '../http/allow.ts'
import type { NamedFile } from '../http/api-route.ts'
import { recordAsked } from '../http/audited.ts'
import type { Caller } from '../http/caller.ts'
import { found, refuse } from '../http/refuse.ts'
import { TYPES } from '../http/route.ts'

/** A browser follows at once; S3 lets a signed URL be used again while it lasts. */
export const SIGNED_SECONDS = 20

const minutesAfter = (time: Date, minutes: number) => new Date(time.getTime() + minutes * 60_000).toISOString()

interface File {
  readonly key: string
  readonly fileName: string
}

/** Its audit entry has been written. */
export async function fileLink(
  { downloads, now }: Pick<WebDeps, 'downloads' | 'now'>,
  caller: Caller,
  { key, fileName }: File,
  /** Of programs, which read refusals as JSON. */
  from: '/files' | '/api/files' = '/files',
): Promise<{ path: string; until: string }> {
  const session = found(sessionOf(caller))
  const token = randomBytes(24).toString('base64url')
  const until = minutesAfter(now(), LINK_MINUTES)
  await downloads.put(
    { account: session.account, hash: hash('sha256', token, 'hex') },
    { holder: session.hash, key, fileName, until },
  )
  return { path: `${from}/${token}`, until }
}

/**
 * @returns a URL for seconds
 * @throws 404 for a link of another session, one that was used, is over, or never was
 */
export async function fetchedOnce(deps: WebDeps, caller: Caller, token: string): Promise<string> {
  const { account, hash: holder } = found(sessionOf(caller))
  const time = deps.now()
  const key = { account, hash: hash('sha256', token, 'hex') }
  const download = await deps.downloads.take(key, holder, time.toISOString())
  if (!download) {
    const does = { action: 'see', resource: 'portal', persons: true, file: true } as const
    await recordAsked(deps, caller, { does, thing: undefined, params: { link: '-' }, body: undefined }, 'refused')
    throw refuse('not-found')
  }
  const copy = `handed/${key.hash}.xlsx`
  await deps.outbox.put(copy, await stamped(deps, caller, await deps.outbox.get(download.key)), TYPES.xlsx)
  return deps.outbox.signGet(copy, download.fileName, SIGNED_SECONDS)
}

/** A workbook that is made for whoever asks. */
export async function handedOut(deps: WebDeps, caller: Caller, { name, bytes }: NamedFile): Promise<NamedFile> {
  return { name, bytes: new Uint8Array(await stamped(deps, caller, Buffer.from(bytes))) }
}

async function stamped({ policies, now }: WebDeps, caller: Caller, workbook: Buffer): Promise<Buffer> {
  const { actor } = found(sessionOf(caller))
  return withFooter(workbook, handedTo(await policies.inForce(), actor, now().toISOString()))
}
