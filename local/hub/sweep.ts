/** The sweep of the embedded hub: what a crash of this machine left between two steps is sent again. */
import { sweepDeps } from '../../functions/sweep/deps.ts'
import { env } from '../../functions/sweep/env.ts'
import { sweep as sweepAll } from '../../functions/sweep/run.ts'
import { makeClients } from '../../stores/clients.ts'
import type { Hub } from '../host/hub.ts'

/**
 * Answers how many things were sent again.
 * @param all what is young too: nothing is under way in a hub that has just started
 */
export async function sweep(
  { env: environment, functions }: Pick<Hub, 'env' | 'functions'>,
  all = true,
): Promise<number> {
  const told = Object.entries(functions).find(([name]) => name.startsWith('sweep'))?.[1]
  const deps = sweepDeps(env.parse(told), makeClients({ environment }))
  return sweepAll(deps, { type: 'sweep', time: new Date().toISOString(), all })
}
