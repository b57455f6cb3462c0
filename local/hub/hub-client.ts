/** The hub as a department's own system would use it: a URL, a file, its state. */
import { openAsBlob } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import * as z from 'zod'
import type { PolicyFault } from '../../forms/policy/policy-lines.ts'
import { RunShown } from '../../schemas/api/months.ts'
import { BatchShown } from '../../schemas/api/payments.ts'
import { DraftStanding } from '../../schemas/api/policy.ts'
import { ReturnShown } from '../../schemas/api/returns.ts'
import { UploadShown } from '../../schemas/api/uploads.ts'
import type { Office } from '../../schemas/codes.ts'
import type { Duty } from '../../schemas/duties.ts'
import { EndingsShown } from '../../schemas/records/endings.ts'
import type { NilReturn } from '../../schemas/records/nil-return.ts'
import { sentAs, type UploadRequest, UploadTicket } from '../../schemas/records/upload.ts'
import type { Hub } from '../host/hub.ts'
import { askPatiently, heard } from './ask-patiently.ts'
import type { HubStores } from './hub-stores.ts'
import { type Identity, identities, type NameOf } from './identities.ts'
import { faultLines } from './policy-file.ts'

export interface HubClient {
  ask(request: Omit<UploadRequest, 'size'>, path: string): Promise<UploadTicket>
  put(ticket: UploadTicket, path: string): Promise<boolean>
  upload(division: string, id: string): Promise<UploadShown>
  /** As the second person of a held list's office, who has seen whom it ends. */
  confirm(list: OfficeList): Promise<void>
  withdraw(list: OfficeList): Promise<void>
  close(county: string, period: string): Promise<RunShown>
  /** What is submitted is left. */
  submit(division: string, period: string, explanation: string): Promise<void>
  /** False where nothing of the month was submitted. */
  sendReturnBack(county: string, period: string, reason: string): Promise<boolean>
  returnOf(division: string, period: string): Promise<ReturnShown>
  prepare(county: string, run: string): Promise<BatchShown>
  batches(county: string): Promise<BatchShown[]>
  approve(county: string, id: string): Promise<void>
  returnBatch(county: string, id: string, reason: string): Promise<void>
  nilReturn(nil: NilReturn): Promise<void>
  /**
   * @returns what it changed, a line each
   * @throws naming every fault by sheet and row
   */
  putPolicy(path: string): Promise<string[]>
}

interface OfficeList {
  readonly division: string
  readonly office: Office
  readonly id: string
}

const agency = 'social-insurance'

/** Milliseconds between two looks at a draft that is counted, and how many looks. */
const COUNTING = 200
const COUNTED_WITHIN = 3000

