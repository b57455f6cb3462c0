/** The person's file, opened for a purpose (docs/access.md#seeing). */
import type { Fault } from '../../../pages/parts/fault.tsx'
import { PersonFilePage } from '../../../pages/persons/person-file.tsx'
import { PlainNoticePage } from '../../../pages/persons/plain-notice.tsx'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { FileWish, type PersonFile } from '../../../schemas/api/person-file.ts'
import { County } from '../../../schemas/codes.ts'
import { Purpose } from '../../../schemas/purposes.ts'
import { PersonKey } from '../../../schemas/records/person.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf } from '../http/allow.ts'
import { rememberPurpose } from '../http/audited.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { found } from '../http/refuse.ts'
import { type Route, TYPES } from '../http/route.ts'
import { namesOf, personFile } from './person-file.ts'
import { personThen } from './person-then.ts'
import { noticeOf } from './plain-notice.ts'

export const personParams = { county: County, person: PersonKey }
export const seesFile = { action: 'see', resource: 'outcomes', of: 'county', persons: true } as const
const path = '/persons/:county/:person'

interface Shown {
  readonly params: { readonly county: string; readonly person: string }
  readonly local: boolean
}

export const personPages: readonly Route[] = [
  pageRoute({
    path,
    summary: 'A person’s file, closed until a purpose is said',
    does: seesFile,
    params: personParams,
    run: async (deps, asked) => show(deps, asked),
  }),
  formRoute({
    path,
    opens: path,
    summary: 'The person’s file as of a day, for a purpose: lists, registers, decisions, cases, money, who looked',
    does: seesFile,
    params: personParams,
    form: FileWish,
    incomplete: 'purpose-incomplete',
    again: {
      field: (fields) => (FileWish.safeParse(fields).success ? 'asOf' : 'purpose'),
      shows: seesFile,
      show: (deps, asked, fault, status) => show(deps, asked, undefined, fault, status),
    },
    async run(deps, asked) {
      const { params, body, caller } = asked
      await rememberPurpose(deps, caller, 'files', body)
      return show(deps, asked, await personFile(deps, { ...params, asOf: body.asOf }, found(actorOf(caller))))
    },
  }),
  formRoute({
    path: `${path}/notice`,
    opens: path,
    summary: 'The plain notice: why the person is paid for or not and what to do, on one sheet in plain words',
    does: seesFile,
    params: personParams,
    form: Purpose,
    incomplete: 'purpose-incomplete',
    answers: { 200: { type: TYPES.html } },
    again: {
      field: 'purpose',
      shows: seesFile,
      show: (deps, asked, fault, status) => show(deps, asked, undefined, fault, status),
    },
    async run(deps, { params, body, caller, local }) {
      await rememberPurpose(deps, caller, 'files', body)
      const notice = await noticeOf(deps, params, found(actorOf(caller)))
      const policy = await deps.policies.inForce()
      return page(PlainNoticePage({ notice, policy, local, now: deps.now().getTime() }))
    },
  }),
]

async function show(
  deps: WebDeps,
  { params: { county, person }, local }: Shown,
  file?: PersonFile,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const [policy, then] = await Promise.all([deps.policies.inForce(), personThen(deps, { county, person })])
  const names = namesOf(then.person, county)
  const whole = file ? { name: file.names.join('、'), id: file.id } : undefined
  const content = PersonFilePage({
    ...{ county, person, policy, local, fault, file },
    ...(whole ?? { name: names.map(maskedName).join('、'), id: maskedId(then.person.id) }),
    ...{ asOf: file?.asOf ?? then.today, from: then.from, today: then.today, now: deps.now().getTime() },
  })
  return page(content, status)
}
