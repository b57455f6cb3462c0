/** Damaged rosters, tables and endings of a hub, made anew from its lists. */
import { intakeDeps } from '../../functions/intake/deps.ts'
import { env } from '../../functions/intake/env.ts'
import { type Rebuilt, rebuild } from '../../functions/intake/rebuild.ts'
import { registerTables } from '../../functions/register-tables.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { objects } from '../../stores/objects/objects.ts'
import type { Hub } from '../host/hub.ts'

export async function rebuildAll({ env: environment, functions }: Pick<Hub, 'env' | 'functions'>): Promise<Rebuilt> {
  const told = Object.entries(functions).find(([name]) => name.startsWith('intake'))?.[1]
  const config = env.parse(told)
  const clients = makeClients({ environment })
  const outbox = objects(clients, config.OUTBOX_BUCKET, 'again')
  const deps = { ...intakeDeps(config, clients), outbox, tables: registerTables(outbox) }
  const found: Rebuilt = { made: [], lost: [] }
  const policy = await deps.policies.current()
  for (const { code: county } of policy?.counties ?? [])
    for (const name of [...(policy?.categories ?? []).map(({ code }) => code), 'register']) {
      const { made, lost } = await rebuild(deps, await deps.heads.get(`${county}#${name}`))
      found.made.push(...made)
      found.lost.push(...lost)
    }
  return found
}
