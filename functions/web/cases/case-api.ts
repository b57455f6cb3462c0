/** Cases, conflicts, corrections and townships' materials as data: what their pages show, by the same functions. */
import * as z from 'zod'
import type { Conflict } from '../../../pages/cases/conflict-things.ts'
import {
  ConflictShown,
  CorrectionShown,
  DoneCaseShown,
  MaterialsFilled,
  NamedCaseShown,
  OpenCaseShown,
  RowsSent,
} from '../../../schemas/api/cases.ts'
import { County, type Office } from '../../../schemas/codes.ts'
import { Reveal } from '../../../schemas/purposes.ts'
import { CaseNumber, type CaseRow } from '../../../schemas/records/case.ts'
import type { DoneCase } from '../../shared/cases/done-cases.ts'
import type { OpenCase } from '../../shared/cases/open-cases.ts'
import type { WebDeps } from '../deps.ts'
import { apiRoute } from '../http/api-route.ts'
import { countSending } from '../http/key-caller.ts'
import { listRoute, pageOf } from '../http/paged.ts'
import type { Route } from '../http/route.ts'
import { countyOpenCases } from '../readings/county-open-cases.ts'
import { doneAmong, seesCases } from './case-pages.ts'
import { conflicts, Settled, seesConflicts, seesOwn, senders, settleInStead } from './conflict-pages.ts'
import { type Correction, conflictsOf, correctionsOf } from './conflicts.ts'
import { casesToVisit, report, seesNamed, township } from './materials-pages.ts'

const ofCounty = { does: seesCases, params: { county: County } } as const
const inConflict = { does: seesConflicts, params: { county: County } } as const
const toCorrect = {
  does: seesOwn,
  params: senders,
  owner: async (_: WebDeps, { division, office }: { division: string; office: Office }) => ({ division, office }),
}

export const caseApi: readonly Route[] = [
  listRoute({
    path: '/api/cases/:county',
    summary:
      'Lists a county’s cases that wait for somebody, the most urgent first, without names and numbers of persons',
    ...ofCounty,
    item: OpenCaseShown,
    async run(deps, { params: { county } }, wanted) {
      const all = await countyOpenCases(deps, await deps.policies.inForce(), county)
      return pageOf(all.map(openShown), ({ until, case: number }) => `${until} ${number}`, wanted)
    },
  }),
  listRoute({
    path: '/api/cases/:county/done',
    summary: 'Lists a county’s cases that wait for nobody, each with its state today, the latest numbers first',
    ...ofCounty,
    item: DoneCaseShown,
    async run(deps, { params: { county } }, wanted) {
      const open = await countyOpenCases(deps, await deps.policies.inForce(), county)
      const done = await doneAmong(deps, county, open)
      return pageOf(done.map(doneShown), ({ case: number }) => number, wanted, true)
    },
  }),
  listRoute({
    path: '/api/materials/:division',
    summary: 'Lists a township’s open cases of which it has papers to collect, the most urgent first, masked',
    does: seesNamed,
    params: township,
    item: NamedCaseShown,
    async run(deps, { params: { division } }, wanted) {
      const { cases } = await casesToVisit(deps, division)
      return pageOf(cases.map(namedShown), ({ until, case: number }) => `${until} ${number}`, wanted)
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/api/materials/:division',
    summary: 'Reports materials of one case or several, sent as their file is',
    does: { action: 'send', resource: 'answer', of: 'division' },
    owner: async (_, { division }) => ({ division, office: 'township' }),
    params: township,
    body: MaterialsFilled,
    status: 201,
    answer: RowsSent,
    async run(deps, { params: { division }, body: { rows }, caller }) {
      await countSending(deps, caller)
      const said = new Map(rows.map(({ case: number, cells }) => [number, cells as Readonly<Record<string, string>>]))
      return report(deps, division, said, caller)
    },
  }),
  listRoute({
    path: '/api/conflicts/:county',
    summary: 'Lists persons over whom the county and another disagree, masked, with the other county',
    ...inConflict,
    item: ConflictShown,
    async run(deps, { params: { county } }, wanted) {
      const policy = await deps.policies.inForce()
      const all = await conflictsOf(deps, policy, county)
      const place = (one: Conflict) => [one.until ?? '9', one.county, one.number].join(' ')
      const { items, end } = pageOf(all, place, wanted)
      return { items: items.map(conflictShown(county)), end }
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/api/conflicts/:county',
    summary: 'One of these persons whole, for a purpose',
    ...inConflict,
    body: Reveal,
    answer: z.object({ items: z.array(ConflictShown) }),
    async run(deps, { params: { county }, body: { person } }) {
      const isAsked = (key: string) => key === person
      const all = await conflictsOf(deps, await deps.policies.inForce(), county, isAsked)
      return { items: all.filter(({ key }) => isAsked(key)).map(conflictShown(county)) }
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/api/conflicts/:county/:number/settlements',
    summary:
      'Settles as the city, in the stead of a county that has not answered, that the other county is responsible',
    does: { action: 'send', ...conflicts },
    refuses: [409],
    params: { county: County, number: CaseNumber },
    body: Settled,
    status: 201,
    answer: RowsSent,
    run: (deps, { params, body, caller }) => settleInStead(deps, { ...params, ...body }, caller),
  }),
  listRoute({
    path: '/api/corrections/:division/:office',
    summary: 'Lists an office’s own listings that a county has sent back over a name, masked',
    ...toCorrect,
    item: CorrectionShown,
    async run(deps, { params }, wanted) {
      const all = await correctionsOf(deps, await deps.policies.inForce(), params)
      return pageOf(
        all.map(correctionShown),
        ({ until, person, category }) => [until, person, category].join(' '),
        wanted,
      )
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/api/corrections/:division/:office',
    summary: 'One of these persons whole, for a purpose',
    ...toCorrect,
    body: Reveal,
    answer: z.object({ items: z.array(CorrectionShown) }),
    async run(deps, { params, body: { person } }) {
      const isAsked = (key: string) => key === person
      const all = await correctionsOf(deps, await deps.policies.inForce(), params, isAsked)
      return { items: all.filter(({ key }) => isAsked(key)).map(correctionShown) }
    },
  }),
]

const correctionShown = ({ key: person, ...rest }: Correction) => ({ person, ...rest })

const yearOf = ({ kind, year }: CaseRow) => kind === 'contribution' && { year }

function openShown({ row, standing, next, township }: OpenCase) {
  const { who, since, until } = next
  return { case: row.number, ...yearOf(row), business: row.business, ...standing, who, since, until, township }
}

/** Since when is known where it is as the close left it. */
function doneShown({ row, standing }: DoneCase) {
  const { close } = row
  const isAsClosed = close.state === standing.state && close.reason === standing.reason
  const since = isAsClosed ? { since: close.since } : {}
  return { case: row.number, ...yearOf(row), business: row.business, ...standing, ...since, closedOn: close.day }
}

const namedShown = (one: OpenCase) => ({ ...openShown(one), name: one.name, id: one.id, village: one.village })

/** Another county's case has no number here, as on the page; the city has it where it may settle. */
const conflictShown =
  (reader: string) =>
  ({ number, key: person, stage: state, ...rest }: Conflict): ConflictShown => ({
    ...{ ...rest, person, state },
    ...((rest.county === reader || rest.isUnanswered) && { case: number }),
  })
