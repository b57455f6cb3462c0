/** Which functions share processes, and how many there are. */
import type { ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import type { Log } from '../machine/log.ts'
import type { FunctionPlan, Plan } from '../template/plan.ts'
import { bundleOf, createFunctionPool, type FunctionPool, type PooledFunction } from './function-pool.ts'

export interface FunctionPools {
  /** @throws where the template has no such function */
  of(name: string): PooledFunction
  warm(processes: readonly (readonly string[])[]): Promise<void>
  stop(graceMs: number): Promise<void>
}

/** Milliseconds that a process takes to start. */
const STARTING = 250
/** Milliseconds; on two cores another process costs more than it brings. */
const BACKLOG = availableParallelism() > 2 ? STARTING : 2000
/** A second process serves while a function waits. */
const MOST = Math.max(2, availableParallelism())

/** Which functions share processes: all but web, for which somebody waits; all; or none, as on AWS, where each has options of its own. */
export type Sharing = 'stages' | 'all' | 'none'

/**
 * Functions share a pool by asset, with the memory of the largest.
 * @throws naming a function without a bundle
 */
export function startPools(
  plan: Plan,
  environment: NodeJS.ProcessEnv,
  log: Log,
  { heap, sharing }: { readonly heap: readonly string[]; readonly sharing: Sharing },
  keep: (child: ChildProcess) => void,
): FunctionPools {
  const found = new Map<string, { plan: FunctionPlan; pool: FunctionPool; size: number }>()
  const pools = new Map<string, FunctionPool>()
  const memoryMb = Math.max(...plan.functions.map((one) => one.memoryMb))
  for (const one of plan.functions) {
    bundleOf(one)
    const limits = plan.mappings.filter((mapping) => mapping.function === one.name)
    const isRequested = sharing !== 'all' && limits.length === 0
    const kind = JSON.stringify([one.code, (isRequested || sharing === 'none') && one.name])
    // A spare process keeps one stage from holding up the others.
    const most = isRequested ? { size: MOST, patience: STARTING } : { size: MOST + 1, patience: BACKLOG }
    const own = sharing === 'none' ? one.environment.NODE_OPTIONS?.split(' ') : undefined
    const options = { memoryMb, heap: own ?? heap }
    const pool = pools.get(kind) ?? createFunctionPool(options, { ...most, keep }, environment, log)
    pools.set(kind, pool)
    const wanted = Math.max(0, ...limits.map(({ maximumConcurrency = MOST }) => maximumConcurrency)) || MOST
    found.set(one.name, { plan: one, pool, size: Math.min(wanted, MOST) })
    if (isRequested) void pool.warm([one])
  }
  return {
    of(name) {
      const one = found.get(name)
      if (!one) throw new Error(`the template has no function ${name}`)
      return { size: one.size, invoke: (event) => one.pool.invoke(one.plan, event) }
    },
    async warm(processes) {
      for (const stages of processes) {
        const plans = stages.flatMap((stage) => plan.functions.filter(({ name }) => name.startsWith(stage)))
        for (const [pool, own] of Map.groupBy(plans, ({ name }) => found.get(name)?.pool)) await pool?.warm(own)
      }
    },
    stop: async (graceMs) => {
      await Promise.all([...pools.values()].map((pool) => pool.stop(graceMs)))
    },
  }
}
