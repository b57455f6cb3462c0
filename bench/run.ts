/** `npm run bench [-- NAME …]`: runs the benchmarks, or those that are named, and writes them into RESULTS.md. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { accessFigures, tellingFigures } from './access-timing.ts'
import { auditFigures } from './audit.ts'
import { returnFigures } from './bank-return.ts'
import { cityRealFigures } from './city.ts'
import { coldStartFigures } from './cold-start.ts'
import { csvFigures } from './csv.ts'
import { type Figure, printFigure } from './figure.ts'
import { intakeFigures } from './intake.ts'
import { memoryFigures } from './intake-memory.ts'
import { ledgerFigures } from './ledger.ts'
import { legacyFigures } from './legacy.ts'
import { monthFigures } from './month.ts'
import { pagesFigures } from './pages.ts'
import { readerFigures } from './reader.ts'
import { unitFigures } from './units.ts'

const RESULTS = fileURLToPath(new URL('RESULTS.md', import.meta.url))
const BENCHMARKS: Record<string, () => Promise<Figure[]>> = {
  reader: readerFigures,
  csv: csvFigures,
  intake: intakeFigures,
  'intake-memory': memoryFigures,
  ledger: ledgerFigures,
  legacy: legacyFigures,
  month: monthFigures,
  city: cityRealFigures,
  units: unitFigures,
  audit: auditFigures,
  access: accessFigures,
  telling: tellingFigures,
  'bank-return': returnFigures,
  pages: pagesFigures,
  'cold-start': coldStartFigures,
}

const named = process.argv.slice(2)
const unknown = named.filter((name) => !(name in BENCHMARKS))
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}`)
  process.exit(2)
}
for (const [name, run] of Object.entries(BENCHMARKS)) {
  if (named.length > 0 && !named.includes(name)) continue
  const figures = await run()
  figures.forEach(printFigure)
  keep(name, figures)
}

/** Figures of other benchmarks stay. */
function keep(name: string, figures: readonly Figure[]): void {
  const text = existsSync(RESULTS)
    ? readFileSync(RESULTS, 'utf8')
    : '# Results\n\nEach ratio is of one run on one machine.\n'
  const sections = text.split(/^(?=## )/m).filter((section) => !section.startsWith(`## ${name}\n`))
  const machine = `${cpus().length} x ${cpus()[0]!.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
  const rows = figures.map(
    (f) =>
      `| ${f.name} | ${f.ours.toLocaleString('en')} ${f.unit} | ${f.against} ${f.other.toLocaleString('en')} | ${f.ratio} | ${f.asked} |`,
  )
  const section = `## ${name}\n\n${new Date().toISOString().slice(0, 10)}, ${machine}\n\n| what | ours | against | ratio | asked |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`
  writeFileSync(RESULTS, [...sections.map((s) => `${s.trimEnd()}\n`), section].join('\n'))
}
