/** What was asked for and has not come: `ASKS` / obligation id. Whatever has come leaves it after a month. */
import { Ask } from '../schemas/records/obligation.ts'
import type { WorkTable } from './work.ts'

/** Which of them. */
export type AskKey = Pick<Ask, 'division' | 'office' | 'form' | 'period' | 'ref'>

export interface Asks {
  /** `version` sorts by the time of asking: a later one stands, whichever is written last. */
  put(ask: Ask, version?: string): Promise<void>
  /** It has come, or is not asked for any more, as of that time: an earlier asking that comes late says nothing. */
  close(ask: AskKey, version: string): Promise<void>
  open(): Promise<Ask[]>
}

const key = ({ division, office, form, period, ref }: AskKey) => ({
  pk: 'ASKS',
  sk: [division, office, form, period, ref].join('/'),
})
/** Seconds for which is known that something was closed: longer than any message lives. */
const KEPT = 30 * 86_400

export function asks(work: WorkTable): Asks {
  const write = async (ask: AskKey, version: string, set: Record<string, unknown>) => {
    await work.update(key(ask), {
      set: { ...set, version },
      condition: 'attribute_not_exists(#version) OR #version <= :at',
      values: { at: version },
    })
  }
  return {
    put: (ask, version = ask.askedOn) =>
      write(ask, version, { ...Ask.parse(ask), closed: undefined, expires: undefined }),
    close: (ask, version) => write(ask, version, { closed: 1, expires: Math.floor(Date.parse(version) / 1000) + KEPT }),
    open: async () => (await work.list('ASKS')).flatMap((item) => (item.closed === 1 ? [] : [Ask.parse(item)])),
  }
}
