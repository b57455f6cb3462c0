/** Seeds one after the other on one hub, and what they met in sum. */
import { join } from 'node:path'
import { differences } from './differences.ts'
import { FaultCounts } from './fault-counts.ts'
import { startHubOfMonths } from './hub-of-months.ts'
import { playSeed } from './play-seed.ts'

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
  readonly months: number
  readonly seconds: number
  readonly met: Record<string, number>
  readonly faults: readonly string[]
}

export async function runYear(options: YearOptions, say: (line: string) => void): Promise<YearSummary> {
  const { out, first, last } = options
  const begun = performance.now()
  const met = new FaultCounts()
  const faults: string[] = []
  const note = (seed: number, sentences: readonly string[]) => {
    for (const sentence of sentences) {
      faults.push(`seed ${seed}, ${sentence}`)
      say(`seed ${seed}, ${sentence}`)
    }
  }
  const hub = await startHubOfMonths()
  try {
    for (let seed = first; seed <= last; seed++) {
      const dir = first === last ? out : join(out, String(seed))
      const from = performance.now()
      const result = await playSeed({ ...options, seed, dir }, hub.play)
      for (const [name, times] of Object.entries(result.met.all())) met.count(name, times)
      note(seed, result.faults)
      say(`seed ${seed}: ${options.months} months, ${((performance.now() - from) / 1000).toFixed(1)} s`)
      await hub.forget()
      if (options.crashes === 0 || seed % options.crashes !== 0) continue
      const crashed = await playSeed({ ...options, seed, dir: `${dir}.crashes` }, hub.playDying)
      await hub.forget()
      note(
        seed,
        crashed.faults.map((sentence) => `with crashes, ${sentence}`),
      )
      note(seed, differences(dir, `${dir}.crashes`))
      for (const [name, times] of Object.entries(crashed.met.all()))
        if (name.startsWith('crash')) met.count(name, times)
      met.count('seeds played again with crashes')
      say(`seed ${seed} with crashes`)
    }
  } finally {
    await hub.stop()
  }
  const seconds = Math.round((performance.now() - begun) / 1000)
  return { seeds: last - first + 1, months: met.all().months ?? 0, seconds, met: met.all(), faults }
}
