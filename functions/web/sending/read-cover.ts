/** What a file says of itself is read in a process of its own, so that no file harms the pages. */
import type { FileCover } from '../../../forms/incoming/file-cover.ts'
import type { UnreadableFile } from '../../../forms/incoming/sheet/sheet.ts'
import { besides, readApart } from '../readings/read-apart.ts'

/** A file that can be read and is no form is `null`. */
export type CoverReply =
  | { readonly cover: FileCover | null }
  | { readonly unreadable: Pick<UnreadableFile, 'code' | 'reason'> }

const LIMITS = { seconds: 10, heapMb: 192 }
const ENTRY = besides(import.meta.url, 'cover-process')

/** A file over the limits is `too-heavy`. */
export async function readCover(bytes: Uint8Array): Promise<CoverReply> {
  const reply = (await readApart(ENTRY, {}, bytes, LIMITS)) as CoverReply | undefined
  return reply ?? { unreadable: { code: 'file-unreadable', reason: 'too-heavy' } }
}
