/** Reads a file in a process of its own and measures what that takes. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { NODE_OPTIONS } from '../../functions/intake/env.ts'
import type { Measured } from './read-child.ts'

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
    const child = spawn(process.execPath, [BUNDLE, file, work], {
      env: { ...process.env, NODE_OPTIONS },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: PATIENCE_MS,
      killSignal: 'SIGKILL',
    })
    let out = ''
    let complaint = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      complaint += text
    })
    const code = await new Promise((resolve) => child.on('close', (code, signal) => resolve(signal ?? code)))
    if (code !== 0) throw new Error(`the reader ended with ${code}: ${complaint.slice(-2000)}`)
    return { ...(JSON.parse(out.trim().split('\n').at(-1)!) as Measured), diskMegabytes }
  } finally {
    clearInterval(look)
    rmSync(folder, { recursive: true })
  }
}

function sizeOf(folder: string): number {
  let bytes = 0
  for (const name of readdirSync(folder)) bytes += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0
  return bytes / 1024 ** 2
}
