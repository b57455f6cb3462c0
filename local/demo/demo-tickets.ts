/** The URLs that the demo city was given, kept so that an interrupted start goes on with the same uploads. */
import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod'
import { UploadTicket } from '../../schemas/records/upload.ts'
import type { InboxFile } from '../hub/inbox.ts'
import type { Tickets } from '../hub/send-files.ts'

const Line = z.object({ file: z.string(), ticket: UploadTicket })

export interface KeptTickets {
  of(period: string): Tickets
  forget(): void
}

/** A URL is a permission, so that only the file's owner may read it. */
export function keepTickets(path: string): KeptTickets {
  const kept = new Map<string, UploadTicket>()
  for (const line of linesOf(path)) {
    const parsed = Line.safeParse(parseJson(line))
    if (parsed.success) kept.set(parsed.data.file, parsed.data.ticket)
  }
  return {
    of(period) {
      const name = (file: InboxFile) => [period, file.division, file.office, file.name].join('/')
      return {
        of: (file) => kept.get(name(file)),
        keep(file, ticket) {
          kept.set(name(file), ticket)
          mkdirSync(dirname(path), { recursive: true })
          appendFileSync(path, `\n${JSON.stringify({ file: name(file), ticket })}`, { mode: 0o600 })
        },
      }
    },
    forget: () => rmSync(path, { force: true }),
  }
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
