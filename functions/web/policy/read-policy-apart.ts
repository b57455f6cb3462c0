/** A policy workbook is read in a process of its own, so that no file harms the pages. */
import type { UnreadableFile } from '../../../forms/incoming/sheet/sheet.ts'
import type { PolicyReading } from '../../../forms/policy/policy-reading.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { refuse } from '../http/refuse.ts'
import { besides, readApart } from '../readings/read-apart.ts'

/** A workbook that can be read and is no policy's is `null`. */
export type PolicyReply =
  | { readonly reading: PolicyReading }
  | { readonly unreadable: Pick<UnreadableFile, 'code' | 'reason'> | null }

/** A whole city's workbook takes a second, 100 MB and 1 MB. */
const LIMITS = { seconds: 20, heapMb: 256 }

const ENTRY = besides(import.meta.url, 'policy-process')

/** @throws 400 for no policy workbook, or one over the limits */
export async function readPolicyApart(bytes: Uint8Array, base: Policy, limits = LIMITS): Promise<PolicyReading> {
  const reply = (await readApart(ENTRY, base, bytes, limits)) as PolicyReply | undefined
  if (!reply) throw refuse('policy-too-heavy')
  if ('reading' in reply) return reply.reading
  const { unreadable } = reply
  throw unreadable ? refuse('policy-unreadable', unreadable.code, unreadable.reason) : refuse('policy-unfamiliar')
}
