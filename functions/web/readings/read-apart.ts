/** A workbook is read in a process of its own, so that no file harms the pages. */
import { spawn } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Fault } from '../../../schemas/fault.ts'

interface Limits {
  readonly seconds: number
  readonly heapMb: number
}

const MOST_REPLY = 8 * 1024 ** 2

/** The process `<name>.ts` beside the module, which is `.mjs` in a bundle. */
export const besides = (url: string, name: string): URL =>
  new URL(`./${name}.${url.endsWith('.ts') ? 'ts' : 'mjs'}`, url)

/**
 * @param given a line of JSON before the bytes
 * @returns what the process answers, as JSON; undefined where it went beyond a limit
 * @throws Fault where the process itself fails
 */
export async function readApart(entry: URL, given: object, bytes: Uint8Array, limits: Limits): Promise<unknown> {
  const child = spawn(process.execPath, [`--max-old-space-size=${limits.heapMb}`, fileURLToPath(entry)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: limits.seconds * 1000,
    killSignal: 'SIGKILL',
  })
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  // How the process ended tells why it took no more.
  child.stdin.on('error', () => {})
  child.stdin.write(`${JSON.stringify(given)}\n`)
  child.stdin.end(bytes)
  let received = 0
  child.stdout.on('data', (part: Buffer) => {
    received += part.length
    if (received > MOST_REPLY) child.kill('SIGKILL')
  })
  const [code, text] = await Promise.all([ended, buffer(child.stdout)])
  if (code === 1) throw new Fault('reader-ended', 'the process that reads a workbook failed')
  return code === 0 ? JSON.parse(text.toString()) : undefined
}
