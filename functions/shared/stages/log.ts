/** Log lines show allowed ids, counts and codes, never personal data. */

import { AsyncLocalStorage } from 'node:async_hooks'
import { correlation } from '../../../stores/aws/correlation.ts'

const FIELDS = [
  'correlation',
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
  'seconds',
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

/** CloudWatch keeps figures of these by stage, as the template names their space. */
const MEASURED = { rows: 'Count', returned: 'Count', persons: 'Count', changed: 'Count', seconds: 'Seconds' } as const
type Measured = keyof typeof MEASURED

/** A line whose figures are metrics as well (CloudWatch's embedded metric format). */
export function measure(fields: LogFields & { stage: string }): void {
  const { METRIC_NAMESPACE: Namespace } = process.env
  const named = Object.keys(MEASURED).filter((name) => fields[name as Measured] !== undefined)
  const Metrics = named.map((name) => ({ Name: name, Unit: MEASURED[name as Measured] }))
  const _aws = { Timestamp: Date.now(), CloudWatchMetrics: [{ Namespace, Dimensions: [['stage']], Metrics }] }
  write('info', fields, Namespace === undefined ? {} : { _aws })
}

export function log(level: 'info' | 'error', fields: LogFields): void {
  write(level, fields)
}

function write(level: 'info' | 'error', fields: LogFields, beside = {}): void {
  const line: Record<string, unknown> = { level }
  const all = { correlation: correlation(), ...around.getStore(), ...fields }
  for (const field of FIELDS) if (all[field] !== undefined) line[field] = all[field]
  process.stdout.write(`${JSON.stringify({ ...line, ...beside })}\n`)
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
