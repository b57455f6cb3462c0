/** `--policy FILE`: the administrator's workbook, for a command that has no hub to send it to. */

import { fileSource } from '../../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../../forms/incoming/sheet/open.ts'
import type { PolicyFault } from '../../forms/policy/policy-lines.ts'
import { readPolicyWorkbook } from '../../forms/policy/policy-reading.ts'
import type { PolicyWorkbook } from '../../forms/policy/policy-sheets.ts'
import type { Policy } from '../../schemas/records/policy.ts'

/** @throws naming every fault by sheet and row */
export async function policyFromFile(path: string, base: Policy): Promise<PolicyWorkbook> {
  const reading = await readPolicyWorkbook(await openWorkbook(await fileSource(path), { isHeader: () => true }), base)
  if (reading.ok) return reading
  throw new Error(faultLines(reading.faults))
}

export function faultLines(faults: readonly PolicyFault[]): string {
  const lines = faults.map(({ sheet, row, message }) => `${sheet}${row > 0 ? ` 第${row}行` : ''}：${message}`)
  return `参数设置表有误，未采用：\n${lines.join('\n')}`
}

/** A first workbook names every office, so that further changes are counted only. */
const MOST = 60

export function changeLines(changes: readonly string[]): string[] {
  if (changes.length === 0) return []
  const rest = changes.length - MOST
  return [
    `已采用参数设置表，与以前相比有${changes.length}处变化：`,
    ...changes.slice(0, MOST).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  另有${rest}处变化，可在“参数设置”页查看。`] : []),
  ]
}
