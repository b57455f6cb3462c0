/** Everything that must hold after a month, read from its folder alone. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { takeMaterials, takeSettlements } from './answers.ts'
import { checkCases } from './cases.ts'
import { takeLists } from './listings.ts'
import type { Model } from './model.ts'
import { checkTieOut, takeAllocations, takeRequests } from './money.ts'
import { MonthFiles } from './month-files.ts'
import { checkNilReturns } from './nil-returns.ts'
import { checkOutcomes } from './outcomes.ts'
import { takeBatches, takeResults } from './payments.ts'
import { checkReceipts } from './receipts.ts'
import { takeRegisters } from './registers.ts'
import { checkReturns } from './returns.ts'
import { checkStatistics } from './statistics.ts'

/** In the order in which a month goes: what comes in, what is decided, who is paid, what stands afterwards. */
const STEPS = [
  ...[
    checkReceipts,
    checkNilReturns,
    checkReturns,
    takeLists,
    takeRegisters,
    takeMaterials,
    takeSettlements,
    takeResults,
    takeAllocations,
  ],
  ...[checkOutcomes, checkStatistics, takeBatches, takeRequests, checkCases, checkTieOut],
]

/** @returns a sentence for each thing that does not hold */
export function checkMonth(model: Model, folder: string): string[] {
  model.month++
  const files = new MonthFiles(folder, readFileSync(join(folder, 'today.txt'), 'utf8').trim())
  return STEPS.flatMap((step) => step(model, files))
}
