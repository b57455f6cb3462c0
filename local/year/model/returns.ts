/** What was submitted stands as it was, whatever comes after; what was sent back is submitted again, or waits for it. */
import { join } from 'node:path'
import { csvTable } from '../read-files.ts'
import type { Model } from './model.ts'
import type { MonthFiles } from './month-files.ts'

const STATES = { submitted: 'submitted', 'sent back': 'sent-back', 'submitted again': 'submitted' } as Record<
  string,
  string
>

export function checkReturns(_: Model, files: MonthFiles): string[] {
  return csvTable(join(files.folder, 'returns.csv')).flatMap((row) => {
    const { division, period, act = '', state, versions, changed } = row
    const name = `the return ${division} ${period}`
    const expected = act === 'submitted again' ? '2' : '1'
    return [
      ...(state === STATES[act] ? [] : [`${name} was ${act}, and is ${state}`]),
      ...(versions === expected ? [] : [`${name} was ${act}, and has ${versions} versions`]),
      ...(changed === '' ? [] : [`${name} has versions that were changed: ${changed}`]),
    ]
  })
}
