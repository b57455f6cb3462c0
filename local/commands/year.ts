/** `npm run year`: see docs/simulation.md. */
import { mkdirSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { parseArgs } from 'node:util'
import { COMPILED } from '../host/template/environment.ts'

enableCompileCache(COMPILED)
// The compile cache holds what is loaded from here on.
const [{ checkFolders }, { runYear }] = await Promise.all([
  import('../year/check-folder.ts'),
  import('../year/run-year.ts'),
])

const USAGE = `npm run year -- --out DIR [--seed 1 | --seeds 1..20] [--counties 2] [--people 25] [--months 6]
  [--crashes 4]
npm run year -- --check DIR`

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    check: { type: 'string' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    counties: { type: 'string', default: '2' },
    people: { type: 'string', default: '25' },
    months: { type: 'string', default: '6' },
    crashes: { type: 'string', default: '4' },
  },
})
if (values.check) {
  const faults = checkFolders(values.check)
  for (const sentence of faults) console.log(sentence)
  console.log(`${faults.length} faults`)
  process.exit(faults.length > 0 ? 1 : 0)
}
const [first = 0, last = 0] = (values.seeds ?? `${values.seed}..${values.seed}`).split('..').map(Number)
const [counties, people, months] = [values.counties, values.people, values.months].map(Number) as [
  number,
  number,
  number,
]
const isWhole = (number: number, most: number) => Number.isInteger(number) && number >= 1 && number <= most
if (
  !values.out ||
  !isWhole(counties, 10) ||
  !isWhole(people, 2000) ||
  !isWhole(months, 18) ||
  !isWhole(first, 1e9) ||
  !isWhole(last, 1e9) ||
  last < first
) {
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}
mkdirSync(values.out, { recursive: true })
const summary = await runYear(
  { out: values.out, first, last, counties, people, months, crashes: Number(values.crashes) || 0 },
  (line) => console.log(line),
)
console.log(`${summary.seeds} seeds, ${summary.months} months, ${summary.faults.length} faults`)
process.exit(summary.faults.length > 0 ? 1 : 0)
