/**
 * A process that reads one policy workbook: the policy as a line of JSON, then the bytes, come in; the reading or a
 * refusal goes out.
 */

import { bufferSource } from '../../../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../../../forms/incoming/sheet/open.ts'
import { UnreadableFile } from '../../../forms/incoming/sheet/sheet.ts'
import { isPolicyWorkbook } from '../../../forms/policy/policy-lines.ts'
import { readPolicyWorkbook } from '../../../forms/policy/policy-reading.ts'
import { Policy } from '../../../schemas/records/policy.ts'
import type { PolicyReply } from './read-policy-apart.ts'

process.stdout.write(JSON.stringify(await reply()))

async function reply(): Promise<PolicyReply> {
  const pieces: Buffer[] = []
  for await (const piece of process.stdin) pieces.push(piece)
  const all = Buffer.concat(pieces)
  const line = all.indexOf('\n')
  const base = Policy.parse(JSON.parse(all.subarray(0, line).toString()))
  try {
    const workbook = await openWorkbook(bufferSource(all.subarray(line + 1)), { isHeader: () => true })
    if (!isPolicyWorkbook(workbook)) return { unreadable: null }
    return { reading: await readPolicyWorkbook(workbook, base) }
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: { code: error.code, reason: error.reason } }
    throw error
  }
}
