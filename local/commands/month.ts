/** `npm run month`: see docs/forms.md#a-month-without-a-browser. */
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { parseArgs } from 'node:util'
import { COMPILED } from '../host/template/environment.ts'
import { progressOn } from './progress.ts'
import { stopReason } from './stop-reason.ts'

enableCompileCache(COMPILED)
// The compile cache holds what is loaded from here on.
const [{ Day, Period }, { runMonth }] = await Promise.all([
  import('../../schemas/codes.ts'),
  import('../month/run-month.ts'),
])

const USAGE = 'npm run month -- --period 2018-05 --today 2018-06-06 --inbox DIR --out DIR [--data DIR] [--policy FILE]'

const { values } = parseArgs({
  options: {
    period: { type: 'string' },
    today: { type: 'string' },
    inbox: { type: 'string' },
    out: { type: 'string' },
    data: { type: 'string' },
    policy: { type: 'string' },
  },
})
const { period, today, inbox, out, data, policy } = values
const isPeriod = Period.safeParse(period).success
if (!period || !isPeriod || !today || !Day.safeParse(today).success || !inbox || !out || !existsSync(inbox)) {
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}
try {
  const { ignored, notes, faults } = await runMonth({
    period,
    today,
    inbox,
    out,
    data,
    policy,
    progress: progressOn(process.stderr),
  })
  for (const note of notes) process.stderr.write(`${note}\n`)
  for (const path of ignored) process.stderr.write(`未处理（名称不在约定之内，或者已有同名的另一种格式）：${path}\n`)
  for (const fault of faults) process.stderr.write(`没有办完：${fault}\n`)
  if (faults.length > 0) process.exit(1)
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? stopReason(error) : error}\n`)
  process.exit(1)
}
