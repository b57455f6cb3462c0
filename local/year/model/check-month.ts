/** Everything that must hold after a month, read from its folder alone. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Model } from './model.ts'
import { MonthFiles } from './month-files.ts'
import { takeBatches, takeResults } from './payments.ts'
import { checkReceipts } from './receipts.ts'
import { checkStatistics } from './statistics.ts'

/** @returns a sentence for each thing that does not hold */
export function checkMonth(model: Model, folder: string): string[] {
  model.month++
  const files = new MonthFiles(folder, readFileSync(join(folder, 'today.txt'), 'utf8').trim())
  return [
    ...checkReceipts(files),
    ...takeResults(model, files),
    ...takeBatches(model, files),
    ...checkStatistics(files),
  ]
}
