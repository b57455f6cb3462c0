/**
 * A process that reads one workbook: bytes by standard input, rows to descriptor 3, the outcome on standard output (ADR
 * 15).
 */
import { Worker } from 'node:worker_threads'
import { writeRows } from '../../../forms/incoming/sheet/legacy/write-rows.ts'
import { UnreadableFile } from '../../../forms/incoming/sheet/sheet.ts'
import type { ReaderReply } from './read-apart.ts'

const ROWS = 3
const [, , mostMemory = '0'] = process.argv

// Busy code sees neither its own size nor its parent's end; a thread watches both.
new Worker(
  `const [parent, most] = [process.ppid, Number(${JSON.stringify(mostMemory)})]
   setInterval(() => {
     if (process.ppid !== parent || process.memoryUsage.rss() > most) process.kill(process.pid, 'SIGKILL')
   }, 100)`,
  { eval: true, execArgv: [] },
).unref()

process.stdout.write(JSON.stringify(await reply()))

async function reply(): Promise<ReaderReply> {
  const pieces: Buffer[] = []
  for await (const piece of process.stdin) pieces.push(piece)
  try {
    return { written: await writeRows(Buffer.concat(pieces), ROWS) }
  } catch (error) {
    if (error instanceof UnreadableFile)
      return { refused: { code: error.code, ...(error.reason && { reason: error.reason }) } }
    if (error instanceof RangeError) return { refused: { code: 'file-unreadable', reason: 'too-heavy' } }
    throw error
  }
}
