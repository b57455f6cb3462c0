/** Every file has its receipt, and what came back is what was planted: no bad row was taken, and no good one returned. */
import { join } from 'node:path'
import { csvTable } from '../read-files.ts'
import type { Model } from './model.ts'
import type { MonthFiles } from './month-files.ts'

const FILE_CODES = ['all-returned', 'return-refused', 'empty']

export function checkReceipts(_: Model, files: MonthFiles): string[] {
  const faults: string[] = []
  for (const { division, folder, name, receipt } of files.sent)
    if (!receipt) faults.push(`receipts.csv has not ${division} ${folder} ${name}`)
  if (files.receipts.length !== files.sent.length)
    faults.push(`receipts.csv has ${files.receipts.length} lines for ${files.sent.length} files`)
  const planted = csvTable(join(files.folder, 'planted.csv'))
  const keyOf = ({ division, office, file, row, code }: Record<string, string>) =>
    [division, office, file, row, code].join(' ')
  const found = new Set(files.rejections.map(keyOf))
  for (const row of planted)
    if (row.certainty === 'must' && !found.has(keyOf(row)))
      faults.push(`not returned, though it is wrong: ${keyOf(row)}`)
  const expected = new Set(planted.map(keyOf))
  for (const key of found) if (!expected.has(key)) faults.push(`returned, though nothing is wrong: ${key}`)
  const whole = new Set(
    files.rejections.filter(({ row, code = '' }) => row === '0' && FILE_CODES.includes(code)).map(fileOf),
  )
  for (const receipt of files.receipts) {
    if ((receipt.state === 'refused') !== whole.has(fileOf(receipt)))
      faults.push(`${fileOf(receipt)} is ${receipt.state}, which rejections.csv contradicts`)
    const returned = new Set(files.rejections.filter((row) => fileOf(row) === fileOf(receipt)).map(({ row }) => row))
    returned.delete('0')
    if (Number(receipt.returned) !== returned.size)
      faults.push(`${fileOf(receipt)}: ${receipt.returned} rows are said to be returned, and ${returned.size} are`)
  }
  return faults
}

const fileOf = ({ division, office, file }: Record<string, string>) => `${division} ${office} ${file}`
