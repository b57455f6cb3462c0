/** Units go again to shards whose persons disagree with the rosters. */
import { randomUUID } from 'node:crypto'
import { shardOf } from '../../formats/roster.ts'
import { headOf } from '../../schemas/records/upload.ts'
import { SentUnits } from '../../schemas/records/work-units.ts'
import { headOfFact } from '../shared/registers/facts-of-persons.ts'
import { UPLOADS } from '../shared/work/awaited.ts'
import { sendUnits } from '../shared/work/send-units.ts'
import type { SnapshotDeps } from './deps.ts'

export async function sendFactsAgain(
  { uploads, matchQueue, shards }: SnapshotDeps,
  county: string,
  mismatched: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const wanted = new Map<string, Set<number>>()
  for (const [key, names] of mismatched)
    for (const head of names.map(headOfFact)) {
      const known = wanted.get(head) ?? new Set()
      wanted.set(head, known.add(shardOf(Number.parseInt(key.slice(0, 2), 16), shards)))
    }
  const attempt = `#${randomUUID()}`
  for (const upload of (await uploads.list(county, UPLOADS)).toReversed()) {
    const ofHead = wanted.get(headOf(county, upload.form))
    if (!ofHead) continue
    for (const { ranges, ...units } of (upload.unitObjects ?? []).map((text) => SentUnits.parse(JSON.parse(text))))
      await sendUnits(
        matchQueue,
        upload,
        { ...units, ranges: ranges.filter(({ shard }) => ofHead.has(shard)) },
        attempt,
      )
  }
}
