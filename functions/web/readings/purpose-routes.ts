/** Forms that ask why somebody looks at persons: a page that shows one of them whole, and workbooks that hold them. */
import type { Fault } from '../../../pages/parts/fault.tsx'
import type { Does } from '../../../schemas/access.ts'
import { Purpose, Reveal, workOf } from '../../../schemas/purposes.ts'
import type { PersonKey } from '../../../schemas/records/person.ts'
import type { WebDeps } from '../deps.ts'
import { type NamedFile, workbook } from '../http/api-route.ts'
import { rememberPurpose } from '../http/audited.ts'
import { formRoute } from '../http/page-route.ts'
import { type Asked, type Declared, type NoFields, type Route, type Shape, TYPES } from '../http/route.ts'
import { handedOut } from './hand-out.ts'

type Shown<P extends Shape, Q extends Shape> = Omit<Asked<P, Q>, 'body'> & { readonly person?: PersonKey | undefined }
type Show<P extends Shape, Q extends Shape> = (
  deps: WebDeps,
  asked: Shown<P, Q>,
  fault?: Fault,
  status?: number,
) => Promise<Response>

interface RevealRow<P extends Shape, Q extends Shape> extends Declared<P, Q> {
  /** The page, with its persons masked. */
  readonly opens: string
  readonly show: Show<P, Q>
}

/** The page once more, with one of its persons whole. */
export function revealRoute<P extends Shape = NoFields, Q extends Shape = NoFields>({
  show,
  ...row
}: RevealRow<P, Q>): Route {
  return formRoute<P, Q, Reveal>({
    ...row,
    form: Reveal,
    incomplete: 'purpose-incomplete',
    again: { field: 'purpose', shows: row.does, show },
    async run(deps, asked) {
      await rememberPurpose(deps, asked.caller, workOf(row.does.resource), asked.body)
      return show(deps, { ...asked, person: asked.body.person })
    },
  })
}

interface BookRow<P extends Shape, Q extends Shape> extends Declared<P, Q> {
  /** The page that has its button, and what that page does. */
  readonly opens: string
  readonly shows: Does
  readonly show: Show<P, Q>
  readonly file: (deps: WebDeps, asked: Shown<P, Q>) => Promise<NamedFile>
}

/** A workbook with persons, made as it is asked for, with its reader in the footer. */
export function personsBookRoute<P extends Shape = NoFields, Q extends Shape = NoFields>({
  shows,
  show,
  file,
  ...row
}: BookRow<P, Q>): Route {
  return formRoute<P, Q, Purpose>({
    ...row,
    does: { ...row.does, file: true },
    form: Purpose,
    incomplete: 'purpose-incomplete',
    again: { field: 'purpose', shows, show },
    answers: { 200: { type: TYPES.xlsx } },
    async run(deps, asked) {
      await rememberPurpose(deps, asked.caller, workOf(row.does.resource), asked.body)
      return workbook(await handedOut(deps, asked.caller, await file(deps, asked)))
    },
  })
}
