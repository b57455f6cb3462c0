/** Open requests to offices: `REQUESTS` / obligation id. */
import { OfficeRequest } from '../../schemas/records/obligation.ts'
import type { WorkTable } from '../aws/work.ts'

export type RequestKey = Pick<OfficeRequest, 'division' | 'office' | 'form' | 'period' | 'ref'>

export interface Requests {
  /** `version` sorts by time; the latest request stands. */
  put(request: OfficeRequest, version?: string): Promise<void>
  close(request: RequestKey, version: string): Promise<void>
  open(): Promise<OfficeRequest[]>
}

const key = ({ division, office, form, period, ref }: RequestKey) => ({
  pk: 'REQUESTS',
  sk: [division, office, form, period, ref].join('/'),
})
/** Seconds; messages live shorter. */
const KEPT = 30 * 86_400

export function requests(work: WorkTable): Requests {
  const write = async (request: RequestKey, version: string, set: Record<string, unknown>) => {
    await work.update(key(request), {
      set: { ...set, version },
      condition: 'attribute_not_exists(#version) OR #version <= :at',
      values: { at: version },
    })
  }
  return {
    put: (request, version = request.requestedOn) =>
      write(request, version, { ...OfficeRequest.parse(request), closed: undefined, expires: undefined }),
    close: (request, version) =>
      write(request, version, { closed: 1, expires: Math.floor(Date.parse(version) / 1000) + KEPT }),
    open: async () =>
      (await work.list('REQUESTS')).flatMap((item) => (item.closed === 1 ? [] : [OfficeRequest.parse(item)])),
  }
}
