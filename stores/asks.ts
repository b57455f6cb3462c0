/** What was asked for and has not come: `ASKS` / obligation id. Whatever comes leaves it, so that it stays short. */
import { Ask } from '../schemas/obligation.ts'
import type { WorkTable } from './work.ts'

export interface Asks {
  /** False where it was asked for before. */
  put(ask: Ask): Promise<boolean>
  open(): Promise<Ask[]>
  /** It has come. */
  close(ask: Pick<Ask, 'division' | 'office' | 'form' | 'period' | 'ref'>): Promise<void>
}

const key = ({ division, office, form, period, ref }: Parameters<Asks['close']>[0]) => ({
  pk: 'ASKS',
  sk: [division, office, form, period, ref].join('/'),
})

export function asks(work: WorkTable): Asks {
  return {
    put: (ask) => work.putNew(key(ask), Ask.parse(ask)),
    open: async () => (await work.list('ASKS')).map((item) => Ask.parse(item)),
    close: (ask) => work.remove(key(ask)),
  }
}
