import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cronPattern, sendScheduled, startSchedules } from '../../../../local/host/events/schedules.ts'

interface Sent {
  QueueUrl: string
  MessageBody: string
  MessageGroupId?: string
}

/** A queue engine that keeps what it is sent. */
let sent: Sent[]
let server: ReturnType<typeof createServer>
let port: number
let arrived: () => void

beforeEach(async () => {
  sent = []
  server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    sent.push(JSON.parse(Buffer.concat(parts).toString()))
    response.end('{}')
    arrived?.()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterEach(() => {
  server.close()
  server.closeAllConnections()
})

const PLAN = {
  name: 'daily',
  expression: 'cron(0 8 * * ? *)',
  timezone: 'Asia/Shanghai',
  queue: 'deadlines.fifo',
  group: 'day',
  input: '{"type":"day","time":"<aws.scheduler.scheduled-time>"}',
}

const today = () => `${new Date().toISOString().slice(0, 10)}T00:00:00Z`

describe('a schedule', () => {
  test('sends its message with the time for which it was meant', async () => {
    await sendScheduled(PLAN, `http://127.0.0.1:${port}`, '2018-06-04T00:00:00.000Z')
    expect(sent).toEqual([
      {
        QueueUrl: 'deadlines.fifo',
        MessageBody: '{"type":"day","time":"2018-06-04T00:00:00Z"}',
        MessageGroupId: 'day',
      },
    ])
  })

  test('begins with the last time that it was due, in its own time zone', async () => {
    const first = new Promise<void>((resolve) => {
      arrived = resolve
    })
    const begun = today()
    const stop = startSchedules([PLAN], `http://127.0.0.1:${port}`, () => {})
    await first
    stop()
    const { time } = JSON.parse(sent[0]!.MessageBody) as { time: string }
    // 8:00 in Shanghai is 0:00 in UTC, which may come between.
    expect([begun, today()]).toContain(time)
  })

  test.each([
    ['cron(0 8 * * ? *)', '0 0 8 * * * *'],
    ['cron(30 17 1 * ? *)', '0 30 17 1 * * *'],
    ['cron(0/5 * ? * * *)', '0 0/5 * * * * *'],
  ])('%s is %s', (expression, pattern) => {
    expect(cronPattern(expression)).toBe(pattern)
  })

  test.each(['rate(1 day)', 'cron(0 8 ? * 2 *)', 'at(2018-06-04T00:00:00)'])('%s is not guessed at', (expression) => {
    expect(() => cronPattern(expression)).toThrow(expression)
  })
})
