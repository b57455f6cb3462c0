import { expect, test } from 'vitest'
import { submitClosed } from '../../../local/hub/submit-closed.ts'

test('whoever submits waits until the files of what was submitted are there, the city’s too', async () => {
  const order: string[] = []
  const client = { submit: async (division: string) => void order.push(`submitted ${division}`) }
  const faults = { of: <T>(_: string, work: Promise<T>) => work, has: () => false }
  const idle = async (stages?: readonly string[]) => void order.push(`waited for ${stages}`)
  await submitClosed(client, [{ county: '440203' }], { period: '2018-05', city: '440200', idle, faults })
  expect(order).toEqual(['waited for report', 'submitted 440203', 'submitted 440200', 'waited for report'])
})
