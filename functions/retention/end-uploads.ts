/** What an upload brought ends: its file, the returned rows, whom it began and ended, its units. The record stays. */
import { mayEnd, type Needs } from '../../rules/retention.ts'
import { isCanary } from '../../schemas/canary.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { countyOf, headOf, inboxKey, isAnswerForm, type Upload } from '../../schemas/records/upload.ts'
import { inChunks } from '../../stores/aws/in-chunks.ts'
import { ENDED_FILE } from '../../wording/retention.ts'
import { announceKeys, type Ending } from './announce.ts'
import type { RetentionDeps } from './deps.ts'

/** Nobody is listed by its lists, so that their records end too: what went wrong is looked for within weeks. */
const CANARY_KEPT = 30 * 86_400_000

export async function endUploads(deps: RetentionDeps, ending: Ending, uploads: readonly Upload[]): Promise<void> {
  const canaryBefore = new Date(Date.parse(ending.time) - CANARY_KEPT).toISOString()
  const old = uploads.filter(({ division, requestedAt, nil, isGone }) =>
    isCanary(division) ? requestedAt < canaryBefore : requestedAt < ending.before.uploads && !nil && !isGone,
  )
  for (const [division, own] of Map.groupBy(old, (upload) => upload.division)) {
    const needs = await needsOf(deps, ending, division, own)
    const ended = own.filter((upload) => upload.endedAt || mayEnd(upload, needs))
    if (ended.length === 0) continue
    await announceKeys(
      deps,
      chainOf(ending.policy, division),
      'uploads',
      ended.map(({ id }) => id),
    )
    await inChunks(ended, 1, async ([upload]) => {
      if (upload) await endOne(deps, ending.run, upload)
    })
  }
}

/** Chains are of the city and of counties: auditors look there. */
const chainOf = ({ city, counties }: Policy, division: string): string =>
  counties.find(({ code }) => code === countyOf(division))?.code ?? city.code

const NEVER_CLOSED = '9999-12'

/** That are looked back for one that is submitted. */
const MONTHS = 36

async function needsOf(
  { heads, returns }: RetentionDeps,
  { policy }: Ending,
  division: string,
  uploads: readonly Upload[],
): Promise<Needs> {
  const placing = await heads.all([...new Set(uploads.map(({ form }) => headOf(division, form)))])
  const placed = placing.flatMap(({ lists, pending }) => [
    ...lists.map(({ upload }) => upload),
    ...(pending ? [pending.upload] : []),
  ])
  // Nobody submits its months.
  if (isCanary(division)) return { placed: new Set(placed), submitted: NEVER_CLOSED }
  const counties = division === policy.city.code ? policy.counties.map(({ code }) => code) : [countyOf(division)]
  const submitted = await Promise.all(
    counties.map(
      async (county) => (await returns.list(county, MONTHS)).find(({ standing }) => standing !== undefined)?.period,
    ),
  )
  return { placed: new Set(placed), submitted: submitted.includes(undefined) ? undefined : submitted.sort()[0] }
}

/** From the first step on nobody finds the objects by the record; after a crash they are looked for again. */
async function endOne(deps: RetentionDeps, run: string, upload: Upload): Promise<void> {
  if (!upload.endedAt && !(await deps.uploads.end(upload, deps.now().toISOString(), ENDED_FILE))) return
  const { division, id, form, units = [] } = upload
  await deps.inbox.remove(inboxKey(upload))
  for (const key of [`returned/${division}/${id}.xlsx`, `rejections/${division}/${id}.ndjson.gz`])
    await deps.outbox.remove(key)
  // Beside what the record named stand earlier endings, and units of attempts that were not the first.
  await deps.outbox.removeAll(`endings/${division}/${id}/`)
  const roster = headOf(division, form).replace('#', '/')
  const versions = new Set(isAnswerForm(form) ? [id] : units.map((unit) => unit.replace(/\..*$/, '')))
  for (const version of versions) await deps.outbox.removeAll(`units/${roster}/${version}-`)
  await (isCanary(division) ? deps.uploads.forget(upload) : deps.uploads.noteGone(upload))
  await deps.retention.note(run, 'uploads', 1)
}
