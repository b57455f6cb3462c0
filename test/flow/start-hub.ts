import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const START = fileURLToPath(new URL('../../local/commands/start.ts', import.meta.url))

/** `npm start` in a process of its own. */
export interface StartedHub {
  url: string
  /** What the terminal has shown so far. */
  lines: string[]
  pid: number
  /** Its exit status. */
  ended: Promise<number | null>
  /** Presses Ctrl-C and answers the exit status. */
  interrupt(): Promise<number | null>
}

export function newDataFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'yingbao-start-'))
}

/** Resolves once the terminal names the address. @throws with what the terminal showed, if the process ends before */
export async function startHub(dataDir: string, ...more: string[]): Promise<StartedHub> {
  const { child, lines, ended } = run(['--data', dataDir, ...more])
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = lines.join('\n').match(/http:\/\/localhost:\d+/)
      if (found) resolve(found[0])
    }
    for (const stream of [child.stdout!, child.stderr!]) createInterface({ input: stream }).on('line', look)
    ended.then((code) => reject(new Error(`ended with ${code}: ${lines.join('\n')}`)))
  })
  return {
    url,
    lines,
    pid: child.pid!,
    ended,
    interrupt: () => {
      child.kill('SIGINT')
      return ended
    },
  }
}

/** Runs it to its end. */
export async function runStart(...args: string[]): Promise<{ code: number | null; lines: string[] }> {
  const { lines, ended } = run(args)
  return { code: await ended, lines }
}

function run(args: string[]): { child: ChildProcess; lines: string[]; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [START, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => lines.push(line))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { child, lines, ended }
}
