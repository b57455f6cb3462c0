/** What the home page shows, read once. */
import type { HomeProps } from '../../pages/home.tsx'
import { needSomebody } from '../../pages/parts/attention.tsx'
import type { DemoState } from '../../pages/parts/demo-progress.tsx'
import type { ClosedMonth } from '../../pages/parts/outcome-table.tsx'
import { isUnderWay } from '../../schemas/batch.ts'
import type { RowCode } from '../../schemas/codes.ts'
import type { Review } from '../../schemas/messages.ts'
import type { Policy } from '../../schemas/policy.ts'
import { isDone, type Upload } from '../../schemas/upload.ts'
import type { WebDeps } from './deps.ts'
import type { OutcomeCounts } from './outcome-counts.ts'

/** Uploads of a division that the page looks back on. */
const UPLOADS = 100
/** Months that can be chosen for an upload. */
const MONTHS = 13

export interface HomeDeps
  extends Pick<WebDeps, 'uploads' | 'submissions' | 'reviews' | 'outputs' | 'batches' | 'demo' | 'now' | 'dayOf'> {
  readonly outcomeCounts: OutcomeCounts
}

/** @param wished the period asked for; without one, the latest of which something was sent */
export async function homeView(
  deps: HomeDeps,
  policy: Policy,
  wished: string | undefined,
): Promise<Omit<HomeProps, 'local'>> {
  const now = deps.now()
  const divisions = [policy.city, ...policy.counties].map(({ code }) => code)
  const [lists, closes, produced, batched, plan] = await Promise.all([
    Promise.all(divisions.map((division) => deps.uploads.list(division, UPLOADS))),
    Promise.all(policy.counties.map(({ code }) => deps.reviews.closes(code))),
    Promise.all(divisions.map((division) => deps.outputs.list(division))),
    Promise.all(policy.counties.map(({ code }) => deps.batches.list(code))),
    deps.demo.get(),
  ])
  const all = lists.flat().sort((a, b) => (a.id < b.id ? -1 : 1))
  const done = closes.flat().filter((review) => review.state === 'done')
  const today = deps.dayOf(now)
  const months = lastMonths(today)
  const periods = [...new Set([...all, ...done].map(({ period }) => period!))].sort().reverse()
  const period = wished ?? periods[0] ?? months[0]!
  const uploads = all.filter((upload) => upload.period === period)
  const submitted = await deps.submissions.ofPeriod(period)
  const nil = [...submitted.values()].filter(({ state }) => state === 'nil')
  const closed = lastOfEachCounty(done.filter((review) => review.period === period))
  return {
    policy,
    now: now.getTime(),
    demo: plan && demoState(plan, all, done),
    periods: periods.includes(period) ? periods : [period, ...periods],
    period,
    choices: [...new Set([...months, ...periods])],
    uploads,
    nil,
    waiting: needSomebody(all),
    returned: returnedByCode(uploads),
    closing: closes
      .flat()
      .filter((review) => review.period === period && review.state !== 'done')
      .map(({ county }) => county),
    closable: months.includes(period)
      ? policy.counties.filter(({ code }) =>
          [...all.filter(({ state }) => state === 'accepted' || state === 'held'), ...nil].some(
            ({ division }) => division === code,
          ),
        )
      : [],
    // A batch is of this year's contribution, and of a month that no batch is under way for.
    payable: closed.filter(
      ({ id, day }) =>
        day.slice(0, 4) === today.slice(0, 4) &&
        !batched.flat().some((batch) => batch.review === id && isUnderWay(batch)),
    ),
    batches: batched.flat().filter((batch) => batch.period === period),
    unapproved: batched.flat().filter(({ state }) => state === 'prepared'),
    outputs: produced.flat().filter((output) => output.period === period),
    closed: await Promise.all(closed.map((review) => closedMonth(deps, review))),
  }
}

async function closedMonth({ outcomeCounts }: HomeDeps, { county, day, snapshot }: Review): Promise<ClosedMonth> {
  return { county, day, counts: await outcomeCounts(snapshot!.key) }
}

/** A month may be closed again; the last time counts. */
function lastOfEachCounty(reviews: readonly Review[]): Review[] {
  const last = new Map<string, Review>()
  for (const review of reviews) {
    const other = last.get(review.county)
    if (!other || other.at <= review.at) last.set(review.county, review)
  }
  return [...last.values()]
}

function demoState(plan: DemoState['plan'], uploads: readonly Upload[], done: readonly Review[]): DemoState {
  const months = plan.months.map(({ period, files }) => ({
    period,
    files,
    sent: Math.min(files, uploads.filter((u) => u.period === period && isDone(u)).length),
    counties: plan.counties,
    closed: lastOfEachCounty(done.filter((review) => review.period === period)).length,
  }))
  return { plan, months }
}

function returnedByCode(uploads: readonly Upload[]): Partial<Record<RowCode, number>> {
  const counts: Partial<Record<RowCode, number>> = {}
  for (const { reading } of uploads)
    for (const [code, count] of Object.entries(reading?.byCode ?? {}) as [RowCode, number][])
      counts[code] = (counts[code] ?? 0) + count
  return counts
}

/** The months before a day's, the latest first: a list is sent for the month that is over. */
function lastMonths(day: string): string[] {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  return Array.from({ length: MONTHS }, (_, i) => {
    const one = month - 1 - i
    return `${Math.floor(one / 12)}-${String((one % 12) + 1).padStart(2, '0')}`
  })
}
