/** Plan of the demo city: `DEMO` / `CITY`. */
import { Demo } from '../../schemas/records/demo.ts'
import type { WorkTable } from '../aws/work.ts'

export interface DemoStore {
  get(): Promise<Demo | undefined>
  begin(plan: Demo): Promise<boolean>
  mark(change: Pick<Demo, 'doneAt' | 'failedAt'>): Promise<void>
}

const KEY = { pk: 'DEMO', sk: 'CITY' }

export function demo(work: WorkTable): DemoStore {
  return {
    async get() {
      const item = await work.get(KEY)
      return item && Demo.parse(item)
    },
    begin: (plan) => work.putNew(KEY, Demo.parse(plan)),
    async mark({ doneAt, failedAt }) {
      await work.update(KEY, { set: { doneAt, failedAt } })
    },
  }
}
