import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DeadLetter } from '../../local/host/events/queue-ledger.ts'
import { type FixtureHub, newFolder, startFixture } from './fixture/fixture-hub.ts'

let hub: FixtureHub
let folder: string
const letters: DeadLetter[] = []

beforeAll(async () => {
  folder = await newFolder()
  hub = await startFixture({ dataDir: join(folder, 'data') })
  hub.onDeadLetter((letter) => letters.push(letter))
})

afterAll(() => hub.stop())

const onlyOnce = (name: string) => join(folder, name)

describe('a FIFO queue', () => {
  test('keeps the order of each group while groups go on beside each other', async () => {
    const groups = ['a', 'b', 'c', 'd', 'e']
    for (let i = 0; i < 10; i++)
      await Promise.all(groups.map((group) => hub.send('keeping', { id: `${group}${i}` }, group)))
    await hub.idle()
    for (const group of groups) expect(await hub.order(group)).toEqual([...Array(10).keys()].map((i) => `${group}${i}`))
  })

  test.each(['fail', 'throw', 'crash', 'hang', 'spin'])(
    'keeps it when a message has to come again after %s',
    async (act) => {
      const group = `again-${act}`
      await hub.send('keeping', { id: '1' }, group)
      await hub.send('keeping', { id: '2', act, once: onlyOnce(group) }, group)
      await hub.send('keeping', { id: '3' }, group)
      await hub.idle()
      expect(await hub.order(group)).toEqual(['1', '2', '3'])
    },
  )

  test('goes on past a message that is dead', async () => {
    await hub.send('keeping', { id: '1' }, 'past')
    const dead = await hub.send('keeping', { id: '2', act: 'throw' }, 'past')
    await hub.send('keeping', { id: '3' }, 'past')
    await hub.idle()
    expect(await hub.order('past')).toEqual(['1', '3'])
    expect(letters.find(({ messageId }) => messageId === dead)).toMatchObject({ error: 'TypeError: asked to' })
  })
})

describe('a message that always fails', () => {
  test.each([
    ['fail', 'BatchItemFailure: reported by the function'],
    ['throw', 'TypeError: asked to'],
    ['crash', 'Runtime.ExitError: the process ended (3)'],
  ])('is dead after 5 deliveries: %s', async (act, error) => {
    const before = hub.count('arrivals')
    const messageId = await hub.send('arrivals', { act })
    await hub.idle()
    const after = hub.count('arrivals')
    expect(after.received - before.received).toBe(5)
    expect(after.deadLettered - before.deadLettered).toBe(1)
    expect(letters.filter((letter) => letter.messageId === messageId)).toEqual([
      { queue: expect.stringContaining('arrivals'), messageId, body: JSON.stringify({ act }), error },
    ])
  })
})

test('one stage is waited for while another is at work', async () => {
  const until = join(folder, 'let go')
  await hub.send('keeping', { id: 'slow', act: 'wait', until }, 'slow')
  await hub.send('arrivals', { id: 'quick' })
  await hub.idle(['arrive'])
  const { sent, deleted, deadLettered } = hub.count('keeping')
  expect(sent - deleted - deadLettered).toBe(1)
  writeFileSync(until, '')
  await hub.idle()
  // On a busy machine the wait outlasts the message's visibility, and it comes again, as a queue's messages may.
  expect(new Set(await hub.order('slow'))).toEqual(new Set(['slow']))
  await expect(hub.idle(['nobody'])).rejects.toThrow('no stage nobody')
})

test('a topic reaches the queue that is subscribed to it', async () => {
  const before = hub.count('arrivals')
  const TopicArn = Object.entries(hub.resources).find(([id]) => id.startsWith('news'))?.[1] ?? ''
  const published = await fetch(hub.endpoints.sns, {
    method: 'POST',
    body: new URLSearchParams({ Action: 'Publish', TopicArn, Message: '{"id":"news"}' }),
  })
  expect(published.status).toBe(200)
  await hub.idle()
  expect(hub.count('arrivals').deleted - before.deleted).toBe(1)
})

test('the books balance: sent = deleted + dead, and every message was received', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, i) => hub.send('arrivals', { id: `n${i}` })))
  await hub.idle()
  const { sent, deleted, deadLettered, received } = hub.count('arrivals')
  expect(deleted + deadLettered).toBe(sent)
  expect(received).toBeGreaterThanOrEqual(sent)
})
