/** What the stages used, added up from their log lines. */
import type { Log } from './host/log.ts'

export interface StageUse {
  readonly log: Log
  totals(): { stages: Record<string, { calls: number; seconds: number }>; units: { read: number; write: number } }
}

/** Takes the functions' lines; everything that is said of a fault goes on to the terminal. */
export function stageUse(): StageUse {
  const stages: Record<string, { calls: number; seconds: number }> = {}
  const units = { read: 0, write: 0 }
  return {
    log(entry) {
      if (entry.event !== 'output') {
        if (/died|dead|fail|error/.test(entry.event)) process.stderr.write(`${JSON.stringify(entry)}\n`)
        return
      }
      const line = parse(String(entry.line))
      if (line?.what === 'units') {
        const stage = String(line.stage)
        stages[stage] ??= { calls: 0, seconds: 0 }
        stages[stage].calls++
        stages[stage].seconds += Number(line.milliseconds) / 1000
        units.read += Number(line.readUnits)
        units.write += Number(line.writeUnits)
      } else if (line?.level !== 'info') process.stderr.write(`${entry.line}\n`)
    },
    totals: () => ({ stages, units }),
  }
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
