/** docs/scale.md, from what was counted and what is asked for it. */
import type { Counts } from './counts.ts'
import {
  type Assumed,
  fixedCost,
  KEPT,
  ofCounty,
  PICKS,
  type Pick,
  type Prices,
  type Size,
  total,
  usedCost,
} from './model.ts'
import { simulate } from './simulate.ts'

const SIZES: readonly Size[] = [
  { name: 'county', hubs: 1, counties: 1, listedOfACounty: 10_000 },
  { name: 'city, 11 divisions', hubs: 1, counties: 11, listedOfACounty: 10_000 },
  { name: 'province, 120 counties', hubs: 1, counties: 120, listedOfACounty: 10_000 },
  { name: 'country, 2,800 counties as 31 provinces', hubs: 31, counties: 90, listedOfACounty: 10_000 },
]
const [WORKING_DAY, RUSH] = [9 * 3600, 1800]
/** Of the template, and what one hub of a country would need. */
const SETTINGS = [
  { name: 'city, 11 divisions', counties: 11, intakeAtOnce: 8, shards: 16 },
  { name: 'province, 120 counties, as a city is set', counties: 120, intakeAtOnce: 8, shards: 16 },
  { name: 'country, 2,800 counties in one hub, as a city is set', counties: 2800, intakeAtOnce: 8, shards: 16 },
  { name: 'country in one hub, 64 files at once, 64 shards', counties: 2800, intakeAtOnce: 64, shards: 64 },
]

