/** The page of a batch's rows that the bank has not answered (docs/cases.md#bank-results). */

import * as z from 'zod'
import { SilentPage } from '../../../pages/cases/silent-rows.tsx'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { County } from '../../../schemas/codes.ts'
import { AskedRows, ConfirmedRows, MOST_CLOSED } from '../../../schemas/records/row-closing.ts'
import type { WebDeps } from '../deps.ts'
import { signatureOf } from '../http/allow.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import type { Route } from '../http/route.ts'
import { askToClose, closeRows, keepRows, silentRows } from './silent-rows.ts'

const params = { county: County, id: z.string() }
const own = { resource: 'batch', of: 'county' } as const
const seesPersons = { action: 'see', ...own, persons: true } as const
const path = '/batches/:county/:id/unanswered'

interface Shown {
  readonly params: { readonly county: string; readonly id: string }
  readonly local: boolean
}

export const silentPages: readonly Route[] = [
  pageRoute({
    path,
    summary: 'Rows of a batch that the bank has not answered',
    does: seesPersons,
    params,
    run: (deps, asked) => show(deps, asked),
  }),
  formRoute({
    path,
    opens: path,
    summary: 'Asks to close rows that the bank never answers, with grounds, once its return is overdue',
    does: { action: 'prepare', ...own },
    refuses: [409],
    params,
    form: AskedRows,
    incomplete: 'rows-incomplete',
    again: { field: 'grounds', shows: seesPersons, show },
    async run(deps, { params: { county, id }, body, caller }) {
      await askToClose(deps, await silentRows(deps, county, id), body, signatureOf(caller))
      return `/batches/${county}/${id}/unanswered`
    },
  }),
  formRoute({
    path: `${path}/close`,
    opens: path,
    summary: 'Closes as the second person the rows that another has asked to close',
    does: { action: 'approve', ...own },
    refuses: [409],
    params,
    form: ConfirmedRows,
    incomplete: 'rows-unticked',
    again: { field: '', shows: seesPersons, show },
    async run(deps, { params: { county, id }, body, caller }) {
      const upload = await closeRows(deps, await silentRows(deps, county, id), body.rows, signatureOf(caller))
      return `/uploads/${county}/${upload}`
    },
  }),
  formRoute({
    path: `${path}/keep`,
    opens: path,
    summary: 'Leaves the rows with the bank that another has asked to close',
    does: { action: 'approve', ...own },
    refuses: [409],
    params,
    form: ConfirmedRows,
    incomplete: 'rows-unticked',
    again: { field: '', shows: seesPersons, show },
    async run(deps, { params: { county, id }, body }) {
      await keepRows(deps, await silentRows(deps, county, id), body.rows)
      return `/batches/${county}/${id}/unanswered`
    },
  }),
]

async function show(
  deps: WebDeps,
  { params: { county, id }, local }: Shown,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const [silent, policy] = await Promise.all([silentRows(deps, county, id), deps.policies.inForce()])
  const { batch, due, isOverdue, rows } = silent
  const masked = rows.map(({ row, ...rest }) => ({
    ...rest,
    row: { ...row, name: maskedName(row.name), id: maskedId(row.id) },
  }))
  const first = masked.filter(({ closing }) => closing).slice(0, MOST_CLOSED)
  const others = masked.filter(({ closing }) => !closing).slice(0, MOST_CLOSED)
  const shown = { asked: first, unasked: others, more: rows.length - first.length - others.length }
  return page(SilentPage({ batch, due, isOverdue, ...shown, policy, local, fault }), status)
}
