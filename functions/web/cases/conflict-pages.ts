/** Work lists of conflicts: between two counties for their agencies and the city's, over a name for senders of lists. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import * as z from 'zod'
import { writePersons } from '../../../forms/outgoing/persons-book.ts'
import { type ConflictThing, conflictThings } from '../../../pages/cases/conflict-things.ts'
import { ConflictsPage } from '../../../pages/cases/conflicts.tsx'
import { CorrectionsPage } from '../../../pages/cases/corrections.tsx'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { County, Office } from '../../../schemas/codes.ts'
import { Numberless } from '../../../schemas/free-text.ts'
import { CaseNumber, GROUNDS } from '../../../schemas/records/case.ts'
import type { PersonKey } from '../../../schemas/records/person.ts'
import type { Upload } from '../../../schemas/records/upload.ts'
import { settlementRow } from '../../../wording/case-page.ts'
import { dayName } from '../../../wording/dates.ts'
import { divisionName, officeName, townshipName } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { openCases } from '../../shared/cases/open-cases.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, signatureOf } from '../http/allow.ts'
import type { NamedFile } from '../http/api-route.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { found, refuse } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { personsBookRoute, revealRoute } from '../readings/purpose-routes.ts'
import { chosenThings, type ThingsWished, thingsFile, thingsQuery } from '../readings/things.ts'
import { sendRows } from '../sending/send-rows.ts'
import { caseNamed } from './case-view.ts'
import { conflictsOf, correctionsOf, isOverdueAnswer } from './conflicts.ts'

export const conflicts = { resource: 'conflict', of: 'county' } as const
export const seesConflicts = { action: 'see', ...conflicts, persons: true } as const
export const seesOwn = { action: 'see', resource: 'name-list', persons: true } as const
export const senders = { division: County, office: Office }
export const Settled = z.object({ grounds: Numberless.pipe(z.string().trim().min(GROUNDS.least).max(GROUNDS.most)) })

interface Shown<P> {
  readonly params: P
  readonly query?: ThingsWished
  readonly local: boolean
  readonly person?: PersonKey | undefined
}
type OfCounty = { readonly county: string }
type OfSender = { readonly division: string; readonly office: Office }

export const conflictPages: readonly Route[] = [
  pageRoute({
    path: '/conflicts',
    summary: 'Leads to the conflicts of the account’s own county',
    does: { action: 'see', resource: 'portal' },
    async run(_, { caller }) {
      return `/conflicts/${found(actorOf(caller)).division.slice(0, 6)}`
    },
  }),
  pageRoute({
    path: '/conflicts/:county',
    summary: 'Persons over whom the county and another disagree: name, number and the other county',
    does: seesConflicts,
    params: { county: County },
    query: thingsQuery,
    run: (deps, asked) => show(deps, asked),
  }),
  revealRoute({
    path: '/conflicts/:county',
    opens: '/conflicts/:county',
    summary: 'The same with one of them whole, for a purpose',
    does: seesConflicts,
    params: { county: County },
    query: thingsQuery,
    show,
  }),
  personsBookRoute({
    path: '/conflicts/:county/conflicts.xlsx',
    opens: '/conflicts/:county',
    summary: 'What the list shows as a workbook, for a purpose',
    does: seesConflicts,
    params: { county: County },
    query: thingsQuery,
    shows: seesConflicts,
    show,
    async file(deps, { params: { county }, query, caller }) {
      const policy = await deps.policies.inForce()
      const rows = await conflictsOf(deps, policy, county, () => true)
      // A name in an address finds nobody: what is looked through is what the page shows.
      const masked = rows.map((row) => ({ ...row, name: maskedName(row.name), id: maskedId(row.id) }))
      const chosen = chosenThings(conflictThings(policy, county, masked), query)
      const found = new Set(chosen.shown.map(nameOfCase))
      const shown = conflictThings(policy, county, rows).things.filter((one) => found.has(nameOfCase(one)))
      const file = await thingsFile(policy, caller, { ...chosen, shown })
      return { ...file, name: `${divisionName(county, policy)}${file.name}` }
    },
  }),
  formRoute({
    path: '/conflicts/:county/:number/settlements',
    opens: '/conflicts/:county',
    summary:
      'Settles as the city, in the stead of a county that has not answered, that the other county is responsible',
    does: { action: 'send', ...conflicts },
    refuses: [409],
    params: { county: County, number: CaseNumber },
    form: Settled,
    incomplete: 'stead-incomplete',
    again: { field: '', shows: seesConflicts, show },
    async run(deps, { params: { county, number }, body: { grounds }, caller }) {
      await settleInStead(deps, { county, number, grounds }, caller)
      return `/conflicts/${(await deps.policies.inForce()).city.code}`
    },
  }),
  pageRoute({
    path: '/corrections',
    summary: 'Leads to the rows that the account’s own office is to correct',
    does: { action: 'see', resource: 'portal' },
    async run(_, { caller }) {
      const { division, office } = found(actorOf(caller))
      return office ? `/corrections/${division}/${office}` : '/'
    },
  }),
  pageRoute({
    path: '/corrections/:division/:office',
    summary: 'An office’s own listings that a county has sent back over a name',
    does: seesOwn,
    params: senders,
    owner: async (_, { division, office }) => ({ division, office }),
    run: (deps, asked) => showOwn(deps, asked),
  }),
  revealRoute({
    path: '/corrections/:division/:office',
    opens: '/corrections/:division/:office',
    summary: 'The same with one of them whole, for a purpose',
    does: seesOwn,
    params: senders,
    owner: async (_, { division, office }) => ({ division, office }),
    show: showOwn,
  }),
  personsBookRoute({
    path: '/corrections/:division/:office/corrections.xlsx',
    opens: '/corrections/:division/:office',
    summary: 'The same as a workbook, for a purpose',
    does: seesOwn,
    params: senders,
    owner: async (_, { division, office }) => ({ division, office }),
    shows: seesOwn,
    show: showOwn,
    file: correctionsFile,
  }),
]

/** @throws 409 before the county's answer is overdue */
export async function settleInStead(
  deps: WebDeps,
  { county, number, grounds }: { readonly county: string; readonly number: string; readonly grounds: string },
  caller: Caller,
): Promise<Upload> {
  const [policy, day] = [await deps.policies.inForce(), deps.dayOf(deps.now())]
  const isWanted = (row: { readonly number: string }) => row.number === number
  const [open] = await openCases(deps, { county, policy, day, isWanted })
  if (!open || !isOverdueAnswer(open.next, day)) throw refuse('stead-too-early')
  const { one } = await caseNamed(deps, { county, number })
  const said = { choice: 'elsewhere', name: '', grounds } as const
  const row = settlementRow({ number, name: one.names[0] ?? '', id: one.id }, said)
  const owner = { division: county, office: 'social-insurance' } as const
  return sendRows(deps, 'settlement', owner, [row], signatureOf(caller))
}

