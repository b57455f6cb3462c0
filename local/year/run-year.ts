/** Seeds one after the other on one hub, and what they met in sum. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FaultCounts } from './fault-counts.ts'
import { startHubOfMonths } from './hub-of-months.ts'
import { playTwice } from './play-twice.ts'

export interface YearOptions {
  readonly out: string
  readonly first: number
  readonly last: number
  readonly counties: number
  readonly people: number
  readonly months: number
  /** Every so many seeds one is played a second time with crashes; 0 for none. */
  readonly crashes: number
}

export interface YearSummary {
  readonly seeds: number
  /** Without those played again. */
  readonly months: number
  readonly playedWithCrashes: number
  readonly seconds: number
  readonly met: Record<string, number>
  readonly faults: readonly string[]
}

/** `summary.json` is written anew after each seed: a long run can be ended at any time. */
export async function runYear(options: YearOptions, say: (line: string) => void): Promise<YearSummary> {
  const { out, first, last } = options
  const begun = performance.now()
  const met = new FaultCounts()
  const faults: string[] = []
  const summary = { seeds: 0, months: 0, playedWithCrashes: 0, seconds: 0, met: met.all(), faults }
  const hub = await startHubOfMonths()
  try {
    for (let seed = first; seed <= last; seed++) {
      const dir = first === last ? out : join(out, String(seed))
      const withCrashes = options.crashes > 0 && seed % options.crashes === 0
      const found = await playTwice({ ...options, seed, dir }, withCrashes, hub, met)
      for (const sentence of found) {
        faults.push(`seed ${seed}, ${sentence}`)
        say(`seed ${seed}, ${sentence}`)
      }
      summary.seeds++
      summary.months += options.months
      if (withCrashes) summary.playedWithCrashes++
      summary.met = met.all()
      summary.seconds = Math.round((performance.now() - begun) / 1000)
      writeFileSync(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
      say(`seed ${seed}${withCrashes ? ', with crashes too' : ''}: ${found.length} faults, ${summary.seconds} s`)
    }
  } finally {
    await hub.stop()
  }
  return summary
}
