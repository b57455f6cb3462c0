/** Damaged rosters, tables and endings of a hub, made anew from its lists. */
import { intakeDeps } from '../../functions/intake/deps.ts'
import { env } from '../../functions/intake/env.ts'
import { type Lost, rebuild } from '../../functions/intake/rebuild.ts'
import { registerTables } from '../../functions/shared/registers/register-tables.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { objects } from '../../stores/objects/objects.ts'
import { type HubAccess, settingsOf } from './hub-access.ts'

export interface RebuiltAll {
  readonly made: string[]
  readonly lost: (Lost & { readonly isGone: boolean })[]
  readonly failed: { readonly head: string; readonly code: string }[]
}

export async function rebuildAll(hub: HubAccess): Promise<RebuiltAll> {
  // A repair freezes nothing.
  const config = env.parse({ ...settingsOf(hub), FROZEN_DAYS: 0 })
  const clients = makeClients(hub.env && { environment: hub.env })
  const outbox = objects(clients, config.OUTBOX_BUCKET, { again: true })
  const deps = { ...intakeDeps(config, clients), outbox, tables: registerTables(outbox) }
  const found: RebuiltAll = { made: [], lost: [], failed: [] }
  const isGone = async (key: string) => (await outbox.size(key).catch(() => 0)) === undefined
  const policy = await deps.policies.current()
  const names = [...(policy?.categories ?? []).map(({ code }) => code), 'register']
  for (const head of (policy?.counties ?? []).flatMap(({ code }) => names.map((name) => `${code}#${name}`)))
    try {
      const { made, lost } = await rebuild(deps, await deps.heads.get(head))
      found.made.push(...made)
      for (const one of lost) found.lost.push({ ...one, isGone: await isGone(one.key) })
    } catch (error) {
      const { code, name } = error as Error & { code?: unknown }
      found.failed.push({ head, code: typeof code === 'string' ? code : name })
    }
  return found
}
