/** What printed forms have in common, and their rows as texts. */
import { expect } from 'vitest'
import { textsOf } from '../bytes-of.ts'

export const printed = { reportingOffice: '始兴县社保局', period: '2018-05' }

export const sheetOf = async (bytes: Uint8Array, name: string) =>
  (await textsOf(bytes)).get(name)!.map((row) => row.texts)

/** The rows below the header that begins with `heading`. */
export function below(rows: string[][], heading: string): string[][] {
  return rows.slice(rows.findIndex((row) => row[0] === heading) + 1)
}

/** The title, the header and the foot that docs/forms.md#outgoing asks of every printed form. */
export function expectPrinted(rows: string[][], title: string, headings: string) {
  expect(rows[0]![0]).toBe(title)
  expect(rows[1]![0]).toBe('填报单位：始兴县社保局')
  expect(rows.map((row) => row.join('、'))).toContain(headings)
  const foot = rows.slice(-2).flat().join('')
  for (const part of ['填表人', '审核人', '负责人', '联系电话', '填报日期', '单位公章']) expect(foot).toContain(part)
}
