/** The 5th of the month: files come in, intake reads so many at once, each shard matches one message after the other. */

export interface Fifth {
  readonly counties: number
  readonly filesOfACounty: number
  /** Seconds of intake, a file, and of match, a shard's part of one. */
  readonly intakeSeconds: number
  readonly matchSeconds: number
  readonly intakeAtOnce: number
  readonly shards: number
  readonly daySeconds: number
  /** At the day's end, in which half of all files come. */
  readonly rushSeconds: number
}

export interface Waiting {
  /** Seconds from a file's arrival to its last person's decision. */
  readonly median: number
  readonly p95: number
  readonly longest: number
  /** Shares of the rush that their work is; beyond 1 files wait. */
  readonly intakeBusy: number
  readonly matchBusy: number
}

/** Deterministic: spread evenly before, and evenly within the rush. */
function arrivals({ counties, filesOfACounty, daySeconds, rushSeconds }: Fifth): number[] {
  const files = counties * filesOfACounty
  const rush = daySeconds - rushSeconds
  const half = Math.floor(files / 2)
  return Array.from({ length: files }, (_, i) =>
    i < half ? (i / half) * rush : rush + ((i - half) / (files - half)) * (daySeconds - rush),
  )
}

export function simulate(day: Fifth): Waiting {
  const readers = new Array<number>(day.intakeAtOnce).fill(0)
  const shards = new Array<number>(day.shards).fill(0)
  const waits: number[] = []
  for (const at of arrivals(day)) {
    const next = readers.indexOf(Math.min(...readers))
    const read = Math.max(at, readers[next] ?? 0) + day.intakeSeconds
    readers[next] = read
    let decided = 0
    for (let shard = 0; shard < day.shards; shard++) {
      shards[shard] = Math.max(read, shards[shard] ?? 0) + day.matchSeconds
      decided = Math.max(decided, shards[shard] ?? 0)
    }
    waits.push(decided - at)
  }
  waits.sort((a, b) => a - b)
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(share * waits.length))] ?? 0
  const perSecond = (day.counties * day.filesOfACounty) / 2 / day.rushSeconds
  return {
    median: at(0.5),
    p95: at(0.95),
    longest: at(1),
    intakeBusy: (perSecond * day.intakeSeconds) / day.intakeAtOnce,
    matchBusy: perSecond * day.matchSeconds,
  }
}
