/**
 * Claims: `CLAIM#<h>` / `PAY#<year>` or `BENEFIT` in table `people`. Conditional writes prevent a second payment for a
 * year, and two claims of one pension.
 */
import { Fault } from '../../schemas/fault.ts'
import { present } from '../../schemas/present.ts'
import { type Claimed, PaymentClaim } from '../../schemas/records/batch.ts'
import { before, CLAIM_STEPS } from '../../schemas/states.ts'
import type { Clients } from '../aws/clients.ts'
import { type Item, isConditionFailed } from '../aws/dynamodb.ts'
import { inChunks, untilTaken } from '../aws/in-chunks.ts'

type By = Pick<PaymentClaim, 'county' | 'batch'>
type State = PaymentClaim['state']

export interface Payments {
  /** Strongly consistent. */
  get(keys: readonly string[], what: Claimed): Promise<Map<string, PaymentClaim>>
  /** False where another batch has it; a repeat is true. */
  claim(key: string, what: Claimed, by: By): Promise<boolean>
  /** @returns persons whom another batch has */
  claimAll(keys: readonly string[], what: Claimed, by: By): Promise<string[]>
  /**
   * Of a batch that was instructed and that a restored table does not know.
   * @param isLater whether another batch's claim came after this one's, and stays
   */
  claimAnew(keys: readonly string[], what: Claimed, by: By, isLater: (other: By) => Promise<boolean>): Promise<void>
  /** Given back by a batch whose rows are frozen without it. */
  release(key: string, what: Claimed, by: By): Promise<void>
  /**
   * The bank failed a batch's row, so that it may be claimed again.
   * @param order of the result: an earlier one that is written late changes nothing
   * @returns false where a later batch has the claim, or a later result says otherwise; a repeat is true
   */
  fail(key: string, what: Claimed, by: By, order: string): Promise<boolean>
  /** The bank did a row after all; else as `fail`. */
  correct(key: string, what: Claimed, by: By, order: string): Promise<boolean>
  /** A pension that was done may be claimed again. */
  reopen(key: string, by: By): Promise<void>
}

const CLAIMABLE = before(CLAIM_STEPS, 'approved')

const METER = { ReturnConsumedCapacity: 'TOTAL' } as const

const TOGETHER = 25

/** Rights are given by partition keys: whoever writes persons writes no claim (docs/adr/0040-least-privilege.md). */
const CLAIM = 'CLAIM#'

const NOT_LATER = '(attribute_not_exists(#order) OR #order <= :order)'

