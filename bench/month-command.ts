/** `npm run month` as a user runs it, with what it took. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MonthInbox } from './sample-files.ts'

export interface Summary {
  readonly listed: number
  readonly seconds: Record<string, number>
  readonly stages: Record<string, { calls: number; seconds: number; read: number; write: number }>
  readonly units: { read: number; write: number }
}

export interface MonthRun {
  readonly seconds: number
  /** The largest resident set of any process; 0 where there is no /proc. */
  readonly megabytes: number
  readonly summary: Summary
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** @param options `data` keeps the hub's state, `root` is another copy of the project */
export async function runMonthCommand(
  { inbox, period, today }: MonthInbox,
  { data, root = ROOT }: { data?: string; root?: string } = {},
): Promise<MonthRun> {
  const out = mkdtempSync(join(tmpdir(), 'bench-month-'))
  const args = ['--period', period, '--today', today, '--inbox', inbox, '--out', out, ...(data ? ['--data', data] : [])]
  const begun = performance.now()
  const child = spawn(process.execPath, [join(root, 'local/commands/month.ts'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    cwd: root,
  })
  let megabytes = 0
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, ...processesOf(child.pid!).map(peakMegabytes))
  }, 250)
  const code = await new Promise((resolve) => child.on('exit', resolve))
  const seconds = (performance.now() - begun) / 1000
  clearInterval(watch)
  if (code !== 0) throw new Error(`npm run month ended with ${code}`)
  const summary: Summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))
  rmSync(out, { recursive: true, force: true })
  return { seconds, megabytes, summary }
}

/** The largest resident set of any process that runs the stages of a hub of this process. */
export function stagesPeak(): number {
  const isStage = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('function-process')
  return Math.max(0, ...processesOf(process.pid).slice(1).filter(isStage).map(peakMegabytes))
}

function processesOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
    return [pid, ...children.flatMap(processesOf)]
  } catch {
    return [pid]
  }
}

function peakMegabytes(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
