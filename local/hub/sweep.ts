/** What a crash left between two steps is sent again. */
import { sweepDeps } from '../../functions/sweep/deps.ts'
import { env } from '../../functions/sweep/env.ts'
import { sweep as sweepAll } from '../../functions/sweep/run.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import type { Hub } from '../host/hub.ts'

/**
 * @param all young work too, where a hub has just started
 * @returns how many were sent again
 */
export async function sweep(
  { env: environment, functions }: Pick<Hub, 'env' | 'functions'>,
  all = true,
): Promise<number> {
  const told = Object.entries(functions).find(([name]) => name.startsWith('sweep'))?.[1]
  const deps = sweepDeps(env.parse(told), makeClients({ environment }))
  return sweepAll(deps, { type: 'sweep', time: new Date().toISOString(), all })
}
