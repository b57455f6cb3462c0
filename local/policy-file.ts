/** `--policy FILE`: the administrator's workbook as the next revision of the policy. */

import { readPolicyWorkbook } from '../forms/policy-reading.ts'
import { openWorkbook } from '../forms/sheet/open.ts'
import { fileSource } from '../forms/sheet/source.ts'
import type { Policy } from '../schemas/policy.ts'

/** @throws naming every fault by sheet and row; nothing is taken from a workbook with a fault */
export async function policyFromFile(path: string, base: Policy): Promise<Policy> {
  const reading = await readPolicyWorkbook(await openWorkbook(await fileSource(path), { isHeader: () => true }), base)
  if (reading.ok) return reading.policy
  const lines = reading.faults.map(({ sheet, row, message }) => `${sheet}${row > 0 ? ` 第${row}行` : ''}：${message}`)
  throw new Error(`参数表有误，未采用：\n${lines.join('\n')}`)
}
