/**
 * Breaks the code once for each mutant and looks whether its test fails: `npm run mutants [-- NAME ...]`, a name or its
 * beginning. Copies of the working tree are changed, never the tree itself.
 */
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { countOf, MUTANTS } from './all.ts'
import type { Mutant } from './mutant.ts'

/** `broken`: no test could run, so none has failed. */
type Verdict = 'killed' | 'SURVIVED' | 'stale' | 'broken' | 'hung'

const COPIES = 2
/** The longest test takes a quarter of it. */
const LONGEST_MS = 240_000

const wished = process.argv.slice(2)
const chosen = MUTANTS.filter(({ name }) => wished.length === 0 || wished.some((wish) => name.startsWith(wish)))
const found = new Map<string, Verdict>()
const scratch = mkdtempSync(join(tmpdir(), 'mutants-'))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

const waiting = [...chosen]
await Promise.all(Array.from({ length: COPIES }, (_, i) => workIn(join(scratch, String(i)))))

const counts = Map.groupBy(found.values(), (verdict) => verdict)
console.log([...counts].map(([verdict, of]) => `${of.length} ${verdict}`).join(', ') || 'no mutant of this name')
if (chosen.length === 0 || counts.size > 1 || !counts.has('killed')) process.exitCode = 1

async function workIn(copy: string): Promise<void> {
  copyTree(copy)
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const begun = performance.now()
    const verdict = await verdictOn(next, copy)
    found.set(next.name, verdict)
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    console.log(`${verdict.padEnd(8)} ${next.name} (${seconds} s)${verdict === 'killed' ? '' : `: ${next.undoes}`}`)
  }
}

function copyTree(copy: string): void {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { maxBuffer: 64 * 1024 ** 2 })
  for (const path of listed.toString().split('\n').filter(Boolean)) if (existsSync(path)) cpSync(path, join(copy, path))
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
}

async function verdictOn({ file, text, becomes, killedBy }: Mutant, copy: string): Promise<Verdict> {
  const path = join(copy, file)
  const source = readFileSync(path, 'utf8')
  if (countOf(source, text) !== 1) return 'stale'
  writeFileSync(
    path,
    source.replace(text, () => becomes),
  )
  try {
    return await runTests(killedBy, copy)
  } finally {
    writeFileSync(path, source)
  }
}

async function runTests([tests, name]: Mutant['killedBy'], copy: string): Promise<Verdict> {
  const report = join(dirname(copy), `${copy.at(-1)}.json`)
  rmSync(report, { force: true })
  const only = name === undefined ? [] : ['-t', name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')]
  const child = spawn(
    join(copy, 'node_modules/.bin/vitest'),
    ['run', tests, ...only, '--bail=1', '--maxWorkers=1', '--reporter=json', `--outputFile=${report}`],
    { cwd: copy, stdio: 'ignore', detached: true },
  )
  const end = () => {
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
  }
  let isHung = false
  const timer = setTimeout(() => {
    isHung = true
    end()
  }, LONGEST_MS)
  process.once('exit', end)
  const code = await new Promise((done) => child.on('close', done))
  process.off('exit', end)
  clearTimeout(timer)
  if (isHung) return 'hung'
  if (code === 0) return 'SURVIVED'
  try {
    return JSON.parse(readFileSync(report, 'utf8')).numFailedTests > 0 ? 'killed' : 'broken'
  } catch {
    return 'broken'
  }
}
