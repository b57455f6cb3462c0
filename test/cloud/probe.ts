/** What the emulator does in the cases of gaps.ts, asked by its own Python (botocore comes with it). */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as z from 'zod'
import type { Emulator } from './emulator.ts'

const Probe = z.object({
  secretRef: z.string(),
  sendBatch: z.enum(['taken', 'refused']),
  insert: z.enum(['taken', 'refused']),
  leadingKeys: z.enum(['taken', 'refused']),
  sendMail: z.enum(['taken', 'refused']),
  scheduled: z.array(z.string()),
  zone: z.string(),
  expiry: z.string(),
  recovery: z.string(),
  tableKey: z.string(),
  bucketKey: z.string(),
  lifecycle: z.string(),
  lock: z.string(),
  metrics: z.int(),
  redrive: z.string(),
  undelivered: z.int(),
  kept: z.boolean(),
})
export type Probe = z.infer<typeof Probe>

export async function probe({ env, python }: Emulator): Promise<Probe> {
  const script = fileURLToPath(new URL('./probe.py', import.meta.url))
  const { stdout } = await promisify(execFile)(python, [script], { env, timeout: 240_000 })
  return Probe.parse(JSON.parse(stdout))
}
