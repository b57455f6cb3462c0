/** Contents of the home page. */

import type { DemoState } from '../../../pages/home/demo-progress.tsx'
import type { HomeProps } from '../../../pages/home/home.tsx'
import type { ClosedMonth } from '../../../pages/home/outcome-table.tsx'
import type { ListsSeen } from '../../../pages/home/upload-matrix.tsx'
import type { InTheWay } from '../../../rules/roster/held-list.ts'
import type { RowCode } from '../../../schemas/codes.ts'
import { present } from '../../../schemas/present.ts'
import { type Batch, isUnderWay } from '../../../schemas/records/batch.ts'
import type { DeterminationRun } from '../../../schemas/records/determination-run.ts'
import type { NamedDivision, Policy } from '../../../schemas/records/policy.ts'
import { isDone, listOf, resourceOfUpload, type Upload } from '../../../schemas/records/upload.ts'
import { type SentForm, sentForms } from '../../../wording/forms.ts'
import { heldBehind } from '../../shared/work/held-behind.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'
import { openReturns } from '../readings/open-returns.ts'
import { hasPersons, ownerOf, resourceOf } from '../readings/outputs.ts'

/** Months to choose for an upload. */
const MONTHS = 13
const PERIODS = 24

type HomeDeps = Pick<
  WebDeps,
  | 'uploads'
  | 'periods'
  | 'submissions'
  | 'runs'
  | 'outputs'
  | 'batches'
  | 'heads'
  | 'demo'
  | 'outcomeCounts'
  | 'returns'
  | 'tallies'
  | 'now'
  | 'dayOf'
>

/** @param wished the period asked for; else the latest with uploads */
export async function homeView(
  deps: HomeDeps,
  policy: Policy,
  wished: string | undefined,
  permits: Permits,
): Promise<Omit<HomeProps, 'local' | 'sender' | 'accounts' | 'fault'>> {
  const now = deps.now()
  const today = deps.dayOf(now)
  const months = lastMonths(today)
  // Future months stay hidden, however they came in.
  const periods = (await deps.periods.list(PERIODS)).filter((period) => period <= today.slice(0, 7))
  const period = wished ?? periods[0] ?? present(months[0], 'a month to choose')
  const divisions = [policy.city, ...policy.counties].map(({ code }) => code)
  const ofCounties = <T>(read: (county: string) => Promise<T[]>) => flat(policy.counties.map(({ code }) => read(code)))
  const [sent, open, submitted, closes, produced, batched, plan, tallies] = await Promise.all([
    flat(divisions.map((division) => deps.uploads.ofPeriod(division, period))),
    flat(divisions.map((division) => deps.uploads.open(division))),
    deps.submissions.ofPeriod(period),
    ofCounties((county) => deps.runs.closes(county, period)),
    flat(divisions.map((division) => deps.outputs.list(division, period))),
    flat(yearsOf(period, today).map((year) => ofCounties((county) => deps.batches.list(county, year)))),
    deps.demo.get(),
    deps.tallies.all(),
  ])
  const isSeen = (upload: Upload) => permits('see', resourceOfUpload(upload), upload)
  const [uploads, waiting] = [sent.filter(isSeen), open.filter(isSeen)]
  const inTheWay = await waysOf(deps, [...uploads, ...waiting])
  const nil = [...submitted.values()].filter((one) => one.state === 'nil' && permits('see', 'name-list', one))
  const closed = lastOfEachCounty(closes.filter((run) => run.state === 'done'))
  const may = (action: 'close' | 'prepare', county: string) =>
    permits(action, action === 'close' ? 'outcomes' : 'batch', { division: county })
  const batches = batched.filter(({ county }) => permits('see', 'batch', { division: county }))
  return {
    policy,
    now: now.getTime(),
    demo: plan && (await demoState(deps, plan, divisions)),
    periods: periods.includes(period) ? periods : [period, ...periods],
    period,
    choices: [...new Set([...months, ...periods])],
    uploads: uploads.filter((upload) => !upload.discarded).sort((a, b) => (a.id < b.id ? -1 : 1)),
    nil,
    // A held list is decided with the later one that overtook it.
    waiting: waiting.filter(({ id }) => inTheWay.get(id) !== 'later-list').sort((a, b) => (a.id < b.id ? -1 : 1)),
    inTheWay,
    returned: returnedByCode(
      uploads.filter((upload) => upload.state !== 'withdrawn' && permits('see', 'returned-rows', upload)),
    ),
    closing: closes.flatMap(({ state, county }) => (state !== 'done' && may('close', county) ? [county] : [])),
    closable:
      months.includes(period) && periods.length > 0
        ? policy.counties.find(({ code }) => may('close', code))
        : undefined,
    // A batch pays this year's contribution; a county has one under way at most.
    payable: closed.find(
      ({ county, day }) =>
        may('prepare', county) &&
        day.slice(0, 4) === today.slice(0, 4) &&
        !batched.some((batch) => batch.county === county && isUnderWay(batch)),
    ),
    lists: listsSeen(policy, permits),
    seesBatches: divisions.some((division) => permits('see', 'batch', { division })),
    batches: batches.filter((batch) => batch.period === period),
    undecided: undecided(batches),
    openReturns: await openReturns(deps, policy, permits),
    tallies: tallies.filter(({ county: division }) => permits('see', 'outcomes', { division }, true)),
    outputs: produced.filter((output) => permits('see', resourceOf(output), ownerOf(output), hasPersons(output))),
    closed: await Promise.all(
      closed
        .filter(({ county }) => permits('see', 'counts', { division: county }))
        .map((run) => closedMonth(deps, run)),
    ),
  }
}

