/**
 * A process that reads one policy workbook: the policy as a line of JSON, then the bytes, come in; the reading or a
 * refusal goes out.
 */

import { openWorkbook } from '../../../forms/incoming/sheet/open.ts'
import { UnreadableFile } from '../../../forms/incoming/sheet/sheet.ts'
import { bufferSource } from '../../../forms/incoming/sheet/source.ts'
import { isPolicyWorkbook } from '../../../forms/policy/policy-lines.ts'
import { readPolicyWorkbook } from '../../../forms/policy/policy-reading.ts'
import { Policy } from '../../../schemas/records/policy.ts'
import { refusal } from '../../../wording/reasons.ts'
import type { PolicyReply } from './read-policy-apart.ts'

const NOT_POLICY =
  '这份文件不是参数设置表，没有采用，现在的参数没有改变。请先下载现在的参数设置表，在原表上修改后上传。'

process.stdout.write(JSON.stringify(await reply()))

async function reply(): Promise<PolicyReply> {
  const pieces: Buffer[] = []
  for await (const piece of process.stdin) pieces.push(piece)
  const all = Buffer.concat(pieces)
  const line = all.indexOf('\n')
  const base = Policy.parse(JSON.parse(all.subarray(0, line).toString()))
  try {
    const workbook = await openWorkbook(bufferSource(all.subarray(line + 1)), { isHeader: () => true })
    if (!isPolicyWorkbook(workbook)) return { refused: NOT_POLICY }
    return { reading: await readPolicyWorkbook(workbook, base) }
  } catch (error) {
    if (error instanceof UnreadableFile) return { refused: refusal(error.code, { reason: error.reason }) }
    throw error
  }
}
