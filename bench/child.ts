/** A script of this folder, bundled as handlers are and run in a process of its own. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { NODE_OPTIONS } from '../functions/intake/env.ts'
import { defaultPolicy } from '../local/hub/default-policy.ts'
import type { Done } from './access-once.ts'
import type { PageCost } from './pages-once.ts'
import type { Measured } from './read-once.ts'

/** Bytes of figures, and of a log before them. */
const MOST_SAID = 2 ** 26
const CACHE = fileURLToPath(new URL('../node_modules/.cache/bench', import.meta.url))

export type ReadOnce = (reader: 'ours' | 'exceljs' | 'apart', path: string) => Promise<Measured>

export async function bundleReadOnce(): Promise<ReadOnce> {
  const run = await bundleScript<Measured>('read-once', ['exceljs'])
  return (reader, path) => run([reader, path])
}

export type TakeIn = (sender: { division: string; form: string; day: string }, path: string) => Promise<Measured>

export async function bundleIntakeOnce(): Promise<TakeIn> {
  const run = await bundleScript<Measured>('intake-once', [], { NODE_OPTIONS })
  const policy = join(CACHE, 'policy.json')
  await writeFile(policy, JSON.stringify(defaultPolicy()))
  return ({ division, form, day }, path) => run([division, form, day, path, policy])
}

export const bundleAccessOnce = async (
  environment: Record<string, string>,
): Promise<(work: string) => Promise<Done>> => {
  const run = await bundleScript<Done>('access-once', [], environment)
  return (work) => run([work])
}

export const bundlePagesOnce = async (
  environment: Record<string, string>,
): Promise<(work: string) => Promise<PageCost[]>> => {
  const run = await bundleScript<PageCost[]>('pages-once', [], environment)
  return (work) => run([work])
}

/** @returns the bundle's file */
export async function bundled(name: string, external: string[] = []): Promise<string> {
  const outfile = join(CACHE, `${name}.mjs`)
  await build({
    entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    external,
    minifyWhitespace: true,
    minifySyntax: true,
    banner: { js: "import { createRequire as cr } from 'node:module'; const require = cr(import.meta.url);" },
    logLevel: 'error',
  })
  return outfile
}

async function bundleScript<T>(
  name: string,
  external: string[] = [],
  environment: NodeJS.ProcessEnv = {},
): Promise<(args: string[]) => Promise<T>> {
  const outfile = await bundled(name, external)
  return async (args) => {
    const running = promisify(execFile)(process.execPath, [outfile, ...args], {
      env: { ...process.env, ...environment },
      maxBuffer: MOST_SAID,
    })
    running.child.stderr?.pipe(process.stderr)
    const { stdout } = await running
    return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as T
  }
}

export const rowsPerSecond = ({ rows, milliseconds }: Measured): number => (rows / milliseconds) * 1000