function listsSeen(policy: Policy, permits: Permits): ListsSeen {
  const [places, forms] = [[...policy.counties, policy.city], sentForms(policy)]
  const isSeen = ({ code }: NamedDivision, { office, forms: [form = ''] }: SentForm) =>
    permits('see', resourceOfUpload({ form, state: 'accepted' }), { division: code, office })
  return {
    places: places.filter((place) => forms.some((form) => isSeen(place, form))),
    forms: forms.filter((form) => places.some((place) => isSeen(place, form))),
  }
}

async function waysOf(deps: HomeDeps, uploads: readonly Upload[]): Promise<ReadonlyMap<string, InTheWay>> {
  const ways = uploads.map(async (upload) => [upload.id, await heldBehind(deps, upload)] as const)
  return new Map((await Promise.all(ways)).flatMap(([id, way]) => (way ? [[id, way] as const] : [])))
}

/** Nobody is paid by a batch that was sent back, until the county has another one. */
function undecided(batches: readonly Batch[]): Batch[] {
  const last = new Map(batches.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((batch) => [batch.county, batch]))
  return [...last.values()].filter(({ state }) => state === 'prepared' || state === 'returned')
}

async function flat<T>(lists: readonly Promise<T[]>[]): Promise<T[]> {
  return (await Promise.all(lists)).flat()
}

function yearsOf(period: string, today: string): number[] {
  const [of, now] = [Number(period.slice(0, 4)), Number(today.slice(0, 4))]
  return [...new Set([of, of + 1, now - 1, now])]
}

async function closedMonth(
  { outcomeCounts }: HomeDeps,
  { county, day, snapshot }: DeterminationRun,
): Promise<ClosedMonth> {
  return { county, day, counts: await outcomeCounts(present(snapshot, 'the snapshot of a closed month')) }
}

/** Only the last close of a month counts. */
function lastOfEachCounty(runs: readonly DeterminationRun[]): DeterminationRun[] {
  const last = new Map<string, DeterminationRun>()
  for (const run of runs) {
    const other = last.get(run.county)
    if (!other || other.at <= run.at) last.set(run.county, run)
  }
  return [...last.values()]
}

async function demoState(deps: HomeDeps, plan: DemoState['plan'], divisions: readonly string[]): Promise<DemoState> {
  const months = plan.months.map(async ({ period, files }) => {
    const { counties } = plan
    if (plan.doneAt) return { period, files, sent: files, counties, closed: counties }
    const [sent, closes] = await Promise.all([
      flat(divisions.map((division) => deps.uploads.ofPeriod(division, period))),
      flat(divisions.map((division) => deps.runs.closes(division, period))),
    ])
    const closed = lastOfEachCounty(closes.filter(({ state }) => state === 'done')).length
    return { period, files, sent: Math.min(files, sent.filter(isDone).length), counties, closed }
  })
  return { plan, months: await Promise.all(months) }
}

/** Whole lists count by the last one; the same file counts once. */
function returnedByCode(uploads: readonly Upload[]): Partial<Record<RowCode, number>> {
  const standing = new Map<string, Upload>()
  for (const upload of uploads) {
    if (!upload.reading) continue
    const isWhole = listOf(upload.form)?.mode !== 'new'
    standing.set(`${upload.division} ${upload.form} ${isWhole || upload.reading.sha256}`, upload)
  }
  const counts: Partial<Record<RowCode, number>> = {}
  for (const { reading } of standing.values())
    for (const [code, count] of Object.entries(reading?.byCode ?? {}) as [RowCode, number][])
      counts[code] = (counts[code] ?? 0) + count
  return counts
}

/** A list is sent for a month that is over. */
function lastMonths(day: string): string[] {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  return Array.from({ length: MONTHS }, (_, i) => {
    const one = month - 1 - i
    return `${Math.floor(one / 12)}-${String((one % 12) + 1).padStart(2, '0')}`
  })
}
