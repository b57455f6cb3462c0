/** A policy workbook is read in a process of its own, so that no file harms the pages. */

import { spawn } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { UnreadableFile } from '../../../forms/incoming/sheet/sheet.ts'
import type { PolicyReading } from '../../../forms/policy/policy-reading.ts'
import { Fault } from '../../../schemas/fault.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { refuse } from '../http/refuse.ts'

/** A workbook that can be read and is no policy's is `null`. */
export type PolicyReply =
  | { readonly reading: PolicyReading }
  | { readonly unreadable: Pick<UnreadableFile, 'code' | 'reason'> | null }

/** A whole city's workbook takes a second, 100 MB and 1 MB. */
const LIMITS = { seconds: 20, heapMb: 256 }
const MOST_REPLY = 8 * 1024 ** 2

const ENTRY = fileURLToPath(
  new URL(`./policy-process.${import.meta.url.endsWith('.ts') ? 'ts' : 'mjs'}`, import.meta.url),
)

/** @throws 400 for no policy workbook, or one over the limits */
export async function readPolicyApart(bytes: Uint8Array, base: Policy, limits = LIMITS): Promise<PolicyReading> {
  const child = spawn(process.execPath, [`--max-old-space-size=${limits.heapMb}`, ENTRY], {
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: limits.seconds * 1000,
    killSignal: 'SIGKILL',
  })
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  // How the process ended tells why it took no more.
  child.stdin.on('error', () => {})
  child.stdin.write(`${JSON.stringify(base)}\n`)
  child.stdin.end(bytes)
  let received = 0
  child.stdout.on('data', (part: Buffer) => {
    received += part.length
    if (received > MOST_REPLY) child.kill('SIGKILL')
  })
  const [code, text] = await Promise.all([ended, buffer(child.stdout)])
  if (code === 1) throw new Fault('reader-ended', 'the process that reads policy workbooks failed')
  if (code !== 0) throw refuse('policy-too-heavy')
  const reply = JSON.parse(text.toString()) as PolicyReply
  if ('reading' in reply) return reply.reading
  const { unreadable } = reply
  throw unreadable ? refuse('policy-unreadable', unreadable.code, unreadable.reason) : refuse('policy-unfamiliar')
}
