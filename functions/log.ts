/** Log lines show allowed ids, counts and codes, never personal data. */

const FIELDS = [
  'stage',
  'what',
  'division',
  'county',
  'head',
  'version',
  'upload',
  'run',
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

export function log(level: 'info' | 'error', fields: LogFields): void {
  const line: Record<string, unknown> = { level }
  for (const field of FIELDS) if (fields[field] !== undefined) line[field] = fields[field]
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

/** An error's text can quote data, so only kind and place are logged. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: 'thrown value' }
  const { object, code } = error as { object?: unknown; code?: unknown }
  const where =
    error.stack
      ?.split('\n')
      .find((line) => line.trimStart().startsWith('at '))
      ?.trim() ?? ''
  const ofObject = typeof object === 'string' && { object, ...(typeof code === 'string' && { code }) }
  return { ...ofObject, error: `${error.name} ${where}` }
}
