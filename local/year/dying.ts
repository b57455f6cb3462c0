/**
 * Loaded before a stage's own code: the process ends at the write that a ticket names, as if its machine had gone. A
 * ticket is a file `<stage>.<nth write>.<before|after>`, and ends one process.
 */
import { readdirSync, renameSync } from 'node:fs'
import type { ClientRequest, RequestOptions } from 'node:http'
import http from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'

const dir = process.env.YEAR_TICKETS
const READS = /(?:Get|BatchGet|Query|Scan|Receive|Describe|List)\w*$/

interface Ticket {
  readonly name: string
  readonly stage: string
  readonly when: string
  left: number
}
let ticket: Ticket | undefined

function claim(tickets: string, stage: string): Ticket | undefined {
  for (const name of readdirSync(tickets)) {
    const [of = '', nth = '', when = '', taken] = name.split('.')
    if (taken || !of || !stage.startsWith(of)) continue
    try {
      renameSync(join(tickets, name), join(tickets, `${name}.claimed`))
      return { name, stage: of, when, left: Number(nth) }
    } catch {}
  }
  return undefined
}

function isWrite({ method = 'GET', headers }: RequestOptions): boolean {
  if (method === 'GET' || method === 'HEAD') return false
  const target = (headers as Record<string, string> | undefined)?.['x-amz-target']
  return !target || !READS.test(target.split('.').at(-1)!)
}

/** Nobody dies by a ticket that was taken back. */
function isDue(tickets: string, { name }: Ticket): boolean {
  try {
    renameSync(join(tickets, `${name}.claimed`), join(tickets, `${name}.died`))
    return true
  } catch {
    ticket = undefined
    return false
  }
}

function die(): never {
  process.kill(process.pid, 'SIGKILL')
  throw new Error('gone')
}

if (dir) {
  const plainly = http.request as (options: RequestOptions, ...rest: unknown[]) => ClientRequest
  const watched = (options: RequestOptions, ...rest: unknown[]): ClientRequest => {
    const stage = process.env.AWS_LAMBDA_FUNCTION_NAME?.toLowerCase() ?? ''
    if (!stage || !isWrite(options)) return plainly(options, ...rest)
    ticket ??= claim(dir, stage)
    const isLast = ticket !== undefined && stage.startsWith(ticket.stage) && --ticket.left === 0
    const mine = ticket
    if (!mine || !isLast || !isDue(dir, mine)) return plainly(options, ...rest)
    if (mine.when === 'before') die()
    const sent = plainly(options, ...rest)
    sent.prependOnceListener('response', die)
    return sent
  }
  Object.assign(http, { request: watched })
  syncBuiltinESMExports()
}
