/** A township fills in what it has collected and found; rows go the way of a file (docs/cases.md#materials). */
import * as z from 'zod'
import { MaterialsPage } from '../../../pages/cases/materials.tsx'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { isNamed } from '../../../rules/cases/notice.ts'
import { Purpose } from '../../../schemas/purposes.ts'
import { CaseNumber } from '../../../schemas/records/case.ts'
import { countyOf } from '../../../schemas/records/upload.ts'
import { COLLECTED, MATERIALS, materialsRow } from '../../../wording/materials-page.ts'
import { findCases } from '../../shared/cases/named-cases.ts'
import { openCases } from '../../shared/cases/open-cases.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, signatureOf } from '../http/allow.ts'
import { workbook } from '../http/api-route.ts'
import { rememberPurpose } from '../http/audited.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { found, refuse } from '../http/refuse.ts'
import { type Route, TYPES } from '../http/route.ts'
import { handedOut } from '../readings/hand-out.ts'
import { heardRegisters } from '../readings/heard-registers.ts'
import { sendRows } from '../sending/send-rows.ts'
import { materialsForm } from './filled-forms.ts'

const params = { division: z.string().regex(/^\d{9}$/) }
const seesNamed = { action: 'see', resource: 'materials-notice', of: 'division', persons: true } as const
const Cell = z.string().trim().max(60)
/** More cases stand on the page when these are done. */
const MOST = 100

/** Fields are named by case and heading, `440222-2018-00001.<heading>`; a button may name the one case it sends. */
const Filled = z.record(z.string().max(60), Cell).transform(({ only, ...fields }) => {
  const rows = new Map<string, Record<string, string>>()
  for (const [field, value] of Object.entries(fields)) {
    const [number = '', heading = ''] = field.split('.')
    if (!CaseNumber.safeParse(number).success || !HEADINGS.has(heading) || (only && only !== number)) continue
    rows.set(number, { ...rows.get(number), [heading]: value })
  }
  return new Map([...rows].filter(([, row]) => row[COLLECTED]).slice(0, MOST))
})
const HEADINGS: ReadonlySet<string> = new Set(MATERIALS.map(({ heading }) => heading))

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
    run: (deps, asked) => show(deps, asked),
  }),
  formRoute({
    path: '/materials/:division/form.xlsx',
    opens: '/materials/:division',
    summary: 'The township’s form of materials, filled in with its open cases, for a purpose',
    does: { ...seesNamed, file: true },
    params,
    form: Purpose,
    incomplete: 'purpose-incomplete',
    again: { field: 'purpose', shows: seesNamed, show },
    answers: { 200: { type: TYPES.xlsx } },
    async run(deps, { params: { division }, body, caller }) {
      await rememberPurpose(deps, caller, 'files', body)
      return workbook(await handedOut(deps, caller, await materialsForm(deps, division)))
    },
  }),
  formRoute({
    path: '/materials/:division',
    opens: '/materials/:division',
    summary: 'Reports materials of one case or several, sent as their file is',
    does: { action: 'send', resource: 'answer', of: 'division' },
    owner: async (_, { division }) => ({ division, office: 'township' }),
    params,
    form: Filled,
    incomplete: 'materials-incomplete',
    again: { field: 'materials', shows: seesNamed, show },
    async run(deps, { params: { division }, body, caller }) {
      const cases = await findCases(deps, heardRegisters(deps), { division, day: deps.dayOf(deps.now()) })
      await cases.load([...body.keys()])
      const rows = [...body].flatMap(([number, said]) => {
        const one = cases.find(number)
        // What is another township's is as good as unknown.
        return one?.isOf(division) ? [materialsRow({ number, name: one.names[0] ?? '', id: one.id }, said)] : []
      })
      if (rows.length === 0) throw refuse('materials-incomplete')
      const { id } = await sendRows(deps, 'materials', { division, office: 'township' }, rows, signatureOf(caller))
      return `/uploads/${division}/${id}`
    },
  }),
]

interface Shown {
  readonly params: { readonly division: string }
  readonly local: boolean
}

async function show(
  deps: WebDeps,
  { params: { division }, local }: Shown,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  const today = deps.dayOf(deps.now())
  const open = await openCases(deps, { county: countyOf(division), policy, day: today, township: division })
  const cases = open.filter(({ standing }) => isNamed(standing))
  const villages = [...Map.groupBy(cases.slice(0, MOST), ({ village = '' }) => village)]
    .map(([village, own]) => ({ village, cases: own }))
    .sort((a, b) => (a.village < b.village ? -1 : 1))
  return page(MaterialsPage({ division, villages, more: cases.length - MOST, policy, local, today, fault }), status)
}
