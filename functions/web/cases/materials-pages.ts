/** A township fills in what it has collected and found; rows go the way of a file (docs/cases.md#materials). */
import { hash, randomUUID } from 'node:crypto'
import * as z from 'zod'
import { MaterialsPage } from '../../../pages/cases/materials.tsx'
import { VillagePage } from '../../../pages/cases/village.tsx'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { judgeMaterials } from '../../../rules/answers/materials.ts'
import { Purpose } from '../../../schemas/purposes.ts'
import { countyOf, type Upload } from '../../../schemas/records/upload.ts'
import { materialsRow } from '../../../wording/materials-page.ts'
import { heardRegisters } from '../../shared/cases/heard-registers.ts'
import { findCases, isClosed } from '../../shared/cases/named-cases.ts'
import { isVisited, openCases, wholeOf } from '../../shared/cases/open-cases.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, signatureOf } from '../http/allow.ts'
import { rememberPurpose } from '../http/audited.ts'
import type { Caller } from '../http/caller.ts'
import { once } from '../http/once.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { found, Refusal, refuse } from '../http/refuse.ts'
import { type Route, TYPES } from '../http/route.ts'
import { openRequests } from '../readings/open-requests.ts'
import { personsBookRoute } from '../readings/purpose-routes.ts'
import { isUrged, type Urged, urgedQuery } from '../readings/urged.ts'
import { villagesToVisit } from '../readings/villages.ts'
import { filledFaults } from '../sending/judge-filled.ts'
import { sendRows } from '../sending/send-rows.ts'
import { materialsForm } from './filled-forms.ts'
import { Filled, fieldOf } from './filled-materials.ts'

export const township = { division: z.string().regex(/^\d{9}$/) }
const params = township
export const seesNamed = { action: 'see', resource: 'materials-notice', of: 'division', persons: true } as const
const OfVillage = Purpose.and(z.object({ village: z.string().trim().max(60).optional() }))
/** A page with as many faults is looked at again anyway. */
const MOST_FAULTS = 5

/** Shown whole, for a purpose. */
const namedPage = {
  opens: '/materials/:division',
  does: seesNamed,
  params,
  incomplete: 'purpose-incomplete',
  answers: { 200: { type: TYPES.html } },
  again: { field: 'purpose', shows: seesNamed, show },
} as const

export const materialsPages: readonly Route[] = [
  pageRoute({
    path: '/materials',
    summary: 'Leads to the materials of the account’s own township',
    does: { action: 'see', resource: 'portal' },
    async run(_, { caller }) {
      return `/materials/${found(actorOf(caller)).division}`
    },
  }),
  pageRoute({
    path: '/materials/:division',
    summary: 'A township’s open cases by village, each with what it may report',
    does: seesNamed,
    params,
    query: urgedQuery,
    run: (deps, asked) => show(deps, asked),
  }),
  formRoute({
    path: '/materials/:division/whole',
    ...namedPage,
    summary: 'The same with names and numbers whole, for a purpose',
    form: Purpose,
    async run(deps, asked) {
      await rememberPurpose(deps, asked.caller, 'files', asked.body)
      return show(deps, { ...asked, isWhole: true })
    },
  }),
  formRoute({
    path: '/materials/:division/village',
    ...namedPage,
    summary: 'A village’s list to print and take along, for a purpose',
    form: OfVillage,
    async run(deps, { params: { division }, body, caller, local }) {
      await rememberPurpose(deps, caller, 'files', body)
      const { village = '' } = body
      const { cases, policy, today } = await casesToVisit(deps, division)
      const rows = cases
        .filter((one) => (one.village ?? '') === village)
        .map((one) => ({ ...one, ...wholeOf(one, countyOf(division)) }))
      const now = deps.now().getTime()
      return page(VillagePage({ division, village, rows, policy, local, today, now }))
    },
  }),
  personsBookRoute({
    path: '/materials/:division/form.xlsx',
    opens: '/materials/:division',
    summary: 'The township’s form of materials, filled in with its open cases, for a purpose',
    does: seesNamed,
    params,
    shows: seesNamed,
    show,
    file: (deps, { params: { division } }) => materialsForm(deps, division),
  }),
  formRoute({
    path: '/materials/:division',
    opens: '/materials/:division',
    summary: 'Reports materials of one case or several, sent as their file is',
    does: { action: 'send', resource: 'answer', of: 'division' },
    owner: async (_, { division }) => ({ division, office: 'township' }),
    params,
    form: Filled,
    refuses: [409],
    incomplete: 'materials-incomplete',
    again: { field: 'materials', shows: seesNamed, show },
    run: (deps, { params: { division }, body: { key, by, rows }, caller }) => {
      const { account } = signatureOf(caller)
      // A browser sends by itself what it has kept, perhaps when somebody else has signed in.
      if (by !== undefined && by !== account) throw refuse('account-other')
      const said = hash('sha256', `${key} ${JSON.stringify([...rows])}`, 'hex')
      const repeat = key ? { account, key: said, asked: said } : undefined
      // What a telephone sends again, not knowing that it has arrived, is not reported again.
      return once(
        deps,
        repeat,
        async () => `/uploads/${division}/${(await report(deps, division, rows, caller)).id}`,
        async (receipt) => receipt,
      )
    },
  }),
]

