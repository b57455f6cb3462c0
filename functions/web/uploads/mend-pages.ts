/** The page on which returned rows of a list are mended. */
import * as z from 'zod'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { MendRowsPage } from '../../../pages/uploads/mend-rows.tsx'
import { Division } from '../../../schemas/codes.ts'
import { Purpose } from '../../../schemas/purposes.ts'
import { ownerOfUpload } from '../../../schemas/records/upload.ts'
import type { WebDeps } from '../deps.ts'
import { purposeOf, rememberPurpose } from '../http/audited.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import type { Route } from '../http/route.ts'
import { MOST_ROWS, rowsToMend, sendMended, type Typed } from './mend-rows.ts'
import { returnedOwner } from './returned-file.ts'

const path = '/uploads/:division/:id/rows'
const params = { division: Division, id: z.string() }
const seesRows = { action: 'see', resource: 'returned-rows', of: 'division', persons: true } as const

const COLUMNS = 40
/** Fields are `cell-<row>-<column>`, and `send-<row>` where it is ticked. */
const Filled = z.record(z.string().max(30), z.string().max(300)).transform((fields): Typed => {
  const typed = new Map<number, { isSent: boolean; cells: string[] }>()
  for (const [field, value] of Object.entries(fields)) {
    const [, row = '', column = ''] = /^cell-(\d{1,6})-(\d{1,2})$/.exec(field) ?? []
    if (row === '' || Number(column) >= COLUMNS || (!typed.has(Number(row)) && typed.size >= MOST_ROWS)) continue
    const own = typed.get(Number(row)) ?? { isSent: fields[`send-${row}`] !== undefined, cells: [] }
    own.cells[Number(column)] = value.trim()
    typed.set(Number(row), own)
  }
  return typed
})

interface Shown {
  readonly params: { readonly division: string; readonly id: string }
  readonly local: boolean
  readonly caller: Caller
}

export const mendPages: readonly Route[] = [
  pageRoute({
    path,
    owner: returnedOwner,
    summary: 'Returned rows of a list, each with its fault beside the cell, to be mended',
    does: seesRows,
    params,
    refuses: [409],
    run: (deps, asked) => show(deps, asked),
  }),
  formRoute({
    path,
    owner: returnedOwner,
    opens: path,
    summary: 'The same whole, for a purpose',
    does: seesRows,
    params,
    form: Purpose,
    incomplete: 'purpose-incomplete',
    again: {
      field: 'purpose',
      shows: seesRows,
      show: (deps, asked, fault, status) => show(deps, asked, fault, status),
    },
    async run(deps, { params: { division, id }, caller, body }) {
      await rememberPurpose(deps, caller, 'lists', body)
      return `/uploads/${division}/${id}/rows`
    },
  }),
  formRoute({
    path: `${path}/send`,
    owner: async (_, one) => ownerOfUpload(one),
    opens: path,
    summary: 'Sends mended rows as a file of new rows is',
    does: { action: 'send', resource: 'name-list', of: 'division' },
    params,
    form: Filled,
    incomplete: 'mended-unticked',
    again: {
      field: 'rows',
      shows: seesRows,
      show: (deps, asked, fault, status, fields) => show(deps, asked, fault, status, Filled.parse(fields)),
    },
    async run(deps, { params: one, body, caller }) {
      const { division, id } = await sendMended(deps, caller, one, body)
      return `/uploads/${division}/${id}`
    },
  }),
]

async function show(
  deps: WebDeps,
  { params: one, local, caller }: Shown,
  fault?: Fault,
  status = 200,
  typed?: Typed,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  const view = await rowsToMend(deps, policy, caller, one, typed)
  const isWhole = purposeOf(caller, 'lists') !== undefined
  return page(MendRowsPage({ ...view, isWhole, policy, local, fault, now: deps.now().getTime() }), status)
}
