/** Deadline policy and clock, partition `DEADLINES`; due days: `DEADLINES#AHEAD` / day. */
import { isDeepStrictEqual } from 'node:util'
import { DeadlinePolicy } from '../../schemas/records/deadline-policy.ts'
import { AheadDays, DeadlineState } from '../../schemas/records/deadline-state.ts'
import type { WorkTable } from '../aws/work.ts'

export type DueDays = Readonly<Record<string, string>>

export interface Deadlines {
  policy(): Promise<DeadlinePolicy | undefined>
  putPolicy(policy: DeadlinePolicy): Promise<void>
  begin(policy: DeadlinePolicy): Promise<void>
  state(): Promise<(DeadlineState & { readonly due: DueDays }) | undefined>
  advance(
    before: (DeadlineState & { readonly due: DueDays }) | undefined,
    to: Omit<DeadlineState, 'ahead'>,
    due: DueDays,
  ): Promise<boolean>
}

const POLICY = { pk: 'DEADLINES', sk: 'POLICY' }
const STATE = { pk: 'DEADLINES', sk: 'STATE' }
const ahead = (day: string) => ({ pk: 'DEADLINES#AHEAD', sk: day })
/** Seconds. */
const KEPT = 90 * 86_400

export function deadlines(work: WorkTable): Deadlines {
  return {
    async policy() {
      const item = await work.get(POLICY)
      return item && DeadlinePolicy.parse(item.policy)
    },
    async putPolicy(policy) {
      await work.update(POLICY, { set: { policy: DeadlinePolicy.parse(policy) } })
    },
    async begin(policy) {
      await work.putNew(POLICY, { policy: DeadlinePolicy.parse(policy) })
    },
    async state() {
      const item = await work.get(STATE)
      if (!item) return undefined
      const state = DeadlineState.parse(item)
      return { ...state, due: AheadDays.parse((await work.get(ahead(state.ahead)))?.due) }
    },
    async advance(before, { since, unmet }, due) {
      // Due days are written before the state that points to them: a crash is harmless.
      const isSame = before !== undefined && isDeepStrictEqual(due, before.due)
      const at = isSame ? before.ahead : since
      if (!isSame) await work.update(ahead(at), { set: { due } })
      const { ok } = await work.update(STATE, {
        set: { since, unmet, ahead: at },
        condition: before ? '#since = :before' : 'attribute_not_exists(#since)',
        ...(before && { values: { before: before.since } }),
      })
      if (ok && before && !isSame)
        await work.update(ahead(before.ahead), { set: { expires: Math.floor(Date.parse(since) / 1000) + KEPT } })
      return ok
    },
  }
}
