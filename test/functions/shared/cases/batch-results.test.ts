/** A batch's table of results: the whole of it each time, under a condition on the one before. */
import { expect, test } from 'vitest'
import { keepResults, resultsOf } from '../../../../functions/shared/cases/batch-results.ts'
import type { AnsweredRow, Batch, BatchRow } from '../../../../schemas/records/batch.ts'
import type { Objects } from '../../../../stores/objects/objects.ts'
import type { Batches } from '../../../../stores/payments/batches.ts'
import { signature } from '../../../signature.ts'

const held = new Map<string, Uint8Array>()
const outbox = {
  freeze: async (key: string, bytes: Uint8Array) => void held.set(key, bytes),
  get: async (key: string) => Buffer.from(held.get(key)!),
} as unknown as Objects
let record: Batch = {
  ...{ id: '440222-2018-001', county: '440222', period: '2018-05', run: 'r', year: 2018, day: '2018-06-06' },
  ...{ at: '2018-06-06T01:00:00.000Z', state: 'published', preparedBy: signature('甲') },
  frozen: { key: 'k', sha256: 'f', rows: 2, fen: 24_000, claims: 0 },
}
let writes = 0
const batches = {
  async keepResults(_: unknown, results: NonNullable<Batch['results']>) {
    if (results.version !== (record.results?.version ?? 0) + 1) return false
    record = { ...record, results }
    writes++
    return true
  },
} as unknown as Batches
const rows = [{ fen: 12_000 }, { fen: 12_000 }] as BatchRow[]
const answer = (row: number, result: AnsweredRow['result']): AnsweredRow => ({
  row,
  result,
  day: '2018-06-08',
  order: 'u',
})

test('a return is kept once; the same again writes nothing, and one judged on an older table is refused', async () => {
  const before = record
  expect(await resultsOf({ outbox }, before)).toEqual([])
  const both = [answer(1, '01'), answer(2, '00')]
  expect(await keepResults({ outbox, batches }, before, rows, both)).toBe(true)
  expect(record.results).toMatchObject({ version: 1, rows: 2, paid: { rows: 1 }, failed: { rows: 1, fen: 12_000 } })
  expect(await resultsOf({ outbox }, record)).toEqual([answer(1, '01'), answer(2, '00')])
  expect(await keepResults({ outbox, batches }, record, rows, both)).toBe(true)
  expect(writes).toBe(1)
  expect(await keepResults({ outbox, batches }, before, rows, [answer(1, '00')])).toBe(false)
  expect(await keepResults({ outbox, batches }, record, rows, [answer(1, '00'), answer(2, '00')])).toBe(true)
  expect(record.results).toMatchObject({ version: 2, paid: { rows: 2, fen: 24_000 } })
})