const nameOfCase = ({ of }: ConflictThing): string => of.number

async function show(
  deps: WebDeps,
  { params: { county }, query = {}, local, person: whole }: Shown<OfCounty>,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  const rows = await conflictsOf(deps, policy, county, (key) => key === whole)
  const conflicts = chosenThings(conflictThings(policy, county, rows), query)
  const today = deps.dayOf(deps.now())
  return page(ConflictsPage({ county, conflicts, policy, local, today, whole, fault }), status)
}

async function showOwn(
  deps: WebDeps,
  { params: { division, office }, local, person: whole }: Shown<OfSender>,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  const rows = await correctionsOf(deps, policy, { division, office }, (key) => key === whole)
  return page(CorrectionsPage({ division, office, rows, policy, local, whole, fault }), status)
}

async function correctionsFile(deps: WebDeps, { params: of }: Pick<Shown<OfSender>, 'params'>): Promise<NamedFile> {
  const policy = await deps.policies.inForce()
  const rows = await correctionsOf(deps, policy, of, () => true)
  const out = new PassThrough()
  const [bytes] = await Promise.all([
    buffer(out),
    writePersons(out, {
      reportingOffice: officeName(policy, of),
      sheetName: PAGE_NAMES.corrections,
      title: PAGE_NAMES.corrections,
      aside: dayName(deps.dayOf(deps.now())),
      persons: rows.map(({ name, id, category, township }) => ({
        ...{ name, id, township: townshipName(of.division, township, policy) },
        state: policy.categories.find(({ code }) => code === category)?.name,
      })),
    }),
  ])
  return { name: `${officeName(policy, of)}${PAGE_NAMES.corrections}.xlsx`, bytes: new Uint8Array(bytes) }
}
