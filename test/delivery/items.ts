/** Whole tables of the embedded DynamoDB, item by item. */
import type { Engines } from '../faults/engines.ts'

export type Item = Record<string, { S?: string; N?: string; SS?: string[]; NS?: string[] }>

export async function itemsOf(engines: Engines, table: string): Promise<Item[]> {
  const items: Item[] = []
  let from: Item | undefined
  do {
    const page = await engines.call<{ Items: Item[]; LastEvaluatedKey?: Item }>('dynamodb', 'DynamoDB_20120810.Scan', {
      TableName: table,
      ConsistentRead: true,
      ...(from && { ExclusiveStartKey: from }),
    })
    items.push(...page.Items)
    from = page.LastEvaluatedKey
  } while (from)
  return items
}

export async function putItems(engines: Engines, table: string, items: readonly Item[]): Promise<void> {
  for (let at = 0; at < items.length; at += 25) {
    const requests = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }))
    await engines.call('dynamodb', 'DynamoDB_20120810.BatchWriteItem', { RequestItems: { [table]: requests } })
  }
}
