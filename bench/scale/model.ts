/** What a hub costs in a month, from counts that were measured (`counts.json`) and prices (`prices.json`). */
import assumed from './assumed.json' with { type: 'json' }
import type { Counts, Fixed, Measured, Month } from './counts.ts'
import prices from './prices.json' with { type: 'json' }

export type Prices = typeof prices
export type Assumed = typeof assumed
export const KEPT = { prices, assumed }

export interface Size {
  readonly name: string
  readonly hubs: number
  /** Of one hub. */
  readonly counties: number
  readonly listedOfACounty: number
}

const MONTH_SECONDS = 30 * 86_400
const GIGABYTE = 2 ** 30
/** Of every stage but intake (infra/stages). */
const MEMORY = { intake: 2048, others: 1769 }

/** A county's month as a line through the two measured sizes, whose registers are as many times as large. */
export function ofCounty(counts: Counts, month: 'first' | 'again', listed: number, pick: (m: Month) => number): number {
  const [small, large] = counts.counties as [Measured, Measured]
  const slope = (pick(large[month]) - pick(small[month])) / (large.listed - small.listed)
  return Math.max(0, pick(small[month]) + slope * (listed - small.listed))
}

/** A month in which nearly everybody is known already. */
function usual(counts: Counts, { newShareOfAMonth: share }: Assumed, listed: number, pick: (m: Month) => number) {
  return share * ofCounty(counts, 'first', listed, pick) + (1 - share) * ofCounty(counts, 'again', listed, pick)
}

const sum = (stages: Month['stages'], of: (stage: Month['stages'][string], name: string) => number) =>
  Object.entries(stages).reduce((all, [name, stage]) => all + of(stage, name), 0)

export const PICKS = {
  'write units': (m: Month) => sum(m.stages, ({ write }) => write),
  'read units': (m: Month) => sum(m.stages, ({ read }) => read),
  invocations: (m: Month) => sum(m.stages, ({ calls }) => calls),
  'GB-seconds': (m: Month) =>
    sum(m.stages, ({ seconds }, name) => (seconds * (name === 'intake' ? MEMORY.intake : MEMORY.others)) / 1024),
  'messages, standard': (m: Month) => m.messages.standard,
  'messages, FIFO': (m: Month) => m.messages.fifo,
  'objects put': (m: Month) => m.objects.count,
  'GB of objects': (m: Month) => m.objects.bytes / GIGABYTE,
  'GB of items': (m: Month) => m.items.bytes / GIGABYTE,
} as const
export type Pick = keyof typeof PICKS

export interface Line {
  readonly what: string
  readonly usd: number
}

/** A hub at rest: what is paid before the first list. */
export function fixedCost({ queues, alarms, secrets, metrics }: Fixed, p: Prices, a: Assumed): Line[] {
  const polls = (a.pollersOfAQueue * MONTH_SECONDS) / a.secondsOfAPoll / 1e6
  return [
    {
      what: `empty polling of ${queues.standard + queues.fifo} queues`,
      usd: polls * (queues.standard * p.sqsStandardMillion + queues.fifo * p.sqsFifoMillion),
    },
    { what: `${alarms} alarms`, usd: alarms * p.alarmMonth },
    { what: `${metrics} metrics of the hub's own`, usd: metrics * p.metricMonth },
    { what: 'the dashboard', usd: p.dashboardMonth },
    { what: `${secrets} secrets`, usd: secrets * p.secretMonth },
    { what: 'the KMS key', usd: p.kmsKeyMonth },
  ]
}

/** Of one hub, in a usual month after `monthsKept` months. */
export function usedCost(counts: Counts, size: Size, p: Prices, a: Assumed): Line[] {
  const { counties, listedOfACounty: listed } = size
  const of = (pick: Pick) => counties * usual(counts, a, listed, PICKS[pick])
  const once = (pick: Pick) => counties * ofCounty(counts, 'first', listed, PICKS[pick])
  const pages = counties * a.officesOfACounty * a.pagesOfAnOfficeInAMonth
  const calls = of('invocations')
  const items = once('GB of items') + (a.monthsKept - 1) * of('GB of items')
  const objects = once('GB of objects') + (a.monthsKept - 1) * of('GB of objects')
  const seconds = of('GB-seconds') * a.lambdaSlower + (pages * a.secondsOfAPage * MEMORY.others) / 1024
  return [
    { what: 'DynamoDB, writes', usd: (of('write units') / 1e6) * p.dynamodbWriteMillion },
    {
      what: 'DynamoDB, reads',
      usd: ((of('read units') + pages * a.requestsOfAPage) / 1e6) * p.dynamodbReadMillion,
    },
    { what: 'DynamoDB, kept', usd: items * (p.dynamodbGigabyteMonth + p.dynamodbRecoveryGigabyteMonth) },
    { what: 'Lambda', usd: seconds * p.lambdaGigabyteSecond + ((calls + pages) / 1e6) * p.lambdaMillion },
    {
      what: 'SQS',
      // Each message is sent, received and deleted.
      usd: (3 * (of('messages, standard') * p.sqsStandardMillion + of('messages, FIFO') * p.sqsFifoMillion)) / 1e6,
    },
    {
      what: 'S3',
      usd:
        objects * p.s3GigabyteMonth +
        (of('objects put') / 1000) * p.s3PutThousand +
        ((4 * calls) / 1000) * p.s3GetThousand,
    },
    { what: 'API Gateway', usd: (pages / 1e6) * p.apiMillion },
    { what: 'mail', usd: ((counties * a.officesOfACounty * a.mailsOfAnOfficeInAMonth) / 1000) * p.mailThousand },
    {
      what: 'logs and data events',
      usd:
        (((calls + pages) * a.logBytesOfACall) / GIGABYTE) * p.logGigabyte +
        ((of('objects put') + 4 * calls) / 1e5) * p.dataEventHundredThousand,
    },
  ]
}

export const total = (lines: readonly Line[]): number => lines.reduce((all, { usd }) => all + usd, 0)
