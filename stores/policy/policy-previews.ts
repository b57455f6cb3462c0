/** Previews of policy drafts: `POLICY#PREVIEW#<draft>` / `RUN`, and / county. The one that is counted: `POLICY` / `PREVIEW`. */
import { type PolicyPreview, PreviewedCounty, PreviewRun } from '../../schemas/records/policy-preview.ts'
import type { WorkTable } from '../aws/work.ts'

/** Seconds; as a draft. */
const KEPT = 86_400

export interface PolicyPreviews {
  get(draft: string): Promise<PolicyPreview | undefined>
  /** The run that was counted before ends. A repeat goes on where it was. */
  begin(run: PreviewRun): Promise<PolicyPreview>
  /** Which draft is counted. */
  current(): Promise<string | undefined>
  /** False where somebody else has gone on from there. */
  goOn(draft: string, from: Pick<PreviewedCounty, 'upTo'>, to: PreviewedCounty): Promise<boolean>
}

const CURRENT = { pk: 'POLICY', sk: 'PREVIEW' }
const RUN = 'RUN'
const pkOf = (draft: string) => `POLICY#PREVIEW#${draft}`

export function policyPreviews(work: WorkTable): PolicyPreviews {
  const get: PolicyPreviews['get'] = async (draft) => {
    const items = await work.list(pkOf(draft))
    const run = items.find(({ sk }) => sk === RUN)
    if (!run) return undefined
    const counties = new Map(items.flatMap((item) => (item === run ? [] : [[item.sk, PreviewedCounty.parse(item)]])))
    const known = PreviewRun.parse(run)
    return { ...known, of: known.counties.map((county) => counties.get(county) ?? waiting(county)) }
  }
  return {
    get,
    async begin(run) {
      const expires = Math.floor(Date.parse(run.at) / 1000) + KEPT
      await work.putNew({ pk: pkOf(run.draft), sk: RUN }, { ...PreviewRun.parse(run), expires })
      for (const county of run.counties)
        await work.putNew({ pk: pkOf(run.draft), sk: county }, { ...waiting(county), expires })
      await work.update(CURRENT, { set: { draft: run.draft } })
      return (await get(run.draft)) ?? { ...run, of: run.counties.map(waiting) }
    },
    async current() {
      const draft = (await work.get(CURRENT))?.draft
      return draft === undefined ? undefined : String(draft)
    },
    async goOn(draft, from, to) {
      const { ok } = await work.update(
        { pk: pkOf(draft), sk: to.county },
        {
          set: PreviewedCounty.parse(to),
          condition: '#upTo = :before AND #state IN (:waiting, :counting)',
          values: { before: from.upTo, waiting: 'waiting', counting: 'counting' },
        },
      )
      return ok
    },
  }
}

const waiting = (county: string): PreviewedCounty => ({
  ...{ county, state: 'waiting', persons: 0, looked: 0, upTo: '', shifts: [] },
})
