/** Reads files in a process beside this one and measures what each takes. */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { NODE_OPTIONS } from '../../functions/intake/env.ts'
import type { Asked, Measured } from './read-child.ts'

const BUNDLE = fileURLToPath(new URL('../../node_modules/.cache/hostile/read-child.mjs', import.meta.url))
/** Against what hangs: the limits themselves are of computing, not of waiting for a busy machine. */
const PATIENCE_MS = 150_000
const LOOK_MS = 50

export async function bundleChild(): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('read-child.ts', import.meta.url))],
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: "import { createRequire as cr } from 'node:module'; const require = cr(import.meta.url);" },
    logLevel: 'error',
  })
}

let reader: ChildProcess | undefined

/** `diskMegabytes` is the most that stood in its folder at once, the file itself included. */
export async function measure(bytes: Uint8Array): Promise<Measured & { diskMegabytes: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'))
  const file = join(folder, 'sent')
  const work = mkdtempSync(join(folder, 'work-'))
  writeFileSync(file, bytes)
  let diskMegabytes = 0
  const look = setInterval(() => {
    diskMegabytes = Math.max(diskMegabytes, sizeOf(work))
  }, LOOK_MS)
  try {
    return { ...(await read({ file, folder: work })), diskMegabytes }
  } finally {
    clearInterval(look)
    rmSync(folder, { recursive: true })
  }
}

/** The next file is read by another process. */
export function endReader(): void {
  reader?.kill('SIGKILL')
  reader = undefined
}

function read(asked: Asked): Promise<Measured> {
  const child = reader ?? start()
  reader = child
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
    let complaint = ''
    const complain = (text: string) => {
      complaint += text
    }
    const ended = (code: number | null, signal: string | null) => {
      clearTimeout(late)
      endReader()
      reject(new Error(`the reader ended with ${signal ?? code}: ${complaint.slice(-2000)}`))
    }
    child.stderr?.on('data', complain)
    child.once('close', ended)
    child.once('message', (measured: Measured) => {
      clearTimeout(late)
      child.stderr?.off('data', complain)
      child.off('close', ended)
      resolve(measured)
    })
    child.send(asked)
  })
}

function start(): ChildProcess {
  const child = fork(BUNDLE, [], {
    execArgv: ['--expose-gc'],
    env: { ...process.env, NODE_OPTIONS },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  child.stderr?.setEncoding('utf8')
  return child
}

function sizeOf(folder: string): number {
  let bytes = 0
  for (const name of readdirSync(folder)) bytes += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0
  return bytes / 1024 ** 2
}
