/** Requests to offices end by the answers themselves (docs/cases.md#requests). */
import { isTownshipsTurn } from '../../rules/cases/next-step.ts'
import { caseState } from '../../rules/cases/state.ts'
import { submissionOf } from '../../rules/deadlines/submission-of.ts'
import { allocatedFen, metOrder } from '../../rules/payments/money.ts'
import type { CaseRow } from '../../schemas/records/case.ts'
import type { OfficeRequest, Submission } from '../../schemas/records/obligation.ts'
import { countyOf } from '../../schemas/records/upload.ts'
import type { Judged, KnownRequest } from '../../stores/deadlines/requests.ts'
import { resultsOf } from '../shared/cases/batch-results.ts'
import { casesOf, gatherFacts } from '../shared/cases/case-facts.ts'
import { casesAtClose } from '../shared/cases/cases-at-close.ts'
import { decidedToday } from '../shared/cases/heard-registers.ts'
import type { DeadlinesDeps } from './deps.ts'

interface Look extends Judged {
  /** Order of the answer that ended it. */
  readonly last: () => Promise<string | undefined>
}

type Form = OfficeRequest['form']

/**
 * Looks at the answers of requests; repeats change nothing.
 * @param isAbout requests that answers may have ended
 */
export async function judgeRequests(
  deps: DeadlinesDeps,
  day: string,
  isAbout: (county: string, form: Form) => boolean,
): Promise<void> {
  const at = deps.now().toISOString()
  const countyIn = ({ request: { division } }: KnownRequest) => countyOf(division)
  const known = (await deps.requests.all()).filter((one) => isAbout(countyIn(one), one.request.form))
  for (const [county, ofCounty] of Map.groupBy(known, countyIn))
    for (const [form, own] of Map.groupBy(ofCounty, ({ request }) => request.form)) {
      const looks = await LOOKS[form](deps, own, { county, day })
      for (const [i, one] of own.entries()) {
        const look = looks[i]
        if (look) await judge(deps, one, look, at)
      }
    }
}

/** What meets the request is on record before it ends, so that a crash leaves it asked for. */
async function judge(deps: DeadlinesDeps, known: KnownRequest, look: Look, at: string): Promise<void> {
  const { request, isOpen } = known
  const isMet = look.answered >= look.whole
  const { whole, answered = 0 } = request
  if (isMet !== isOpen && answered === look.answered && whole === look.whole) return
  if (isMet && isOpen) await deps.submissions.record(await submitted(deps, request, await look.last(), at))
  if (!isMet && !isOpen) {
    const met = await deps.submissions.get(request)
    if (met?.upload) await deps.submissions.record({ ...met, state: 'withdrawn' })
  }
  await deps.requests.judge(known, look, at)
}

/** An answer's time is its sender's, not the hub's. */
async function submitted(
  { uploads }: Pick<DeadlinesDeps, 'uploads'>,
  { division, office, form, period, ref }: OfficeRequest,
  order: string | undefined,
  at: string,
): Promise<Submission> {
  const [time = at, id = ''] = order?.split('#') ?? []
  const owed = { division, office, form, period, ref, state: 'accepted' as const }
  const upload = id === '' ? undefined : await uploads.get(division, id)
  if (!upload) return { ...owed, time }
  return { ...owed, time: submissionOf(upload).time, upload: upload.id, ...(upload.sentBy && { by: upload.sentBy }) }
}

type Looks = (
  deps: DeadlinesDeps,
  known: readonly KnownRequest[],
  when: { readonly county: string; readonly day: string },
) => Promise<(Look | undefined)[]>

const LOOKS: Record<Form, Looks> = {
  materials: async (deps, known, { county, day }) => {
    const notified = await askedByNotices(deps, county, known)
    const rows = notified.flatMap((own) => own ?? [])
    const policy = await deps.policies.inForce()
    const now = new Map((await casesOf(deps, county)).rows.map((row) => [row.number, row]))
    const persons = await deps.people.get([...new Set(rows.map(({ key }) => key))], 'strong')
    const decided = await decidedToday(deps, { county, day, policy, persons })
    const factsOf = await gatherFacts(deps, { county, day, policy, persons, decided }, rows)
    const standingOf = (row: CaseRow) => caseState(now.get(row.number) ?? row, factsOf(row))
    const isLeft = (row: CaseRow) => {
      const standing = standingOf(row)
      return standing.state === row.close.state && isTownshipsTurn(standing)
    }
    return notified.map((own) => {
      if (!own) return undefined
      const last = own.flatMap(({ key }) => persons.get(key)?.cases?.[county]?.materials?.order ?? [])
      const whole = own.length
      return { whole, answered: whole - own.filter(isLeft).length, last: async () => last.sort().at(-1) }
    })
  },
  'bank-return': (deps, known, { county }) =>
    Promise.all(
      known.map(async ({ request: { ref } }) => {
        const batch = await deps.batches.get(county, ref)
        if (!batch?.frozen) return undefined
        const { rows, unclear } = batch.results ?? { rows: 0, unclear: 0 }
        const last = async () =>
          (await resultsOf(deps, batch))
            .map(({ order }) => order)
            .sort()
            .at(-1)
        return { whole: batch.frozen.rows, answered: rows - unclear, last }
      }),
    ),
  allocation: async (deps, known, { county }) => {
    const made = await deps.funding.list(county)
    return known.map(({ request: { ref } }) => {
      const request = made.find(({ id }) => id === ref)
      return (
        request && { whole: request.requested, answered: allocatedFen(request), last: async () => metOrder(request) }
      )
    })
  },
}

/** What the notices of closes asked townships for; nothing of a close that is no more known. */
async function askedByNotices(deps: DeadlinesDeps, county: string, known: readonly KnownRequest[]) {
  const byClose = new Map<string, CaseRow[] | undefined>()
  for (const { request, version } of known) {
    if (byClose.has(version)) continue
    const close = (await deps.runs.closes(county, request.period)).find(({ at }) => at === version)
    const rows = close?.cases && (await casesAtClose(deps, county, close.id))
    byClose.set(
      version,
      rows?.filter(({ close }) => close.at === version && isTownshipsTurn(close)),
    )
  }
  return known.map(({ request: { division }, version }) =>
    byClose.get(version)?.filter(({ close: { notified } }) => notified === division),
  )
}
