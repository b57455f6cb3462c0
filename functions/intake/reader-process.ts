/**
 * A process of its own that reads one file of another make than .xlsx and .csv (docs/adr/0015): the file comes in by
 * standard input, its rows go to file descriptor 3, what became of it is told on standard output in one line.
 */
import { Worker } from 'node:worker_threads'
import { writeRows } from '../../forms/incoming/sheet/legacy/write-rows.ts'
import { UnreadableFile } from '../../forms/incoming/sheet/sheet.ts'
import type { ReaderReply } from './read-apart.ts'

const ROWS = 3
const [, , mostMemory = '0'] = process.argv

// Code that computes sees neither its own size nor that nobody waits any more: a thread of its own watches for both.
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
    // What is too long for a string or a buffer is too much.
    if (error instanceof RangeError) return { refused: { code: 'file-unreadable', reason: 'too-heavy' } }
    throw error
  }
}
