/** `npm run game-days [-- NAME …]`: plays them, or those that are named, and writes what was seen into docs/game-days.md. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAYS } from './days.ts'

const PAGE = new URL('../../docs/game-days.md', import.meta.url)
const named = process.argv.slice(2)
const wanted = DAYS.filter(({ name }) => named.length === 0 || named.some((one) => name.includes(one)))
let failed = 0
for (const { name, what, run } of wanted) {
  const dir = mkdtempSync(join(tmpdir(), 'game-day-'))
  try {
    const seen = await run(dir)
    keep(name, what, seen)
    process.stdout.write(`✓ ${name}\n${seen.map((one) => `  ${one}\n`).join('')}`)
  } catch (error) {
    failed++
    process.stdout.write(`✗ ${name}: ${error instanceof Error ? error.message : error}\n`)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
process.exitCode = failed > 0 ? 1 : 0

/** Days that were not played stay as they were seen. */
function keep(name: string, what: string, seen: readonly string[]): void {
  const [head = '', ...days] = readFileSync(PAGE, 'utf8').split(/^(?=## )/m)
  const title = `## ${name[0]?.toUpperCase()}${name.slice(1)}\n`
  const day = `${title}\n${what} Seen ${new Date().toISOString().slice(0, 10)}:\n\n${seen.map((one) => `- ${one}\n`).join('')}`
  const at = days.findIndex((one) => one.startsWith(title))
  if (at < 0) days.push(day)
  else days[at] = day
  writeFileSync(PAGE, [head.trimEnd(), ...days.map((one) => one.trimEnd())].join('\n\n').concat('\n'))
}
