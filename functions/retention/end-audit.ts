/** The beginning of each chain ends; an anchor in the chain says up to where (docs/retention.md#audit). */
import { anchorText } from '../../formats/audit-chain.ts'
import { present } from '../../schemas/present.ts'
import { allEnded } from '../../stores/aws/in-chunks.ts'
import { announce, type Ending } from './announce.ts'
import type { RetentionDeps } from './deps.ts'

const PORTION = 1_000
const PORTIONS = 20

/** @returns whether more has ended than was deleted */
export async function endAudit(deps: RetentionDeps, ending: Ending): Promise<boolean> {
  const { city, counties } = ending.policy
  const isMore = await allEnded([city, ...counties].map(({ code }) => endChain(deps, ending, code)))
  return isMore.some(Boolean)
}

async function endChain(deps: RetentionDeps, ending: Ending, division: string): Promise<boolean> {
  for (let n = 0; n < PORTIONS; n++) if (!(await endPortion(deps, ending, division))) return false
  return true
}

/** @returns false once none is left that has ended */
async function endPortion({ audit, retention, now }: RetentionDeps, { run, before }: Ending, division: string) {
  const entries = await audit.earliest(division, PORTION)
  const staying = entries.findIndex((entry) => entry.time >= before.audit)
  const ended = staying < 0 ? entries : entries.slice(0, staying)
  if (ended.length === 0) return false
  const first = present(ended[0], 'the first entry').seq
  const last = present(ended.at(-1), 'the last entry that ends')
  await announce({ audit, now }, division, { kind: 'shortened', object: anchorText(first, last) })
  await audit.shorten(ended)
  await retention.note(run, 'audit', ended.length)
  return ended.length === PORTION
}
