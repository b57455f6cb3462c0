/** What says that no claim has changed since a year began: a claim is made and settled with a batch. */
import { createHash } from 'node:crypto'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'

/** @returns undefined while claims are made */
export async function batchesVersion(
  { batches }: Pick<WebDeps, 'batches'>,
  { counties }: Pick<Policy, 'counties'>,
  from: number,
): Promise<string | undefined> {
  const found = await Promise.all(counties.map(({ code }) => batches.since(code, from)))
  const all = found.flat()
  if (all.some(({ state }) => state === 'approving')) return undefined
  return versionOf(
    all.map(({ id, state, prepared, frozen, results }) => [id, state, prepared?.key, frozen?.key, results?.version]),
  )
}

export const versionOf = (rests: unknown): string => createHash('sha256').update(JSON.stringify(rests)).digest('hex')
