/** Requests to offices: `REQUESTS` / obligation id. */
import { OfficeRequest } from '../../schemas/records/obligation.ts'
import type { WorkTable } from '../aws/work.ts'

export type RequestKey = Pick<OfficeRequest, 'division' | 'office' | 'form' | 'period' | 'ref'>

/** What answers have made of a request. */
export interface Judged {
  readonly whole: number
  readonly answered: number
}

export interface KnownRequest {
  readonly request: OfficeRequest
  readonly version: string
  readonly isOpen: boolean
}

export interface Requests {
  /** `version` sorts by time; the latest request stands, and a repeat changes nothing. */
  put(request: OfficeRequest, version?: string): Promise<void>
  /** Asked no more, whatever was answered. */
  close(request: RequestKey, version: string): Promise<void>
  /**
   * A request ends when all of it is answered, and opens again when it is not.
   * @param at when looking at the answers began: of two looks the later one stands
   * @returns false where another request or a later look stands
   */
  judge(known: KnownRequest, judged: Judged, at: string): Promise<boolean>
  /** Of all offices, or of one. */
  open(of?: Pick<OfficeRequest, 'division' | 'office'>): Promise<OfficeRequest[]>
  /** Closed ones too, as long as they are kept. */
  all(): Promise<KnownRequest[]>
}

const key = ({ division, office, form, period, ref }: RequestKey) => ({
  pk: 'REQUESTS',
  sk: [division, office, form, period, ref].join('/'),
})
/** Days; messages live shorter, and money may be taken back for longer. */
const KEPT = { materials: 30, 'bank-return': 30, allocation: 400 } as const

const endOf = (form: RequestKey['form'], at: string) => Math.floor(Date.parse(at) / 1000) + KEPT[form] * 86_400

export function requests(work: WorkTable): Requests {
  const write = async (request: RequestKey, version: string, set: Record<string, unknown>) => {
    await work.update(key(request), {
      set: { answered: undefined, ...set, judgedAt: undefined, version },
      condition: 'attribute_not_exists(#version) OR #version < :at',
      values: { at: version },
    })
  }
  const known = async (options = {}) =>
    (await work.list('REQUESTS', options)).flatMap((item): KnownRequest[] => {
      // What was never asked may be closed all the same, lest an earlier message asks for it.
      if (item.form === undefined) return []
      return [{ request: OfficeRequest.parse(item), version: String(item.version), isOpen: item.closed !== 1 }]
    })
  return {
    put: (request, version = request.requestedOn) =>
      write(request, version, { ...OfficeRequest.parse(request), closed: undefined, expires: undefined }),
    close: (request, version) => write(request, version, { closed: 1, expires: endOf(request.form, version) }),
    async judge({ request, version }, { whole, answered }, at) {
      const isMet = answered >= whole
      const { ok } = await work.update(key(request), {
        set: {
          ...{ whole, answered, judgedAt: at },
          ...(isMet ? { closed: 1, expires: endOf(request.form, at) } : { closed: undefined, expires: undefined }),
        },
        condition: '#version = :version AND (attribute_not_exists(#judgedAt) OR #judgedAt <= :at)',
        names: ['version'],
        values: { version, at },
      })
      return ok
    },
    open: async (of) =>
      (await known(of && { prefix: `${of.division}/${of.office}/` })).flatMap(({ request, isOpen }) =>
        isOpen ? [request] : [],
      ),
    all: () => known(),
  }
}
