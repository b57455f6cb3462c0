/** `npm run calendar`: what the whole city owes in a year, and by when. */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { deadlinesWith } from '../../forms/policy/policy-deadlines.ts'
import { obligations } from '../../rules/deadlines/obligations.ts'
import { cityCalendar } from '../../rules/deadlines/work-calendar.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import { csvLine } from '../hub/csv.ts'
import { defaultPolicy } from '../hub/default-policy.ts'
import { policyFromFile } from '../hub/policy-file.ts'

const { values } = parseArgs({
  options: { year: { type: 'string' }, out: { type: 'string' }, policy: { type: 'string' } },
})
const { year, out, policy: workbook } = values
if (!/^20\d\d$/.test(year ?? '')) {
  process.stderr.write('npm run calendar -- --year 2018 [--policy FILE] [--out FILE]\n')
  process.exit(2)
}
const policy = defaultPolicy()
const held = workbook === undefined ? undefined : await policyFromFile(workbook, policy).catch(refused)
const deadlines = held ? deadlinesWith(DEFAULT_DEADLINES, held) : DEFAULT_DEADLINES
const duties = { policy: held?.policy ?? policy, deadlines, calendar: cityCalendar(deadlines.calendar) }
const rows = obligations(duties, `${year}-01-01`, `${year}-12-31`)
const text = [
  csvLine(['division', 'office', 'form', 'period', 'due', 'provisional']),
  ...rows.map((o) => csvLine([o.division, o.office, o.form, o.period, o.due, String(o.provisional)])),
].join('')
if (out) writeFileSync(out, text)
else process.stdout.write(text)

function refused(error: Error): never {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
