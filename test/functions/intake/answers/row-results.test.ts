import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { RowResults } from '../../../../functions/intake/answers/row-results.ts'
import { thawRows } from '../../../../functions/shared/work/frozen.ts'
import { AnsweredRow } from '../../../../schemas/records/batch.ts'

const order = (index: number) => `2018-06-06T04:00:00.000Z#440222.second#000000${index}`
const answer = (row: number, result: AnsweredRow['result']): AnsweredRow => ({
  ...{ row, result, day: '2018-06-05', order: '2018-06-05T04:00:00.000Z#440222.first#0000000' },
})

async function resultsOver(before: readonly AnsweredRow[], rows = 5): Promise<RowResults> {
  const bytes = gzipSync(before.map((one) => `${JSON.stringify(one)}\n`).join(''))
  const outbox = { get: async () => bytes }
  const frozen = before.length > 0 ? { key: 'k', sha256: 's' } : undefined
  return new RowResults(await thawRows(outbox, frozen, AnsweredRow), rows, order)
}

describe('results of a batch', () => {
  test('a file’s change stands over what stood, the rest stays, rows without a result are none', async () => {
    const results = await resultsOver([answer(2, '01'), answer(4, '90')])
    results.change({ row: 4, result: '00', day: '2018-06-06' }, 7)
    results.change({ row: 1, result: '02', day: '2018-06-06' }, 8)
    expect([...results]).toEqual([
      { row: 1, result: '02', day: '2018-06-06', order: order(8) },
      answer(2, '01'),
      { row: 4, result: '00', day: '2018-06-06', order: order(7) },
    ])
    expect(results.get(1).result).toBe('02')
  })

  test('what stood before the file is still known', async () => {
    const results = await resultsOver([answer(2, '01')])
    results.change({ row: 2, result: '00', day: '2018-06-06' }, 0)
    expect(results.standing(2)).toEqual(answer(2, '01'))
    expect([0, 1, 9].map((row) => results.standing(row))).toEqual([undefined, undefined, undefined])
  })

  test('the first file has nothing before it, and its first row is one', async () => {
    const results = await resultsOver([])
    expect([...results]).toEqual([])
    results.change({ row: 5, result: '00', day: '2018-06-06' }, 0)
    expect([...results]).toEqual([{ row: 5, result: '00', day: '2018-06-06', order: order(0) }])
  })
})
