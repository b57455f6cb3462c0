/** What of the hub is still in the account, asked by the emulator's own Python. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as z from 'zod'
import type { Emulator } from './emulator.ts'

const Left = z.record(z.string(), z.array(z.string()))

/** @throws naming what is there besides, or lacks, of what is meant to stay */
export async function expectLeft({ env, python }: Emulator, meant: Readonly<Record<string, number>>): Promise<void> {
  const script = fileURLToPath(new URL('./left.py', import.meta.url))
  const { stdout } = await promisify(execFile)(python, [script], { env, timeout: 240_000 })
  const unlike = Object.entries(Left.parse(JSON.parse(stdout))).filter(
    ([kind, names]) => names.length !== (meant[kind] ?? 0),
  )
  if (unlike.length === 0) return
  const said = unlike.map(([kind, names]) => `${kind}, of which ${meant[kind] ?? 0} stay: ${names.join(' ') || 'none'}`)
  throw new Error(said.join('\n'))
}
