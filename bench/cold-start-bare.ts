/** A page without anything of the hub: what AWS's SDK and the library of pages take to read one item and answer. */
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { Hono } from 'hono'
import { handle } from 'hono/aws-lambda'

const web = new Hono()
web.get('*', async (c) => {
  const { WORK_TABLE: TableName } = process.env
  const { Item } = await new DynamoDBClient().send(
    new GetItemCommand({ TableName, Key: { pk: { S: 'POLICY' }, sk: { S: 'CURRENT' } } }),
  )
  return c.html(Item ? 'there' : 'not there')
})

export const handler = handle(web)
