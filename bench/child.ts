/** Runs a script of this folder in a process of its own, bundled as the handlers are, and returns what it prints. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import type { Measured } from './read-once.ts'

export type ReadOnce = (reader: 'ours' | 'exceljs', path: string) => Promise<Measured>

/** The measurement of one reading; exceljs stays outside the bundle, where it is found from. */
export async function bundleReadOnce(): Promise<ReadOnce> {
  const outfile = fileURLToPath(new URL('../node_modules/.cache/bench/read-once.mjs', import.meta.url))
  const entry = fileURLToPath(new URL('read-once.ts', import.meta.url))
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['exceljs'],
    logLevel: 'error',
  })
  return async (reader, path) => {
    const { stdout } = await promisify(execFile)(process.execPath, [outfile, reader, path])
    return JSON.parse(stdout) as Measured
  }
}

export const rowsPerSecond = ({ rows, milliseconds }: Measured): number => (rows / milliseconds) * 1000