export function payments({ dynamodb }: Clients, table: string, together = TOGETHER): Payments {
  const itemKey = (key: string, what: Claimed) => ({
    h: { S: `${CLAIM}${key}` },
    ...(what === 'benefit' ? { sk: { S: 'BENEFIT' } } : { sk: { S: `PAY#${what}` } }),
  })
  const get: Payments['get'] = async (keys, what) => {
    const found = new Map<string, PaymentClaim>()
    await inChunks(keys, 100, async (chunk) => {
      const wanted: Item[] = chunk.map((key) => itemKey(key, what))
      await untilTaken(wanted, async (Keys) => {
        const answer = await dynamodb.send('BatchGetItem', {
          RequestItems: { [table]: { Keys: [...Keys], ConsistentRead: true } },
          ...METER,
        })
        for (const item of answer.Responses?.[table] ?? []) {
          found.set(
            present(item.h?.S, 'the key of a claim').slice(CLAIM.length),
            PaymentClaim.parse({ state: item.state?.S, county: item.county?.S, batch: item.batch?.S }),
          )
        }
        return answer.UnprocessedKeys?.[table]?.Keys ?? []
      })
    })
    return found
  }
  const fieldsOf = ({ county, batch }: By, state: State) => ({
    state: { S: state },
    county: { S: county },
    batch: { S: batch },
  })
  const put = (key: string, what: Claimed, by: By, state: State, condition: Condition, order?: string) =>
    unlessTaken(() =>
      dynamodb.send('PutItem', {
        TableName: table,
        Item: { ...itemKey(key, what), ...fieldsOf(by, state), ...(order && { order: { S: order } }) },
        ConditionExpression: order ? `(${condition.text}) AND ${NOT_LATER}` : condition.text,
        ExpressionAttributeNames: {
          '#state': 'state',
          ...(condition.batch && { '#batch': 'batch' }),
          ...(order && { '#order': 'order' }),
        },
        ExpressionAttributeValues: {
          ...Object.fromEntries(condition.states.map((one) => [`:${one}`, { S: one }])),
          ...(condition.batch && { ':batch': { S: condition.batch } }),
          ...(order && { ':order': { S: order } }),
        },
        ...METER,
      }),
    )
  const claim: Payments['claim'] = async (key, what, by) => {
    const mine = await put(key, what, by, 'approved', unlessHeld(CLAIMABLE))
    return mine || (await get([key], what)).get(key)?.batch === by.batch
  }
  const answered = async (key: string, what: Claimed, by: By, to: State, condition: Condition, order: string) => {
    if (await put(key, what, by, to, condition, order)) return true
    const now = (await get([key], what)).get(key)
    return now?.batch === by.batch && now.state === to
  }
  /** INSERT fails on an existing item, so a claim is never replaced. */
  const insert = async (keys: readonly string[], what: Claimed, by: By) => {
    const Statements = keys.map((key) => {
      const item = { ...itemKey(key, what), ...fieldsOf(by, 'approved') }
      const fields = Object.keys(item).map((name) => `'${name}': ?`)
      return { Statement: `INSERT INTO "${table}" VALUE {${fields.join(', ')}}`, Parameters: Object.values(item) }
    })
    const { Responses = [] } = await dynamodb.send('BatchExecuteStatement', { Statements, ...METER })
    return keys.filter((_, i) => !Responses[i] || Responses[i].Error)
  }
  const claimAll: Payments['claimAll'] = async (keys, what, by) => {
    const left: string[] = []
    await inChunks(keys, together, async (chunk) => {
      left.push(...(await insert(chunk, what, by)))
    })
    const others: string[] = []
    await inChunks(left, 1, async (chunk) => {
      for (const key of chunk) if (!(await claim(key, what, by))) others.push(key)
    })
    return others
  }
  return {
    get,
    claim,
    claimAll,
    async claimAnew(keys, what, by, isLater) {
      const others = await get(await claimAll(keys, what, by), what)
      for (const [key, other] of others) {
        if (await isLater(other)) continue
        const isTaken = await put(key, what, by, 'approved', whereOwn(other, ['approved']))
        // The bank may have failed the other one's row meanwhile.
        if (!isTaken && !(await claim(key, what, by))) throw new Fault('moved-by-others', 'a claim kept moving')
      }
    },
    async release(key, what, by) {
      await put(key, what, by, 'released', whereOwn(by, ['approved']))
    },
    fail: (key, what, by, order) => answered(key, what, by, 'failed', whereOwn(by, ['approved']), order),
    correct(key, what, by, order) {
      const own = whereOwn(by, ['failed', 'approved'])
      // A year's claim that a later batch has given back is the earlier batch's again.
      return answered(key, what, by, 'approved', what === 'benefit' ? own : either(own, 'released'), order)
    },
    async reopen(key, by) {
      await put(key, 'benefit', by, 'released', whereOwn(by, ['approved']))
    },
  }
}

interface Condition {
  readonly text: string
  readonly states: readonly State[]
  readonly batch?: string
}

const isOneOf = (states: readonly State[]) => `#state IN (${states.map((state) => `:${state}`).join(', ')})`
const unlessHeld = (states: readonly State[]): Condition => ({
  text: `attribute_not_exists(h) OR ${isOneOf(states)}`,
  states,
})
const whereOwn = ({ batch }: By, states: readonly State[]): Condition => ({
  text: `#batch = :batch AND ${isOneOf(states)}`,
  states,
  batch,
})
const either = (one: Condition, state: State): Condition => ({
  ...one,
  text: `(${one.text}) OR #state = :${state}`,
  states: [...one.states, state],
})

async function unlessTaken(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send()
    return true
  } catch (error) {
    if (isConditionFailed(error)) return false
    throw error
  }
}
