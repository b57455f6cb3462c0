/** Workbooks of other makes are read in a process of their own, so that no file harms intake (ADR 15). */

import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { fileSource } from '../../../forms/incoming/sheet/bytes/source.ts'
import { rowsIn } from '../../../forms/incoming/sheet/legacy/rows-file.ts'
import type { Written } from '../../../forms/incoming/sheet/legacy/write-rows.ts'
import { type ByteSource, UnreadableFile, type Workbook } from '../../../forms/incoming/sheet/sheet.ts'
import { openXlsx } from '../../../forms/incoming/sheet/xlsx/xlsx.ts'
import { Fault } from '../../../schemas/fault.ts'
import { present } from '../../../schemas/present.ts'

export type ReaderReply =
  | { readonly written: Written }
  | { readonly refused: { readonly code: UnreadableFile['code']; readonly reason?: UnreadableFile['reason'] } }

const MB = 1024 ** 2
/** Seconds and MB. */
const LIMITS = { seconds: 60, memory: 1500 }
const HEAP_MB = 1150
const MOST_REPLY = 1 * MB
const TOO_MUCH = ['SIGABRT', 'SIGKILL', 'SIGTRAP', 'SIGSEGV', 'SIGILL', 'SIGBUS']

/** The environment of the function holds the role's keys. */
const { LD_LIBRARY_PATH } = process.env
const ENVIRONMENT = LD_LIBRARY_PATH ? { LD_LIBRARY_PATH } : {}

// The bundle stands beside the function's, under the same name.
const ENTRY = fileURLToPath(
  new URL(`./reader-process.${import.meta.url.endsWith('.ts') ? 'ts' : 'mjs'}`, import.meta.url),
)

/**
 * @param path its file of rows, which the caller removes
 * @throws UnreadableFile
 */
export function apartReader(
  path: string,
  limits = LIMITS,
): (source: ByteSource, pulse?: () => void) => Promise<Workbook> {
  return async (source, pulse) => {
    const reply = await readInto(path, source, limits)
    if ('refused' in reply) throw new UnreadableFile(reply.refused.code, reply.refused.reason)
    const { written } = reply
    const file = await fileSource(path)
    if (written.kind === 'xlsx') return openXlsx(file, pulse)
    const sheets = written.sheets.map((sheet) => ({
      name: sheet.name,
      hidden: sheet.hidden,
      rows: () => rowsIn(file, sheet),
    }))
    return { kind: written.kind, sheets }
  }
}

async function readInto(path: string, source: ByteSource, { seconds, memory }: typeof LIMITS): Promise<ReaderReply> {
  const rows = openSync(path, 'w')
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${HEAP_MB}`, '--max-semi-space-size=16', ENTRY, String(memory * MB)],
    { stdio: ['pipe', 'pipe', 'ignore', rows], env: ENVIRONMENT },
  )
  closeSync(rows)
  const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000)
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  let reply = ''
  present(child.stdout, "the reader's output")
    .setEncoding('utf8')
    .on('data', (text: string) => {
      reply += text
      if (reply.length > MOST_REPLY) child.kill('SIGKILL')
    })
  try {
    const [{ code, signal }] = await Promise.all([ended, feed(source, present(child.stdin, "the reader's input"))])
    if (code === 0) return JSON.parse(reply) as ReaderReply
    if ((signal && TOO_MUCH.includes(signal)) || code === 134) {
      return { refused: { code: 'file-unreadable', reason: 'too-heavy' } }
    }
    throw new Fault('reader-ended', `the reader's process ended (${signal ?? code})`)
  } finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
  }
}

async function feed(source: ByteSource, stdin: Writable): Promise<void> {
  try {
    await pipeline(Readable.from(source.read(0, source.size)), stdin)
  } catch (error) {
    // How the process ended tells why.
    if (!['EPIPE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error
  }
}