/** @param day that the hub is told it is; today where absent */
export function hubClient(
  hub: Pick<Hub, 'url' | 'playedOn'>,
  stores: Pick<HubStores, 'sessions' | 'policies'>,
  day?: string,
  nameOf?: NameOf,
): HubClient {
  const { url } = hub
  const actAs = identities(stores, !url.startsWith('https:'), nameOf)
  const headers = day === undefined ? {} : hub.playedOn(day)
  const call = async (by: Identity, path: string, body?: object): Promise<unknown> => {
    const sent = { ...headers, ...(await actAs(by)) }
    const { ok, status, said } = await askPatiently(
      url + path,
      body
        ? { method: 'POST', body: JSON.stringify(body), headers: { ...sent, 'content-type': 'application/json' } }
        : { headers: sent },
    )
    if (!ok) throw new Error(`${status}: ${said.message}`)
    return said
  }
  const all = async <T extends z.ZodType>(item: T, by: Identity, path: string): Promise<z.output<T>[]> => {
    const found: z.output<T>[] = []
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page = await call(by, cursor === '' ? path : `${path}?cursor=${cursor}`)
      const { items, next } = z.object({ items: item.array(), next: z.string().optional() }).parse(page)
      found.push(...items)
      cursor = next
    }
    return found
  }
  const as = (duty: Duty, division: string, office: Office = agency): Identity => ({ duty, division, office })
  const counted = async (by: Identity, draft: string): Promise<void> => {
    for (let looks = 0; looks < COUNTED_WITHIN; looks++) {
      const { preview } = DraftStanding.parse(await call(by, `/api/policy/drafts/${draft}`))
      if (preview?.state === 'counted') return
      await setTimeout(COUNTING)
    }
    throw new Error('参数没有生效：没有按新参数判定完。')
  }
  const upload = async (division: string, id: string) =>
    UploadShown.parse(await call(as('clerk', division), `/api/uploads/${division}/${id}`))
  const returnOf = async (division: string, period: string) =>
    ReturnShown.parse(await call(as('preparer', division), `/api/returns/${division}/${period}`))
  return {
    async ask(request, path) {
      const { size } = await openAsBlob(path)
      return UploadTicket.parse(
        await call(
          as(sentAs(request.form) === 'settlement' ? 'preparer' : 'clerk', request.division, request.office),
          '/api/uploads',
          { ...request, size },
        ),
      )
    },
    async put(ticket, path) {
      const answer = await heard(ticket.url, { method: 'PUT', body: await openAsBlob(path), headers: ticket.headers })
      await answer.arrayBuffer()
      if (answer.status === 403) return false
      if (!answer.ok && answer.status !== 412) throw new Error(`the inbox answered ${answer.status}`)
      return true
    },
    upload,
    async confirm({ division, office, id }) {
      const [by, path] = [as('confirmer', division, office), `/api/uploads/${division}/${id}`]
      const { seen } = EndingsShown.parse(await call(by, `${path}/endings`))
      await call(by, `${path}/confirm`, { seen })
    },
    async withdraw({ division, office, id }) {
      await call(as('clerk', division, office), `/api/uploads/${division}/${id}/withdrawal`, {})
    },
    close: async (county, period) =>
      RunShown.parse(await call(as('preparer', county), '/api/month-closes', { county, period })),
    async submit(division, period, explanation) {
      const { seen, standing } = await returnOf(division, period)
      if (!seen && standing) return
      await call(as('preparer', division), '/api/return-submissions', { division, period, seen, explanation })
    },
    async sendReturnBack(county, period, reason) {
      const { standing: version } = await returnOf(county, period)
      if (version === undefined) return false
      const { city } = await stores.policies.inForce()
      const by = as('preparer', city.code)
      await call(by, '/api/returns-sent-back', { division: county, period, version, reason })
      return true
    },
    returnOf,
    prepare: async (county, run) =>
      BatchShown.parse(await call(as('preparer', county), '/api/batches', { county, run })),
    batches: (county) => all(BatchShown, as('preparer', county), `/api/batches/${county}`),
    async approve(county, id) {
      await call(as('approver', county), `/api/batches/${county}/${id}/approve`, {})
    },
    async returnBatch(county, id, reason) {
      await call(as('approver', county), `/api/batches/${county}/${id}/return`, { reason })
    },
    async nilReturn(nil) {
      await call(as('clerk', nil.division, nil.office), '/api/nil-returns', nil)
    },
    async putPolicy(path) {
      const body = await openAsBlob(path, { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' })
      const { city } = await stores.policies.inForce()
      const by = { duty: 'administrator', division: city.code } as const
      const { ok, said } = await askPatiently<{
        faults?: PolicyFault[]
        draft?: string
        changes?: { sheet: string; item: string; text: string; note?: string }[]
      }>(`${url}/api/policy`, { method: 'POST', body, headers: { ...headers, ...(await actAs(by)) } })
      const { message, faults, draft, changes = [] } = said
      if (!ok) throw new Error(faults ? faultLines(faults) : message)
      if (draft) {
        await counted(by, draft)
        await call(by, `/api/policy/drafts/${draft}/confirm`, {})
      }
      return changes.map(({ sheet, item, text, note }) => `${sheet} ${item}：${text}${note ? `（${note}）` : ''}`)
    },
  }
}
