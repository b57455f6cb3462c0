/** 市县比对 for the city: its lists beside the counties' in counts, and its own persons whom a county's list lacks. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import * as z from 'zod'
import { writePersons } from '../../../forms/outgoing/persons-book.ts'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { ComparisonPage } from '../../../pages/uploads/comparison.tsx'
import { OnlyCityPage } from '../../../pages/uploads/only-city.tsx'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { County, Division, Office } from '../../../schemas/codes.ts'
import { Compared } from '../../../schemas/records/compared.ts'
import type { PersonKey } from '../../../schemas/records/person.ts'
import { listOf, ownerOfUpload, type Upload } from '../../../schemas/records/upload.ts'
import { COMPARISON, namedOf, onlyCityTitle } from '../../../wording/comparison.ts'
import { periodLine, periodName } from '../../../wording/dates.ts'
import { formName } from '../../../wording/forms.ts'
import { divisionName, officeName, townshipName } from '../../../wording/offices.ts'
import type { WebDeps } from '../deps.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { pageRoute } from '../http/page-route.ts'
import { found, refuse } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { cityLists, ownCityLists } from '../readings/city-lists.ts'
import { personsBookRoute, revealRoute } from '../readings/purpose-routes.ts'
import { seenUpload } from './seen-upload.ts'

const path = '/uploads/:division/:id/compared/:county'
export const params = { division: Division, id: z.string(), county: County }
export const own = { resource: 'name-list', of: 'division' } as const
export const seesPersons = { action: 'see', ...own, persons: true } as const
export const owner = async (_: WebDeps, one: Pick<One, 'division' | 'id'>) => ownerOfUpload(one)
/** The workbook has the rest. */
const ON_A_PAGE = 200

interface One {
  readonly division: string
  readonly id: string
  readonly county: string
}

interface Shown {
  readonly params: One
  readonly local: boolean
  readonly caller: Caller
  readonly person?: PersonKey | undefined
}

export const comparisonPages: readonly Route[] = [
  pageRoute({
    path: '/comparison/:division/:office',
    summary: 'The lists of a city’s office that stand, beside the counties’, in counts',
    does: { action: 'see', ...own },
    params: { division: Division, office: Office },
    async run(deps, { params: of, local }) {
      const policy = await deps.policies.inForce()
      const lists = await ownCityLists(deps, of)
      if (lists.length === 0) throw refuse('not-found')
      return page(ComparisonPage({ of, lists, policy, local }))
    },
  }),
  pageRoute({
    path,
    owner,
    summary: 'Persons of a city’s list whom a county’s list lacks, masked',
    does: seesPersons,
    params,
    run: show,
  }),
  revealRoute({
    path,
    owner,
    opens: path,
    summary: 'The same with one of them whole, for a purpose',
    does: seesPersons,
    params,
    show,
  }),
  personsBookRoute({
    path: `${path}/persons.xlsx`,
    owner,
    opens: path,
    summary: 'The same as a workbook, for a purpose',
    does: seesPersons,
    params,
    shows: seesPersons,
    show,
    file,
  }),
]

async function show(deps: WebDeps, { params, local, caller, person }: Shown, fault?: Fault, status = 200) {
  const { county } = params
  const policy = await deps.policies.inForce()
  const { upload, persons, count } = await onlyCityOf(deps, caller, params)
  const shown = persons.filter(({ key }, i) => i < ON_A_PAGE || key === person)
  const veiled = shown.map((one) =>
    one.key === person ? one : { ...one, name: maskedName(one.name), id: maskedId(one.id) },
  )
  return page(
    OnlyCityPage({
      ...{ upload, county, persons: veiled, count, whole: person, policy },
      isOvertaken: await isOvertaken(deps, upload),
      ...{ now: deps.now().getTime(), local, fault },
    }),
    status,
  )
}

async function file(deps: WebDeps, { params, caller }: Pick<Shown, 'params' | 'caller'>) {
  const { county } = params
  const policy = await deps.policies.inForce()
  const { upload, persons, count } = await onlyCityOf(deps, caller, params)
  const out = new PassThrough()
  const [list, title] = [formName(upload.form, policy), onlyCityTitle(divisionName(county, policy))]
  const [bytes] = await Promise.all([
    buffer(out),
    writePersons(out, {
      reportingOffice: officeName(policy, upload),
      sheetName: COMPARISON.onlyCity,
      title: `${list}：${title}`,
      aside: persons.length < count ? namedOf(persons.length, count) : periodLine(upload.period),
      persons: persons.map((one) => ({ ...one, township: townshipName(county, one.township, policy) })),
    }),
  ])
  return { name: `${periodName(upload.period)}${list}-${title}.xlsx`, bytes: new Uint8Array(bytes) }
}

async function isOvertaken(deps: WebDeps, upload: Upload): Promise<boolean> {
  const category = listOf(upload.form)?.category
  const latest = category ? (await cityLists(deps, [category])).get(category) : undefined
  return latest !== undefined && latest.requestedAt > upload.requestedAt
}

/** @throws 404 where nothing was compared, or what was is kept no more */
export async function onlyCityOf(deps: WebDeps, caller: Caller, { county, ...one }: One) {
  const upload = await seenUpload(deps, caller, one)
  const { key, onlyCity: count } = found(upload.compared?.find((own) => own.county === county))
  const { onlyCity } = Compared.parse(JSON.parse((await deps.outbox.get(found(key))).toString()))
  const persons = onlyCity.sort((a, b) => (a.township + a.id < b.township + b.id ? -1 : 1))
  return { upload, persons, count }
}
