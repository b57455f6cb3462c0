/** Log lines show allowed ids, counts and codes, never personal data. */

import { AsyncLocalStorage } from 'node:async_hooks'

const FIELDS = [
  'request',
  'message',
  'stage',
  'what',
  'type',
  'division',
  'county',
  'head',
  'version',
  'upload',
  'run',
  'batch',
  'shard',
  'state',
  'code',
  'object',
  'rows',
  'records',
  'returned',
  'persons',
  'changed',
  'stale',
  'mismatched',
  'milliseconds',
  'readUnits',
  'writeUnits',
  'error',
] as const
export type LogFields = Partial<Record<(typeof FIELDS)[number], string | number | undefined>>

const around = new AsyncLocalStorage<LogFields>()

/** Fields that follow one upload from stage to stage. */
export function logWithin<T>(fields: LogFields, work: () => T): T {
  return around.run({ ...around.getStore(), ...fields }, work)
}

export function log(level: 'info' | 'error', fields: LogFields): void {
  const line: Record<string, unknown> = { level }
  const all = { ...around.getStore(), ...fields }
  for (const field of FIELDS) if (all[field] !== undefined) line[field] = all[field]
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

/** An error's text can quote data, so only kind, code and place are logged. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: 'thrown value' }
  const { object, code } = error as { object?: unknown; code?: unknown }
  const where =
    error.stack
      ?.split('\n')
      .find((line) => line.trimStart().startsWith('at '))
      ?.trim() ?? ''
  const known = {
    ...(typeof object === 'string' && { object }),
    ...(typeof code === 'string' && /^[\w-]{1,40}$/.test(code) && !/\d{5}/.test(code) && { code }),
  }
  return { ...known, error: `${error.name} ${where}` }
}
