/** The payments of a month without a person there: every ready case in one batch a county, prepared and approved. */
import type { BatchShown } from '../../schemas/api/payments.ts'
import { isUnderWay } from '../../schemas/records/batch.ts'
import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import { allEnded } from '../../stores/aws/in-chunks.ts'
import type { HubClient } from './hub-client.ts'

/**
 * Batches hold only what is not paid for yet, so that a repeat pays nobody again.
 * @param idle resolves when the hub, or these stages, have nothing under way
 * @param fault told of a county whose batch stops; without it, thrown
 */
export async function payReady(
  client: HubClient,
  closed: readonly DeterminationRun[],
  idle: (stages?: readonly string[]) => Promise<void>,
  fault: (county: string, error: Error) => void = (_, error) => {
    throw error
  },
): Promise<BatchShown[]> {
  const each = async <T extends { readonly county: string }>(of: readonly T[], step: (one: T) => Promise<unknown>) => {
    await allEnded(of.map((one) => step(one).catch((error: Error) => fault(one.county, error))))
  }

  await returnEarlier(client, closed)
  const known = await batchesOf(client, closed)
  const unprepared = closed.filter(({ id }) => !known.some(({ run }) => run === id))
  await each(unprepared, ({ county, id }) => client.prepare(county, id))
  await idle(['batch'])
  const prepared = (await batchesOf(client, closed)).filter(({ state }) => state === 'prepared')
  await each(prepared, ({ county, id }) => client.approve(county, id))
  await idle()
  const batches = await batchesOf(client, closed)
  for (const { county, id, state } of batches.filter(isUnderWay))
    fault(county, new Error(`a batch that did not get to the bank: ${id} ${state}`))
  return batches
}

/** A county has one batch under way at a time, so that an unapproved one is sent back. */
async function returnEarlier(client: HubClient, closed: readonly DeterminationRun[]): Promise<void> {
  const runs = new Set(closed.map(({ id }) => id))
  const all = await Promise.all(closed.map(({ county }) => client.batches(county)))
  const left = all.flat().filter(({ state, run }) => state === 'prepared' && !runs.has(run))
  await allEnded(left.map(({ county, id }) => client.returnBatch(county, id, '由新的月份重新生成')))
}

async function batchesOf(client: HubClient, closed: readonly DeterminationRun[]): Promise<BatchShown[]> {
  const runs = new Set(closed.map(({ id }) => id))
  const all = await Promise.all(closed.map(({ county }) => client.batches(county)))
  return all.flat().filter(({ run }) => runs.has(run))
}
