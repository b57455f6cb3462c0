/** Work lists of a county's cases. */
import { CaseList, SHOWN } from '../../../pages/cases/case-list.tsx'
import { caseThings } from '../../../pages/cases/case-things.ts'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { County, type Office } from '../../../schemas/codes.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { WORK_LISTS, type WorkList, workListOf } from '../../../wording/case-work.ts'
import { divisionName } from '../../../wording/offices.ts'
import type { Tab } from '../../../wording/things.ts'
import { type DoneCase, doneCases } from '../../shared/cases/done-cases.ts'
import { type OpenCase, wholeOf } from '../../shared/cases/open-cases.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf } from '../http/allow.ts'
import type { NamedFile } from '../http/api-route.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { pageRoute } from '../http/page-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { countyOpenCases } from '../readings/county-open-cases.ts'
import { personsBookRoute } from '../readings/purpose-routes.ts'
import { thingsFile, thingsQuery } from '../readings/things.ts'
import { conflictPages } from './conflict-pages.ts'
import { reviewListNow } from './filled-forms.ts'
import { materialsPages } from './materials-pages.ts'
import { settlePages } from './settle-pages.ts'

/** Its evidence names other counties (docs/rules.md#who-sees-what). */
const seesReviewList = { action: 'see', resource: 'batch', of: 'county', persons: true } as const
export const seesCases = { action: 'see', resource: 'outcomes', of: 'county', persons: true } as const

export const casePages: readonly Route[] = [
  pageRoute({
    path: '/cases',
    summary: 'Leads to the cases of the account’s own county',
    does: { action: 'see', resource: 'portal' },
    async run(_, { caller }) {
      return `/cases/${found(actorOf(caller)).division.slice(0, 6)}`
    },
  }),
  pageRoute({
    path: '/cases/:county',
    summary: 'A county’s cases that wait for somebody: whose turn it is, since when, until when',
    does: seesCases,
    params: { county: County },
    query: { tab: thingsQuery.tab },
    run: (deps, asked) => show(deps, asked),
  }),
  personsBookRoute({
    path: '/cases/:county/reviews/form.xlsx',
    opens: '/cases/:county',
    summary: 'The review list as of now, to be filled in and sent back as settlements, for a purpose',
    does: seesReviewList,
    params: { county: County },
    shows: seesCases,
    show,
    file: (deps, { params: { county } }) => reviewListNow(deps, county),
  }),
  personsBookRoute({
    path: '/cases/:county/cases.xlsx',
    opens: '/cases/:county',
    summary: 'The cases of a tab as a workbook, for a purpose',
    does: seesCases,
    params: { county: County },
    query: { tab: thingsQuery.tab },
    shows: seesCases,
    show,
    file,
  }),
  ...settlePages,
  ...materialsPages,
  ...conflictPages,
]

interface Shown {
  readonly params: { readonly county: string }
  readonly query?: { readonly tab?: Tab | undefined }
  readonly caller: Caller
  readonly local: boolean
}

async function show(deps: WebDeps, asked: Shown, fault?: Fault, status = 200): Promise<Response> {
  const { county } = asked.params
  const policy = await deps.policies.inForce()
  const { tab, open, done, counts, hasDone } = await listed(deps, policy, asked, SHOWN)
  const by = Map.groupBy(open, ({ next }) => workListOf(next))
  const lists = (Object.keys(WORK_LISTS) as WorkList[]).flatMap((list) => {
    const cases = by.get(list)
    return cases ? [{ list, cases }] : []
  })
  const { local } = asked
  const today = deps.dayOf(deps.now())
  return page(CaseList({ county, policy, local, today, lists, tab, counts, done, hasDone, fault }), status)
}

async function file(deps: WebDeps, asked: Shown): Promise<NamedFile> {
  const { county } = asked.params
  const policy = await deps.policies.inForce()
  const { tab, open, done } = await listed(deps, policy, asked)
  const whole = open.map((one) => ({ ...one, ...wholeOf(one, county) }))
  const list = caseThings(policy, county, { open: whole, done })
  const { name, bytes } = await thingsFile(policy, asked.caller, { list, tab, shown: list.things })
  return { name: `${divisionName(county, policy)}${name}`, bytes }
}

/** What is done is read where somebody asks for it. */
async function listed(deps: WebDeps, policy: Policy, { params: { county }, query, caller }: Shown, most?: number) {
  const [all, book] = await Promise.all([countyOpenCases(deps, policy, county), deps.caseBooks.get(county)])
  const office = actorOf(caller)?.office
  const todo = casesIn('todo', all, office).length
  // What is done is never shown unasked: a county has many.
  const tab = query?.tab ?? (todo > 0 || all.length === 0 ? 'todo' : 'doing')
  const count = Math.max(book?.table.rows ?? 0, all.length)
  const counts = { todo, doing: all.length - todo, done: count - all.length, all: count }
  const hasDone = tab === 'done' || tab === 'all'
  const done = hasDone ? await doneAmong(deps, county, all, most) : []
  return { tab, open: casesIn(tab, all, office), done, counts, hasDone }
}

/** The latest first, each with its state today. */
export async function doneAmong(
  deps: WebDeps,
  county: string,
  open: readonly OpenCase[],
  most?: number,
): Promise<DoneCase[]> {
  const [policy, day] = [await deps.policies.inForce(), deps.dayOf(deps.now())]
  return doneCases(deps, { county, policy, day }, new Set(open.map(({ row }) => row.number)), most)
}

/** By whose turn it is. */
function casesIn(tab: Tab, all: readonly OpenCase[], office: Office | undefined): readonly OpenCase[] {
  if (tab === 'all') return all
  const isOwn = ({ next }: OpenCase) => office !== undefined && next.who.includes(office)
  return tab === 'done' ? [] : all.filter((one) => isOwn(one) === (tab === 'todo'))
}
