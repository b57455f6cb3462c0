/** What the stages used, added up from their log lines. */
import type { Log } from '../host/machine/log.ts'
import { type UnreadObjects, unreadObjects } from './unread-objects.ts'

interface Use {
  calls: number
  seconds: number
  read: number
  write: number
}

export interface StageUse {
  readonly log: Log
  readonly unread: UnreadObjects
  totals(): { stages: Record<string, Use>; units: { read: number; write: number } }
  lastEnd(stage: string): number | undefined
}

/** @param isTold whether the command tells of unread objects itself, so that their lines are not shown */
export function stageUse(isTold = false): StageUse {
  const stages: Record<string, Use> = {}
  const ends: Record<string, number> = {}
  const units = { read: 0, write: 0 }
  const unread = unreadObjects()
  return {
    log(entry) {
      if (entry.event !== 'output') {
        if (/died|dead|fail|error/.test(entry.event)) process.stderr.write(`${JSON.stringify(entry)}\n`)
        return
      }
      const line = parse(String(entry.line))
      if (line?.what === 'capacity') {
        const stage = String(line.stage)
        const [read, write] = [Number(line.readUnits), Number(line.writeUnits)]
        stages[stage] ??= { calls: 0, seconds: 0, read: 0, write: 0 }
        stages[stage].calls++
        stages[stage].seconds += Number(line.milliseconds) / 1000
        stages[stage].read += read
        stages[stage].write += write
        units.read += read
        units.write += write
        ends[stage] = performance.now()
      } else if (line && unread.take(line) && isTold) return
      else if (line?.level !== 'info') process.stderr.write(`${entry.line}\n`)
    },
    unread,
    totals: () => ({ stages, units }),
    lastEnd: (stage) => ends[stage],
  }
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
