/** `npm run calendar`: what the whole city owes in a year, and by when. */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { obligations } from '../rules/deadlines/obligations.ts'
import { cityCalendar } from '../rules/deadlines/work-calendar.ts'
import { DEFAULT_DEADLINES } from '../schemas/deadline-policy.ts'
import { csvLine } from './csv.ts'
import { defaultPolicy } from './default-policy.ts'

const { values } = parseArgs({ options: { year: { type: 'string' }, out: { type: 'string' } } })
const { year, out } = values
if (!/^20\d\d$/.test(year ?? '')) {
  process.stderr.write('npm run calendar -- --year 2018 [--out FILE]\n')
  process.exit(2)
}
const duties = {
  policy: defaultPolicy(),
  deadlines: DEFAULT_DEADLINES,
  calendar: cityCalendar(DEFAULT_DEADLINES.calendar),
}
const rows = obligations(duties, `${year}-01-01`, `${year}-12-31`)
const text = [
  csvLine(['division', 'office', 'form', 'period', 'due', 'provisional']),
  ...rows.map((o) => csvLine([o.division, o.office, o.form, o.period, o.due, String(o.provisional)])),
].join('')
if (out) writeFileSync(out, text)
else process.stdout.write(text)