export async function report(
  deps: WebDeps,
  division: string,
  said: ReadonlyMap<string, Readonly<Record<string, string>>>,
  caller: Caller,
): Promise<Upload> {
  const [day, policy] = [deps.dayOf(deps.now()), await deps.policies.inForce()]
  const cases = await findCases(deps, heardRegisters(deps), { division, day })
  await cases.load([...said.keys()])
  const rows = [...said].map(([number, own]) => {
    const one = cases.find(number)
    // What is another township's is as good as unknown, and told: what is left out would count as reported.
    const found = one?.isOf(division) ? { ...one, isClosed: isClosed(one) } : undefined
    const row = materialsRow({ number, name: found?.names[0] ?? '', id: found?.id ?? '' }, own)
    const context = { day, validMonths: policy.cases.verifiedMonths, isTwice: false, found }
    const faults = filledFaults('materials', row, (filled) => judgeMaterials(filled, context))
    return { number, row, faults: faults.map((fault) => ({ ...fault, field: fieldOf(number, fault.heading, own) })) }
  })
  const faults = rows.flatMap(({ number, faults }) => faults.map((fault) => ({ ...fault, number })))
  if (faults[0]) {
    const sentences = faults.slice(0, MOST_FAULTS).map(({ number, sentence }) => `${number}${sentence}`)
    throw new Refusal('row-unfit', sentences.join(''), undefined, faults[0].field)
  }
  if (rows.length === 0) throw refuse('materials-incomplete')
  const owner = { division, office: 'township' } as const
  return sendRows(
    deps,
    'materials',
    owner,
    rows.map(({ row }) => row),
    signatureOf(caller),
  )
}

interface Shown {
  readonly params: { readonly division: string }
  readonly query?: Urged
  readonly local: boolean
  readonly isWhole?: boolean
}

async function show(
  deps: WebDeps,
  { params: { division }, query, local, isWhole }: Shown,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const [policy, today, county] = [await deps.policies.inForce(), deps.dayOf(deps.now()), countyOf(division)]
  const [{ villages, more }, [request]] = await Promise.all([
    villagesToVisit(deps, policy, division),
    openRequests(deps, policy, { division, office: 'township' }),
  ])
  const shown = villages.map(({ village, cases }) => ({
    village,
    cases: isWhole ? cases.map((one) => ({ ...one, ...wholeOf(one, county) })) : cases,
  }))
  const now = isWhole ? deps.now().getTime() : undefined
  return page(
    MaterialsPage({
      ...{ division, villages: shown, more, policy, local, today, now, fault, request, key: randomUUID() },
      isUrged: isUrged(query),
    }),
    status,
  )
}

export async function casesToVisit(deps: WebDeps, division: string) {
  const policy = await deps.policies.inForce()
  const today = deps.dayOf(deps.now())
  const open = await openCases(deps, { county: countyOf(division), policy, day: today, township: division })
  return { policy, today, cases: open.filter(isVisited) }
}
