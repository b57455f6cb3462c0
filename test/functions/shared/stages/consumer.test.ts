/** What the one chain for queues does with messages that cannot be done. */
import type { Context, SQSEvent } from 'aws-lambda'
import { beforeEach, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { batchConsumer, consumer } from '../../../../functions/shared/stages/consumer.ts'
import { log, measure } from '../../../../functions/shared/stages/log.ts'
import { Fault } from '../../../../schemas/fault.ts'
import { correlation } from '../../../../stores/aws/correlation.ts'
import type { FailedMessage } from '../../../../stores/aws/later.ts'
import { DamagedObject } from '../../../../stores/objects/sealed-reading.ts'

const Message = z.object({ id: z.string() })
/** What was put off, as `receipt tries`. */
let putOff: string[] = []
const deps = {
  capacity: { read: 0, write: 0 },
  later: async ({ receipt, tries }: FailedMessage) => void putOff.push(`${receipt} ${tries}`),
}

beforeEach(() => {
  putOff = []
})

function eventOf(...bodies: string[]): SQSEvent {
  return {
    Records: bodies.map((body, i) => ({
      messageId: `m${i}`,
      receiptHandle: `r${i}`,
      body,
      attributes: { ApproximateReceiveCount: '1' },
    })),
  } as SQSEvent
}
const message = (id: string) => JSON.stringify({ id })
const context = {} as Context

/** A stage that notes what it was given, and cannot do `bad`. */
function noting() {
  const given: string[][] = []
  const run = async (_: unknown, messages: readonly { id: string }[]) => {
    given.push(messages.map(({ id }) => id))
    if (messages.some(({ id }) => id === 'bad')) throw new Error('asked to')
  }
  return { given, run }
}

test('messages run together are given to the stage at once, in their order', async () => {
  const { given, run } = noting()
  const handler = batchConsumer({ name: 'noting', schema: Message, deps, run })
  expect(await handler(eventOf(message('a'), message('b'), message('c')), context)).toEqual({ batchItemFailures: [] })
  expect(given).toEqual([['a', 'b', 'c']])
})

test('one that cannot be done, or not even be read, takes no others with it', async () => {
  const { given, run } = noting()
  const handler = batchConsumer({ name: 'noting', schema: Message, deps, run })
  expect(await handler(eventOf(message('a'), message('bad'), '{}', message('c')), context)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }],
  })
  expect(given).toEqual([['a'], ['bad'], ['c']])
  expect(putOff).toEqual(['r1 1', 'r2 1'])
})

test('a stage that takes one message at a time reports the one that it cannot do', async () => {
  const { given, run } = noting()
  const one = consumer({ name: 'noting', schema: Message, deps, run: (deps, m) => run(deps, [m]) })
  expect(await one(eventOf(message('bad')), context)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] })
  expect(given).toEqual([['bad']])
})

test('where a message cannot be put off, it has failed all the same and comes back by itself', async () => {
  const { run } = noting()
  const later = () => Promise.reject(new Error('no such queue'))
  const handler = batchConsumer({ name: 'noting', schema: Message, deps: { ...deps, later }, run })
  expect(await handler(eventOf(message('bad')), context)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] })
})

test('what was tried often enough is given up: its stage says so, and it fails once more', async () => {
  const { given, run } = noting()
  const givenUp: string[] = []
  const giveUp = async (_: unknown, { id }: { id: string }) => void givenUp.push(id)
  const stage = { name: 'noting', schema: Message, deps, run, lastWords: { afterTries: 5, say: giveUp } }
  const event = eventOf(message('a'), message('bad'), '{}', message('c'))
  event.Records.forEach((record, i) => {
    record.attributes = { ApproximateReceiveCount: i === 0 || i === 3 ? '5' : '6' } as never
  })
  expect(await batchConsumer(stage)(event, context)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }],
  })
  expect([given, givenUp]).toEqual([[['a', 'c']], ['bad']])
})

