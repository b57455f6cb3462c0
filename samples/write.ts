import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeCity } from './city.ts'
import { type MonthFormat, writeMonth } from './workbooks.ts'

const USAGE = `node samples/write.ts --out DIR [--seed 1] [--counties 10] [--listed 600] [--registered 1200]
  [--day 2018-06-06] [--months 1] [--bad 0] [--format xlsx|csv|mixed] [--strings shared|inline] [--city 440200]

Writes a synthetic city's months as inboxes, DIR/<period>/<division>/<office>/<form>. No person in them exists.`

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    counties: { type: 'string', default: '10' },
    listed: { type: 'string', default: '600' },
    registered: { type: 'string', default: '1200' },
    day: { type: 'string', default: '2018-06-06' },
    months: { type: 'string', default: '1' },
    bad: { type: 'string', default: '0' },
    format: { type: 'string', default: 'xlsx' },
    strings: { type: 'string', default: 'shared' },
    city: { type: 'string', default: '440200' },
  },
})

const format = ['xlsx', 'csv', 'mixed'].find((name) => name === values.format) as MonthFormat['files'] | undefined
const strings = ['shared', 'inline'].find((name) => name === values.strings) as MonthFormat['strings'] | undefined
if (!values.out || !format || !strings) {
  console.error(USAGE)
  process.exit(2)
}

const city = makeCity({
  seed: Number(values.seed),
  counties: Number(values.counties),
  listedPerCounty: Number(values.listed),
  registeredPerCounty: Number(values.registered),
  day: values.day,
  months: Number(values.months),
  badShare: Number(values.bad),
  cityCode: values.city,
})
for (const month of city.months) {
  const inbox = join(values.out, month.period)
  const started = performance.now()
  const files = await writeMonth(month, inbox, { files: format, strings })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const rows = (register: boolean) =>
    files.reduce((sum, file) => sum + ((file.form === 'register') === register ? file.rows : 0), 0)
  console.log(
    `${inbox}: ${files.length} files, ${rows(false)} list rows, ${rows(true)} register rows, ${seconds} s; --period ${month.period} --today ${month.day}`,
  )
}
