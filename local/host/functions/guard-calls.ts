/** A function's requests to tables and buckets go through only where its role grants them, as on AWS (docs/adr/0040-least-privilege.md). */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Permission } from '../template/permissions.ts'
import { type Call, objectCalls, tableCalls } from './calls.ts'

const http = process.getBuiltinModule('node:http')

interface Whose {
  readonly name: string
  readonly permissions: readonly Permission[]
}

/**
 * Wraps every request of the process that follows.
 * @param whose turn it is
 * @param noted folder of the grants that were used, a file a process
 */
export function guardCalls(whose: () => Whose, noted?: string): void {
  const { request } = http
  const seen = new Set<string>()
  const check = (call: Call) => {
    const { name, permissions } = whose()
    const used = grantsOf(permissions, call)
    if (!used && noted) appendFileSync(join(noted, 'refused'), `${name} ${call.action} ${call.resource} ${call.keys}\n`)
    if (!used) throw refusal(name, call)
    for (const line of noted ? used.map((grant) => `${name}\t${grant}`) : []) {
      if (!seen.has(line)) appendFileSync(join(noted ?? '', `${process.pid}.grants`), `${line}\n`)
      seen.add(line)
    }
  }
  http.request = ((options: RequestOptions, ...rest: []) => {
    const { headers = {}, method = '', path = '', host, port } = options
    const target = String(headers['x-amz-target'] ?? '')
    const buckets = new URL(process.env.AWS_ENDPOINT_URL_S3 ?? 'http://none')
    if (!target && host === buckets.hostname && String(port) === buckets.port)
      for (const call of objectCalls(method, path, headers)) check(call)
    const sent = (request as (...all: unknown[]) => ReturnType<typeof request>)(options, ...rest)
    if (!target.startsWith('DynamoDB_')) return sent
    const { end } = sent
    sent.end = ((body: Uint8Array | string, ...more: []) => {
      for (const call of tableCalls(target, Buffer.from(body as string).toString())) check(call)
      return (end as (...all: unknown[]) => typeof sent).call(sent, body, ...more)
    }) as typeof end
    return sent
  }) as typeof request
}

interface RequestOptions {
  headers?: Record<string, unknown>
  method?: string
  path?: string
  host?: string
  port?: number
}

function refusal(name: string, { action, resource, keys = [] }: Call): Error {
  const kinds = new Set(keys.map((key) => key.replace(/#.*/, '#')))
  const said = `${name} has no right to ${[action, resource, ...kinds].join(' ')}: functions/*/grants.ts`
  process.stderr.write(`${said}\n`)
  const error = new Error(said)
  return Object.assign(error, { name: 'AccessDeniedException' })
}

/** @returns action, resource and key of each grant that lets the call through, the narrowest of several, or undefined */
export function grantsOf(permissions: readonly Permission[], { action, resource, keys }: Call): string[] | undefined {
  let [narrowest, most]: [string[] | undefined, number] = [undefined, -1]
  for (const { actions, resources, keys: granted } of permissions) {
    const of = narrowestOf(resources, (arn) => fits(nameIn(arn), resource))
    if (!of || !actions.includes(action)) continue
    // A condition on keys holds where keys are said, and all of them fit.
    const found = granted ? keys?.map((key) => narrowestOf(granted, (pattern) => fits(pattern, key))) : ['']
    if (!found || found.includes(undefined)) continue
    const used = found.map((key) => grantName(action, of, key))
    const length = used.join('').length
    if (length > most) [narrowest, most] = [used, length]
  }
  return narrowest
}

const narrowestOf = (patterns: readonly string[], isFitting: (pattern: string) => boolean) =>
  patterns.filter(isFitting).toSorted((a, b) => b.length - a.length)[0]

export const grantName = (action: string, arn: string, key = ''): string => `${action}\t${nameIn(arn)}\t${key}`

/** Of an ARN of a table, a bucket or objects. */
const nameIn = (arn: string) => arn.replace(/^.*:(table\/)?/, '')

const known = new Map<string, RegExp>()
function fits(pattern: string, text: string): boolean {
  const escaped = () =>
    pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')
  const made = known.get(pattern) ?? new RegExp(`^${escaped()}$`, 's')
  known.set(pattern, made)
  return made.test(text)
}