test('a damaged object fails the message, and the log says which object it is, and nothing of what is in it', async () => {
  const lines: string[] = []
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
  try {
    const run = () => Promise.reject(new DamagedObject('rosters/440222/dibao/3-x'))
    const one = consumer({ name: 'reading', schema: Message, deps, run })
    expect(await one(eventOf(message('a')), context)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] })
  } finally {
    out.mockRestore()
  }
  expect(lines.map((line) => JSON.parse(line))).toContainEqual({
    ...{ level: 'error', correlation: 'm0', message: 'm0', stage: 'reading', what: 'failed', records: 1 },
    ...{ code: 'object-damaged', object: 'rosters/440222/dibao/3-x', error: expect.stringMatching(/^DamagedObject /) },
  })
})

test('of an error the log says its kind and its place, and nothing of its text', async () => {
  const lines: string[] = []
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
  try {
    const run = () => Promise.reject(new TypeError('张三 440222196001310019'))
    await consumer({ name: 'reading', schema: Message, deps, run })(eventOf(message('a')), context)
  } finally {
    out.mockRestore()
  }
  expect(lines.join()).toMatch(/"error":"TypeError at /)
  expect(lines.join()).not.toMatch(/张三|440222196001310019/)
})

test("every line of a message, its stage's own too, names the call, the message and what it is about", async () => {
  const lines: string[] = []
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
  try {
    const Names = z.object({ upload: z.string(), county: z.string(), name: z.string() })
    const run = async () => {
      await Promise.resolve()
      log('info', { stage: 'naming', what: 'done' })
      throw new Fault('policy-missing', '某某 has no policy')
    }
    const one = consumer({ name: 'naming', schema: Names, deps, run })
    const body = JSON.stringify({ upload: '2018-05-a', county: '某某', name: '某某' })
    await one(eventOf(body), { awsRequestId: 'call-1' } as Context)
  } finally {
    out.mockRestore()
  }
  const said = lines.map((line) => JSON.parse(line))
  expect(said.map(({ what }) => what)).toEqual(['done', 'failed', 'capacity'])
  for (const line of said) expect(line).toMatchObject({ request: 'call-1', message: 'm0', upload: '2018-05-a' })
  expect(said[1]).toMatchObject({ code: 'policy-missing' })
  expect(lines.join('')).not.toContain('某某')
})

test('messages keep the id of what they come of, a file has its upload’s, and what has none begins one', async () => {
  const ids: unknown[] = []
  const handler = batchConsumer({
    ...{ name: 'noting', schema: z.object({}), deps },
    run: async () => void ids.push(correlation()),
  })
  const key = '440222/civil-affairs/dibao-full/2018-05/2018-05-abc-civil-affairs/original'
  const bodies = [message('a'), message('b'), JSON.stringify({ Records: [{ s3: { object: { key } } }] })]
  const of = (id: string) => ({ correlation: { stringValue: id, dataType: 'String' } })
  const named = { Records: eventOf(...bodies).Records.map((record) => ({ ...record, messageAttributes: of('asked') })) }
  for (const { Records } of [eventOf(...bodies.slice(0, 2)), eventOf(bodies[2]!), named as unknown as SQSEvent])
    await handler({ Records } as SQSEvent, context)
  const [number] = ['110101199003070038']
  const person = { Records: [{ ...eventOf('{}').Records[0], messageAttributes: of(number!) }] } as unknown as SQSEvent
  await handler(person, context)
  expect(ids).toEqual(['m0 m1', '2018-05-abc-civil-affairs', 'asked', 'm0'])
})

test('what is measured is a line as any other, with what CloudWatch makes figures of where the hub is deployed', () => {
  const lines: string[] = []
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((line) => !!lines.push(String(line)))
  vi.stubEnv('METRIC_NAMESPACE', 'Yingbao/Hub')
  measure({ stage: 'intake', what: 'read', rows: 3, returned: 1 })
  vi.unstubAllEnvs()
  measure({ stage: 'intake', what: 'read', rows: 3 })
  out.mockRestore()
  const Metrics = ['rows', 'returned'].map((Name) => ({ Name, Unit: 'Count' }))
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      ...{ level: 'info', stage: 'intake', what: 'read', rows: 3, returned: 1 },
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [{ Namespace: 'Yingbao/Hub', Dimensions: [['stage']], Metrics }],
      },
    },
    { level: 'info', stage: 'intake', what: 'read', rows: 3 },
  ])
})
