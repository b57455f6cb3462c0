/** A county's listed persons decided by a draft of the policy too: only how many would be decided otherwise is kept. */
import { decisionDay } from '../../rules/determination/determine.ts'
import { activeListings } from '../../rules/determination/listings.ts'
import { addShifts, shiftOf } from '../../rules/determination/shift.ts'
import type { PreviewPolicy } from '../../schemas/messages/to-snapshot.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { PolicyPreview, PreviewedCounty } from '../../schemas/records/policy-preview.ts'
import { eachEntry, rosterAt } from '../shared/registers/facts-of-persons.ts'
import { log } from '../shared/stages/log.ts'
import { goOnWithoutRoster } from '../shared/stages/unreadable.ts'
import type { SnapshotDeps } from './deps.ts'

type Deps = Pick<SnapshotDeps, 'policies' | 'previews' | 'heads' | 'outbox' | 'people' | 'registers'>

/** Persons between two looks at whether anybody still waits for the numbers. */
const PORTION = 1000

/** A draft that was replaced, has come into force or was overtaken is not counted on. */
export async function previewPolicy(
  deps: Deps,
  { preview: id, county }: PreviewPolicy,
  portion = PORTION,
): Promise<void> {
  const [draft, run, inForce] = await Promise.all([
    deps.policies.draft(id),
    deps.previews.get(id),
    deps.policies.inForce(),
  ])
  let known = run?.of.find((one) => one.county === county)
  if (!draft || !run || !known || isDone(known) || run.against !== inForce.version) return
  const keys = await listedIn(deps, county, inForce)
  if (!keys) return void (await deps.previews.goOn(id, known, { ...known, state: 'uncounted' }))
  const { upTo } = known
  const left = keys.filter((key) => key > upTo)
  for (let at = 0; !isDone(known); at += portion) {
    if ((await deps.previews.current()) !== id) return
    const some = left.slice(at, at + portion)
    const next: PreviewedCounty = {
      ...known,
      state: at + portion < left.length ? 'counting' : 'counted',
      persons: keys.length,
      looked: known.looked + some.length,
      upTo: some.at(-1) ?? known.upTo,
      shifts: addShifts(known.shifts, await shiftsOf(deps, some, county, run, { inForce, draft: draft.policy })),
    }
    // Another delivery of the message counts on.
    if (!(await deps.previews.goOn(id, known, next))) return
    known = next
  }
  log('info', { stage: 'snapshot', what: 'a draft of the policy was counted', county, persons: known.persons })
}

/** Nobody of the county is counted where its persons cannot be looked through. */
export async function giveUpPreview(deps: Pick<Deps, 'previews'>, { preview, county }: PreviewPolicy): Promise<void> {
  const known = (await deps.previews.get(preview))?.of.find((one) => one.county === county)
  if (known) await deps.previews.goOn(preview, known, { ...known, state: 'uncounted' })
}

const isDone = ({ state }: PreviewedCounty) => state === 'counted' || state === 'uncounted'

/** @returns in the order of keys; undefined where a roster is damaged or gone */
async function listedIn({ heads, outbox }: Deps, county: string, policy: Policy): Promise<string[] | undefined> {
  const keys = new Set<string>()
  for (const { head, roster } of await heads.all(policy.categories.map(({ code }) => `${county}#${code}`))) {
    if (!roster) continue
    const read = await rosterAt({ outbox }, roster).catch((error) => goOnWithoutRoster(heads, head, roster, error))
    if (!read) return undefined
    eachEntry(read, (key) => keys.add(key))
  }
  return [...keys].sort()
}

async function shiftsOf(
  { people, registers }: Deps,
  keys: readonly string[],
  county: string,
  { day }: PolicyPreview,
  policies: { readonly inForce: Policy; readonly draft: Policy },
) {
  const persons = [...(await people.get(keys, 'eventual')).values()]
  const counties = persons.flatMap((person) =>
    activeListings(person, policies.inForce, decisionDay(person, day)).map(([, of]) => of),
  )
  await registers.load([county, ...counties])
  return persons.flatMap((person) => shiftOf(person, county, { day, ...policies, registers }) ?? [])
}
