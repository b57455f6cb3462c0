import { expect, test } from 'vitest'
import { objectCalls, tableCalls } from '../../../../local/host/functions/calls.ts'

const call = (name: string, body: object) => tableCalls(`DynamoDB_20120810.${name}`, JSON.stringify(body))
const key = { pk: { S: 'HEAD#1' }, sk: { S: 'HEAD' } }
const other = { h: { S: 'EVENT#1' }, sk: { S: 'EVENT#2' } }

test.each([
  ['GetItem', { TableName: 'work', Key: key }, ['HEAD#1']],
  ['PutItem', { TableName: 'work', Item: { ...key, more: { N: '1' } } }, ['HEAD#1']],
  [
    'Query',
    {
      TableName: 'work',
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':prefix': { S: 'x' }, ':pk': { S: 'RUN#1' } },
    },
    ['RUN#1'],
  ],
  ['BatchGetItem', { RequestItems: { work: { Keys: [key, other] } } }, ['HEAD#1', 'EVENT#1']],
  [
    'BatchWriteItem',
    { RequestItems: { work: [{ PutRequest: { Item: key } }, { DeleteRequest: { Key: other } }] } },
    ['HEAD#1', 'EVENT#1'],
  ],
])('%s names the partition keys of all its items', (name, body, keys) => {
  expect(call(name, body)).toEqual([{ action: `dynamodb:${name}`, resource: 'work', keys }])
})

test('a Scan names no key, and each statement is a call of its own', () => {
  expect(call('Scan', { TableName: 'work' })).toEqual([{ action: 'dynamodb:Scan', resource: 'work' }])
  const Statements = ['CLAIM#1', 'CLAIM#2'].map((S) => ({
    Statement: `INSERT INTO "people" VALUE {'h': ?}`,
    Parameters: [{ S }],
  }))
  expect(call('BatchExecuteStatement', { Statements })).toEqual(
    ['CLAIM#1', 'CLAIM#2'].map((one) => ({ action: 'dynamodb:PartiQLInsert', resource: 'people', keys: [one] })),
  )
})

test('an object is known by bucket and key, whatever else the address says', () => {
  expect(objectCalls('HEAD', '/outbox/units/a%23b?x-id=HeadObject')[0]).toEqual({
    ...{ action: 's3:GetObject', resource: 'outbox/units/a#b' },
  })
  const put = (headers: object) => objectCalls('PUT', '/outbox/lists/a', { ...headers }).map(({ action }) => action)
  expect(put({ 'content-md5': 'a' })).toEqual(['s3:PutObject'])
  expect(put({ 'x-amz-object-lock-mode': 'GOVERNANCE' })).toEqual(['s3:PutObject', 's3:PutObjectRetention'])
  expect(objectCalls('GET', '/outbox/?list-type=2&prefix=units%2F')[0]).toEqual({
    ...{ action: 's3:ListBucket', resource: 'outbox' },
  })
  expect(() => objectCalls('POST', '/outbox/units/a?uploads')).toThrow('POST of an object')
})
