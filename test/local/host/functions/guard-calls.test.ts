import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { grantsOf } from '../../../../local/host/functions/guard-calls.ts'
import { fixtureTemplate, newFolder, startFixture } from '../../fixture/fixture-hub.ts'

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/work'
const GRANTED = [
  { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem'], resources: [TABLE], keys: ['HEAD#*', 'POLICY'] },
  { actions: ['dynamodb:BatchGetItem'], resources: [TABLE], keys: ['RUN#*'] },
  { actions: ['dynamodb:Scan'], resources: [TABLE] },
  { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::outbox/batches/*/frozen/*'] },
]

test.each([
  ['an item of a kind', 'dynamodb:GetItem', 'work', ['HEAD#440222#dibao'], true],
  ['an item by its whole key', 'dynamodb:GetItem', 'work', ['POLICY'], true],
  ['one whose key only begins so', 'dynamodb:GetItem', 'work', ['POLICY#DRAFTS'], false],
  ['one of another kind', 'dynamodb:GetItem', 'work', ['RUN#440222'], false],
  ['another action', 'dynamodb:PutItem', 'work', ['POLICY'], false],
  ['another table', 'dynamodb:GetItem', 'people', ['POLICY'], false],
  ['several, of all kinds of one grant', 'dynamodb:BatchGetItem', 'work', ['POLICY', 'HEAD#1'], true],
  ['several, of two grants', 'dynamodb:BatchGetItem', 'work', ['POLICY', 'RUN#1'], false],
  ['a request without a key', 'dynamodb:GetItem', 'work', undefined, false],
  ['a whole table', 'dynamodb:Scan', 'work', undefined, true],
  ['an object of a folder', 's3:GetObject', 'outbox/batches/440222/1/frozen/a', undefined, true],
  ['one of another folder', 's3:GetObject', 'outbox/batches/440222/1/results/a', undefined, false],
])('%s: %s of %s %s is let through: %s', (_, action, resource, keys, isGranted) => {
  const found = grantsOf(GRANTED, { action, resource, ...(keys && { keys }) })
  expect(found !== undefined).toBe(isGranted)
})

test('a stage whose role lacks a right fails as it would on AWS, and does nothing', async () => {
  const path = await fixtureTemplate()
  const template = JSON.parse(readFileSync(path, 'utf8').replace('"dynamodb:PutItem"', '"dynamodb:DeleteItem"'))
  const lines: string[] = []
  const hub = await startFixture({
    ...{ template, assets: dirname(path), dataDir: await newFolder() },
    log: (entry) => lines.push(JSON.stringify(entry)),
  })
  try {
    const dead = new Promise((resolve) => hub.onDeadLetter(resolve))
    await hub.send('keeping', { id: 'one' }, 'a')
    await dead
    expect(lines.join('\n')).toContain('has no right to dynamodb:PutItem things')
    expect(await hub.thing('one')).toBeUndefined()
  } finally {
    await hub.stop()
  }
})
