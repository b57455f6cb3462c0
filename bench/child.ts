/** Runs a script of this folder in a process of its own, bundled as the handlers are, and returns what it prints. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import type { Measured } from './read-once.ts'

export type ReadOnce = (reader: 'ours' | 'exceljs', path: string) => Promise<Measured>

/** The measurement of one reading; exceljs stays outside the bundle, where it is found from. */
export async function bundleReadOnce(): Promise<ReadOnce> {
  const run = await bundleScript<Measured>('read-once', ['exceljs'])
  return (reader, path) => run([reader, path])
}

export type TakeIn = (sender: { division: string; form: string; day: string }, path: string) => Promise<Measured>

/** The measurement of one intake. */
export async function bundleIntakeOnce(): Promise<TakeIn> {
  const run = await bundleScript<Measured>('intake-once')
  return ({ division, form, day }, path) => run([division, form, day, path])
}

/** The script's last line is its result, in JSON. */
async function bundleScript<T>(name: string, external: string[] = []): Promise<(args: string[]) => Promise<T>> {
  const outfile = fileURLToPath(new URL(`../node_modules/.cache/bench/${name}.mjs`, import.meta.url))
  await build({
    entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    external,
    // Bundles are CommonJS in parts, as the handlers' are.
    banner: { js: "import { createRequire as cr } from 'node:module'; const require = cr(import.meta.url);" },
    logLevel: 'error',
  })
  return async (args) => {
    const { stdout } = await promisify(execFile)(process.execPath, [outfile, ...args])
    return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as T
  }
}

export const rowsPerSecond = ({ rows, milliseconds }: Measured): number => (rows / milliseconds) * 1000
