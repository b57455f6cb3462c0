/** What a crash left between two steps is sent again. */
import { sweepDeps } from '../../functions/sweep/deps.ts'
import { env } from '../../functions/sweep/env.ts'
import { sweep as sweepAll } from '../../functions/sweep/run.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { type HubAccess, settingsOf } from './hub-access.ts'

/**
 * @param all young work too, where a hub has just started
 * @returns how many were sent again
 */
export async function sweep(hub: HubAccess, all = true): Promise<number> {
  const deps = sweepDeps(env.parse(settingsOf(hub)), makeClients(hub.env && { environment: hub.env }))
  return sweepAll(deps, { type: 'sweep', time: new Date().toISOString(), all })
}
