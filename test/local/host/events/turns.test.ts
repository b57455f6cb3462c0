import { describe, expect, test } from 'vitest'
import { createTurns, senderIn } from '../../../../local/host/events/turns.ts'

/** Work is `<sender><number>`, or `-<number>` for what waits for nobody. */
function turnsFor(room: number) {
  const started: string[] = []
  const ends = new Map<string, () => void>()
  const turns = createTurns<string>({
    senderOf: (work) => (work.startsWith('-') ? undefined : work[0]),
    hasRoom: () => ends.size < room,
    start: (work) => {
      started.push(work)
      return new Promise((resolve) => {
        ends.set(work, () => {
          ends.delete(work)
          resolve()
        })
      })
    },
  })
  const end = async (work: string) => {
    ends.get(work)!()
    await new Promise(setImmediate)
  }
  return { turns, started, end, atWork: () => [...ends.keys()] }
}

describe('turns', () => {
  test('what one sender has sent waits for each other, others do not wait for it', async () => {
    const { turns, started, end, atWork } = turnsFor(2)
    turns.add(['a1', 'a2', 'a3'])
    expect(started).toEqual(['a1'])
    turns.add(['b1', 'a4'])
    expect(atWork()).toEqual(['a1', 'b1'])
    expect(turns.waiting).toEqual(['a2', 'a3', 'a4'])
    await end('b1')
    expect(atWork()).toEqual(['a1'])
    turns.add(['c1'])
    await end('a1')
    expect(started).toEqual(['a1', 'b1', 'c1', 'a2'])
    await end('a2')
    await end('a3')
    await end('a4')
    expect(started).toEqual(['a1', 'b1', 'c1', 'a2', 'a3', 'a4'])
    expect(turns.waiting).toEqual([])
  })

  test('who came first goes first where there is no room', async () => {
    const { turns, started, end } = turnsFor(1)
    turns.add(['a1', 'a2', 'b1', 'c1'])
    await end('a1')
    await end('a2')
    expect(started).toEqual(['a1', 'a2', 'b1'])
  })

  test('what is no object of a sender waits for nobody', () => {
    const { turns, atWork } = turnsFor(5)
    turns.add(['-1', '-2', 'a1', '-3'])
    expect(atWork()).toEqual(['-1', '-2', 'a1', '-3'])
  })
})

test.each([
  [
    'inbox/440222/civil-affairs',
    {
      Records: [
        { s3: { bucket: { name: 'inbox' }, object: { key: '440222/civil-affairs/dibao-new/2018-05/1/original' } } },
      ],
    },
  ],
  [undefined, { type: 'held.confirmed', division: '440222', upload: '1' }],
  [undefined, { Event: 's3:TestEvent' }],
  [undefined, { name: 's3', Records: [] }],
])('the sender is %s', (sender, body) => {
  expect(senderIn(JSON.stringify(body))).toBe(sender)
})
