/** What was asked for and has not come: `ASKS` / obligation id. Whatever has come leaves it after a month. */
import { OfficeRequest } from '../schemas/records/obligation.ts'
import type { WorkTable } from './work.ts'

/** Which of them. */
export type RequestKey = Pick<OfficeRequest, 'division' | 'office' | 'form' | 'period' | 'ref'>

export interface Requests {
  /** `version` sorts by the time of asking: a later one stands, whichever is written last. */
  put(request: OfficeRequest, version?: string): Promise<void>
  /** It has come, or is not asked for any more, as of that time: an earlier asking that comes late says nothing. */
  close(request: RequestKey, version: string): Promise<void>
  open(): Promise<OfficeRequest[]>
}

const key = ({ division, office, form, period, ref }: RequestKey) => ({
  pk: 'REQUESTS',
  sk: [division, office, form, period, ref].join('/'),
})
/** Seconds for which is known that something was closed: longer than any message lives. */
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
