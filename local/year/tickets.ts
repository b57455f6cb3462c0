/** Which processes of a month end at which of their writes. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { random } from '../../samples/random.ts'
import type { SimulatedMonth } from './calendar.ts'
import type { FaultCounts } from './fault-counts.ts'

/** With how many writes a stage has in a small month, more or less. */
const STAGES: readonly (readonly [stage: string, writes: number])[] = [
  ['intake', 40],
  ['match', 40],
  ['snapshot', 8],
  ['batch', 12],
  ['report', 12],
  ['township', 8],
  ['bank', 3],
  ['finance', 3],
]

export class Tickets {
  readonly #dir = mkdtempSync(join(tmpdir(), 'yingbao-tickets-'))

  /** For the hub's functions. */
  get environment(): Record<string, string> {
    const preload = pathToFileURL(join(import.meta.dirname, 'dying.ts')).href
    return { YEAR_TICKETS: this.#dir, NODE_OPTIONS: `--import ${preload}` }
  }

  /** A message is delivered five times, so that three deaths leave it done. */
  hand(seed: number, month: SimulatedMonth): void {
    this.clear()
    mkdirSync(this.#dir, { recursive: true })
    const draw = random(seed, 'deaths', month.number)
    for (let count = 0; count < 3; count++) {
      const [stage, writes] = draw.pick(STAGES)
      const name = `${stage}.${1 + draw.int(writes)}.${draw.pick(['before', 'after'])}`
      writeFileSync(join(this.#dir, name), '')
    }
  }

  /** Counts who has died. */
  collect(met: FaultCounts): void {
    for (const name of readdirSync(this.#dir)) {
      const [stage, , when, what] = name.split('.')
      if (what === 'died') met.count(`crash: ${stage}, just ${when} a write`)
    }
    this.clear()
  }

  clear(): void {
    for (const name of readdirSync(this.#dir)) rmSync(join(this.#dir, name), { force: true })
  }

  end(): void {
    rmSync(this.#dir, { recursive: true, force: true })
  }
}