const usd = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2))
const row = (...cells: (string | number)[]) => `| ${cells.join(' | ')} |`
const table = (head: string[], rows: (string | number)[][]) =>
  [row(...head), row(...head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map((cells) => row(...cells))].join(
    '\n',
  )
const span = (seconds: number) =>
  seconds < 100
    ? `${seconds.toFixed(1)} s`
    : seconds < 6000
      ? `${(seconds / 60).toFixed(0)} min`
      : `${(seconds / 3600).toFixed(1)} h`

function counted(counts: Counts): string {
  const listed = 10_000
  const digits = (pick: Pick) => (pick.startsWith('GB of') ? 4 : 0)
  return table(
    ['of a county of 10,000 listed and 200,000 registered', 'first month', 'the same files again'],
    (Object.keys(PICKS) as Pick[]).map((pick) => [
      pick,
      ...(['first', 'again'] as const).map((month) =>
        ofCounty(counts, month, listed, PICKS[pick]).toLocaleString('en', { maximumFractionDigits: digits(pick) }),
      ),
    ]),
  )
}

function costs(counts: Counts, p: Prices, a: Assumed): string {
  const fixed = total(fixedCost(counts.fixed, p, a))
  const used = SIZES.map((size) => usedCost(counts, size, p, a))
  const whats = used[0]?.map(({ what }) => what) ?? []
  return table(
    [`${p.currency} a month`, ...SIZES.map(({ name }) => name)],
    [
      ['at rest', ...SIZES.map(({ hubs }) => usd(hubs * fixed))],
      ...whats.map((what, i) => [what, ...SIZES.map(({ hubs }, n) => usd(hubs * (used[n]?.[i]?.usd ?? 0)))]),
      ['**all**', ...SIZES.map(({ hubs }, n) => `**${usd(hubs * (fixed + total(used[n] ?? [])))}**`)],
      [
        'a listed person and year',
        ...SIZES.map(({ counties, listedOfACounty }, n) =>
          ((12 * (fixed + total(used[n] ?? []))) / (counties * listedOfACounty)).toFixed(4),
        ),
      ],
    ],
  )
}

function atRest(counts: Counts, p: Prices, a: Assumed): string {
  const lines = fixedCost(counts.fixed, p, a)
  return table(
    ['a hub at rest', `${p.currency} a month`],
    [...lines.map(({ what, usd: value }) => [what, usd(value)]), ['**all**', `**${usd(total(lines))}**`]],
  )
}

function fifth(counts: Counts, a: Assumed): string {
  const listed = 10_000
  const files = counts.counties[0]?.files ?? 1
  const seconds = (stage: string) =>
    ofCounty(counts, 'first', listed, ({ stages }) => stages[stage]?.seconds ?? 0) * a.lambdaSlower
  const writes = ofCounty(counts, 'first', listed, PICKS['write units'])
  return table(
    [
      'the 5th, every list new',
      'half wait less than',
      '95 %',
      'the longest',
      'intake busy',
      'match busy',
      'writes a second',
    ],
    SETTINGS.map(({ name, counties, intakeAtOnce, shards }) => {
      const waiting = simulate({
        ...{ counties, filesOfACounty: files, intakeAtOnce, shards, daySeconds: WORKING_DAY, rushSeconds: RUSH },
        intakeSeconds: seconds('intake') / files,
        matchSeconds: seconds('match') / files / shards,
      })
      const share = (value: number) => `${Math.round(Math.min(9.99, value) * 100)} %`
      return [
        name,
        ...[waiting.median, waiting.p95, waiting.longest].map(span),
        ...[waiting.intakeBusy, waiting.matchBusy].map(share),
        Math.round((counties * writes) / 2 / RUSH).toLocaleString('en'),
      ]
    }),
  )
}

export function page(counts: Counts): string {
  const { prices: p, assumed: a } = KEPT
  return `# Scale

Made by \`npm run scale\` from counts (\`bench/scale/counts.json\`, measured ${counts.measuredOn}), prices (\`prices.json\`) and assumptions (\`assumed.json\`); nothing here is
written by hand but the sentences, which stand in \`bench/scale/page.ts\`. \`npm run scale -- kept\` writes the page anew from counts as they are: put your region's prices in first.

Prices are of ${p.asOf}: ${p.source}. China's regions have prices of their own, in CNY; the counts hold there too.

## Counted

On the embedded engines: two counties (${counts.counties.map(({ listed, registered }) => `${listed.toLocaleString('en')} listed, ${registered.toLocaleString('en')} registered`).join('; ')}), each with its register and all its
lists, closed, paid, and the same files once more. A county between or beyond is on the line through the two.

${counted(counts)}

## A month

A usual month: ${a.newShareOfAMonth * 100} % of a county is new or changed, the rest is sent again as it was. A county lists 10,000 and registers ${a.registeredPerListed} times as many, its ${a.officesOfACounty} offices look at
${a.pagesOfAnOfficeInAMonth} pages each, and ${a.monthsKept} months are kept. Lambda is taken to be ${a.lambdaSlower} times as slow as this machine, requests over its network included.

${costs(counts, p, a)}

## At rest

${atRest(counts, p, a)}

**Empty polling** is of Lambda: each queue that calls a function is asked by five pollers every 20 seconds, whether anything is in it or not. A longer wait is not to be
had (20 seconds are SQS's most), and fewer queues would put stages together that fail apart. What is cheap and done: no queue without a stage, one queue for all letters, the mails that come back
have one only where mail goes by SES. What is left to whoever runs hubs: one hub a city with all its counties and not one a county; a hub for trials is destroyed when it is not used
(\`cdk destroy\`, [deploy](deploy.md#tearing-down)), or its mappings are disabled (\`aws lambda update-event-source-mapping --no-enabled\`).

**Metrics** are at most so many: CloudWatch counts those that had a value in the hour. **Alarms** cost more than polling: each function has three of its own, each queue two. A hub for trials could do without; one with persons in it should not.

Left out: requests to KMS, what leaves the region (pages of 14 KB and workbooks), and what production has besides (one key more, the trail's bucket, X-Ray's traces).

## The 5th of the month

Everything new, all files of a county's offices on one working day of nine hours, half of them in its last half hour (\`simulate.ts\`: intake reads so many files at once, a shard matches one message
after the other). Busy is of that half hour: beyond 100 % files wait.

${fifth(counts, a)}

## The first limit

| size | what comes first | what the design does |
| --- | --- | --- |
| county | none | |
| city | Lambda's concurrency of a new account (10) | ask for 1,000 ([deploy](deploy.md#account)); every stage has a most, all together 68, and \`web\` 100 of its own in production ([which and why](adr/0043-production.md)) |
| province | none of the stages (above); Lambda's concurrency where other applications share the account; a new table's 4,000 writes a second | files wait in the queue, and their offices see that; batched writes are tried again ([seen](game-days.md#throttled-tables)) while the table grows |
| country | intake's 8 files at once, then a shard's one writer (above); then one account's 1,000 calls and one table's 40,000 writes a second | both are settings (shards change while the queue is empty, [ADR 3](adr/0003-one-writer-a-shard.md)), but rather a hub a province, or a city: hubs share nothing but the code. One person on lists of two provinces is then seen by neither: that needs a comparison of keyed hashes between hubs, which is not built |
`
}
