/** What a world has delivered, so that two of them can be held against each other. */
import { createHash } from 'node:crypto'
import { thaw } from '../../functions/shared/work/frozen.ts'
import type { BatchRow } from '../../schemas/records/batch.ts'
import { BatchRow as BatchRowSchema } from '../../schemas/records/batch.ts'
import type { Output } from '../../schemas/records/output.ts'
import type { DeliveryWorld } from './delivery-world.ts'
import { itemsOf } from './items.ts'

export async function outputsOf({ report, world }: DeliveryWorld): Promise<Output[]> {
  const divisions = [world.policy.city, ...world.policy.counties]
  return (await Promise.all(divisions.map(({ code }) => report.outputs.list(code)))).flat()
}

/** Every produced file by its path, as the SHA-256 of its bytes. */
export async function filesOf(delivery: DeliveryWorld): Promise<Record<string, string>> {
  const files = (await outputsOf(delivery)).map(async ({ division, period, folder, name, key }) => {
    const bytes = await delivery.report.outbox.get(key)
    return [`${division}/${period}/${folder}/${name}`, createHash('sha256').update(bytes).digest('hex')] as const
  })
  return Object.fromEntries((await Promise.all(files)).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The claims of payments, by the person's key and year. */
export async function claimsOf({ world }: DeliveryWorld): Promise<Record<string, string>> {
  const items = (await itemsOf(world.engines, world.people)).filter(({ sk }) => sk!.S!.startsWith('PAY#'))
  const claims = items.map(
    (item) => [`${item.h!.S!.replace('CLAIM#', '')} ${item.sk!.S}`, `${item.state!.S} ${item.batch!.S}`] as const,
  )
  return Object.fromEntries(claims.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Files, claims, and the records of runs, batches, returns and of what was asked for. */
export async function everythingOf(delivery: DeliveryWorld): Promise<Record<string, unknown>> {
  const { world } = delivery
  const records = (await itemsOf(world.engines, world.work))
    .filter(({ pk }) => /^(REVIEW|BATCH|FUNDING|BATCHES|RETURN|OUTPUT|SUBMISSION)#|^ASKS$/.test(pk!.S!))
    // By the clock when a batch was frozen: no two plays of a month have it alike.
    .map(({ frozenAt, ...item }) => JSON.stringify(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))))
  const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
  const own = JSON.stringify({
    files: await filesOf(delivery),
    claims: await claimsOf(delivery),
    records: records.sort(),
  })
  return JSON.parse(own.replaceAll(world.mark, '').replaceAll(uuid, '*'))
}

/** Who is in the frozen rows of a batch; nobody where it has none. */
export async function frozenRows({ batch }: DeliveryWorld, county: string, id: string): Promise<readonly BatchRow[]> {
  const { frozen } = (await batch.batches.get(county, id))!
  return frozen ? thaw(batch.outbox, frozen, BatchRowSchema) : []
}
