import { setTimeout as after } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { allEnded, inChunks, untilTaken } from '../../../stores/aws/in-chunks.ts'

/** Ends when it is told to. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

test('a failed chunk ends the call only when those under way have ended, and nothing begins after it', async () => {
  const { opened, open } = gate()
  const begun: number[] = []
  const ended: number[] = []
  let isOver = false
  const call = inChunks([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 1, async ([n]) => {
    begun.push(n!)
    if (n === 3) throw new Error('the third')
    await opened
    ended.push(n!)
  }).finally(() => {
    isOver = true
  })
  const outcome = expect(call).rejects.toThrow('the third')
  await after(20)
  expect(isOver).toBe(false)
  open()
  await outcome
  expect(ended).toEqual(begun.filter((n) => n !== 3))
  expect(Math.max(...begun)).toBeLessThan(12)
})

test('of several writes the one that fails does not leave the others behind', async () => {
  const { opened, open } = gate()
  const ended: string[] = []
  const slow = opened.then(() => void ended.push('slow'))
  const call = allEnded([Promise.reject(new Error('at once')), slow])
  setImmediate(open)
  await expect(call).rejects.toThrow('at once')
  expect(ended).toEqual(['slow'])
  expect(await allEnded([Promise.resolve(1), Promise.resolve(2)])).toEqual([1, 2])
})

test('what an engine never takes ends as a fault after some attempts', async () => {
  let asked = 0
  const call = untilTaken(
    [1, 2],
    async (left) => {
      asked++
      return left
    },
    async () => {},
  )
  await expect(call).rejects.toMatchObject({ code: 'store-busy' })
  expect(asked).toBeLessThan(50)
})

test('what is not taken at first is asked for again, and only that', async () => {
  const requests: number[][] = []
  await untilTaken(
    [1, 2, 3],
    async (left) => {
      requests.push([...left])
      return left.slice(1)
    },
    async () => {},
  )
  expect(requests).toEqual([[1, 2, 3], [2, 3], [3]])
})
