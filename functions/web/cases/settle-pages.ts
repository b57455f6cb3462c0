/** The page of a case, on which the agency settles it; what is decided goes the way of a file. */
import * as z from 'zod'
import { CasePage } from '../../../pages/cases/case.tsx'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { Choice, County } from '../../../schemas/codes.ts'
import { Numberless } from '../../../schemas/free-text.ts'
import { Reveal } from '../../../schemas/purposes.ts'
import { CaseNumber, GROUNDS } from '../../../schemas/records/case.ts'
import { confirmingGrounds, settlementRow } from '../../../wording/case-page.ts'
import type { WebDeps } from '../deps.ts'
import { permitted, signatureOf } from '../http/allow.ts'
import { purposeOf, recordAsked, rememberPurpose } from '../http/audited.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { refuse } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { handledOf } from '../readings/handled.ts'
import { isUrged, type Urged, urgedQuery } from '../readings/urged.ts'
import { sendRows } from '../sending/send-rows.ts'
import { type Asked, caseNamed, caseView, confirmable } from './case-view.ts'

const params = { county: County, number: CaseNumber }
const own = { resource: 'outcomes', of: 'county' } as const
const seesPersons = { action: 'see', ...own, persons: true } as const
const settles = { action: 'send', resource: 'settlement', of: 'county' } as const
const path = '/cases/:county/:number'

/** One field chooses both, as `name:<name>`. */
const Settled = z.object({
  choice: z.string().transform((text, context) => {
    const [code, ...name] = text.split(':')
    const choice = Choice.safeParse(code)
    if (!choice.success) return context.addIssue('no choice') ?? z.NEVER
    return { choice: choice.data, name: name.join(':') }
  }),
  grounds: Numberless.pipe(z.string().trim().min(GROUNDS.least).max(GROUNDS.most)),
})

interface Shown {
  readonly params: Asked
  readonly local: boolean
  readonly caller: Caller
  readonly query?: Urged
}

export const settlePages: readonly Route[] = [
  pageRoute({
    path,
    summary: 'A case: where it stands, both sides, what was answered',
    does: seesPersons,
    params,
    query: urgedQuery,
    run: async (deps, asked) => show(deps, asked, false),
  }),
  formRoute({
    path,
    opens: path,
    summary: 'The same with the person whole, for a purpose; a preparer settles it here',
    does: seesPersons,
    params,
    form: Reveal,
    incomplete: 'purpose-incomplete',
    again: {
      field: 'purpose',
      shows: seesPersons,
      show: (deps, asked, fault, status) => show(deps, asked, false, fault, status),
    },
    async run(deps, asked) {
      await rememberPurpose(deps, asked.caller, 'files', asked.body)
      const { one } = await caseNamed(deps, asked.params)
      return show(deps, asked, asked.body.person === one.person.key)
    },
  }),
  formRoute({
    path: `${path}/settlements`,
    opens: path,
    summary: 'Settles a case: one row of the settlement form, sent as its file is',
    does: settles,
    params,
    form: Settled,
    incomplete: 'settlement-incomplete',
    again: { field: 'grounds', shows: seesPersons, show: showAgain },
    run: (deps, { params: asked, body: { choice, grounds }, caller }) =>
      send(deps, asked, caller, { ...choice, grounds }),
  }),
  formRoute({
    path: `${path}/confirmations`,
    opens: path,
    summary: 'Confirms as the second person what the first has settled',
    does: settles,
    params,
    refuses: [409],
    again: { field: '', shows: seesPersons, show: showAgain },
    async run(deps, { params: asked, caller }) {
      const { cases, one } = await caseNamed(deps, asked)
      const first = confirmable(cases, one, signatureOf(caller), deps.now().toISOString())
      if (!first) throw refuse('nothing-to-confirm')
      const { choice, name = '', grounds } = first
      return send(deps, asked, caller, { choice, name, grounds: confirmingGrounds(grounds) })
    },
  }),
]

type Said = Parameters<typeof settlementRow>[1]

async function send(deps: WebDeps, asked: Asked, caller: Caller, said: Said): Promise<string> {
  const { one } = await caseNamed(deps, asked)
  const { county: division, number } = asked
  const row = settlementRow({ number, name: one.names[0] ?? '', id: one.id }, said)
  const owner = { division, office: 'social-insurance' } as const
  const { id } = await sendRows(deps, 'settlement', owner, [row], signatureOf(caller))
  return `/uploads/${division}/${id}`
}

/** A refused form keeps whom it is about, for whoever has said why; the look is on record under the person. */
async function showAgain(deps: WebDeps, asked: Shown, fault: Fault, status: number): Promise<Response> {
  const isWhole = purposeOf(asked.caller, 'files') !== undefined
  if (isWhole) {
    const { person } = (await caseNamed(deps, asked.params)).one
    const thing = { division: asked.params.county }
    const look = { does: seesPersons, thing, params: {}, body: { person: person.key } }
    await recordAsked(deps, asked.caller, look, 'allowed')
  }
  return show(deps, asked, isWhole, fault, status)
}

async function show(
  deps: WebDeps,
  { params: asked, query, local, caller }: Shown,
  isWhole: boolean,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  // The county's human resources see the case, and of the other county nothing (docs/rules.md#who-sees-what).
  const seesOthers = permitted(caller)('see', 'conflict', { division: asked.county }, true)
  const [view, policy, handled] = await Promise.all([
    caseView(deps, asked, { isWhole, seesOthers }),
    deps.policies.inForce(),
    handledOf(deps, caller, asked.number, { division: asked.county }),
  ])
  const now = deps.now()
  return page(
    CasePage({
      ...view,
      isUrged: isUrged(query),
      handled,
      policy,
      local,
      now: now.getTime(),
      today: deps.dayOf(now),
      fault,
    }),
    status,
  )
}
