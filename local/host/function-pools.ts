/** Which functions share processes, and how many there are. */
import { availableParallelism } from 'node:os'
import { bundleOf, createFunctionPool, type FunctionPool, type PooledFunction } from './function-pool.ts'
import type { Log } from './log.ts'
import type { FunctionPlan, Plan } from './plan.ts'

export interface FunctionPools {
  /** @throws where the template has no such function */
  of(name: string): PooledFunction
  /** Starts processes one after the other, each with the stages that it will be asked for: each takes from those that are at work by then. */
  warm(processes: readonly (readonly string[])[]): Promise<void>
  stop(graceMs: number): Promise<void>
}

/** How long (ms) a process takes to start: no longer does a request wait for one. */
const STARTING = 250
/**
 * How long (ms) a message waits before its functions get another process. Where there are cores to spare that pays as soon
 * as it has started; on two the stages before and behind it use them, and each process costs what it has to compile.
 */
const BACKLOG = availableParallelism() > 2 ? STARTING : 2000
/** A process for each core, and two at least, so that a function that waits does not hold up the next event. */
const MOST = Math.max(2, availableParallelism())

/**
 * Functions of one asset, memory and options of Node share a pool; who answers requests has one of its own, because
 * somebody waits for it.
 * @throws naming a function without a bundle
 */
export function startPools(plan: Plan, environment: NodeJS.ProcessEnv, log: Log): FunctionPools {
  const found = new Map<string, { plan: FunctionPlan; pool: FunctionPool; size: number }>()
  const pools = new Map<string, FunctionPool>()
  for (const one of plan.functions) {
    bundleOf(one)
    const limits = plan.mappings.filter((mapping) => mapping.function === one.name)
    const isRequested = limits.length === 0
    const { NODE_OPTIONS: nodeOptions } = one.environment
    const kind = JSON.stringify([one.code, one.memoryMb, nodeOptions, isRequested && one.name])
    // One more than a function may have: none holds up the others.
    const most = isRequested ? { size: MOST, patience: STARTING } : { size: MOST + 1, patience: BACKLOG }
    const pool = pools.get(kind) ?? createFunctionPool({ ...one, nodeOptions }, most, environment, log)
    pools.set(kind, pool)
    const wanted = Math.max(0, ...limits.map(({ maximumConcurrency = MOST }) => maximumConcurrency)) || MOST
    found.set(one.name, { plan: one, pool, size: Math.min(wanted, MOST) })
    // The others start when something is to be done: each takes from those that are at work.
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
        const of = new Set(plans.map(({ name }) => found.get(name)!.pool))
        for (const pool of of) await pool.warm(plans.filter(({ name }) => found.get(name)!.pool === pool))
      }
    },
    stop: async (graceMs) => {
      await Promise.all([...pools.values()].map((pool) => pool.stop(graceMs)))
    },
  }
}
