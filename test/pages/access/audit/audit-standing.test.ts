import { expect, test } from 'vitest'
import { AuditStanding, isChecking } from '../../../../pages/access/audit/audit-standing.tsx'
import type { AuditState } from '../../../../schemas/records/audit.ts'

const at = (minute: number) => new Date(Date.UTC(2018, 5, 6, 1, minute))
const check = (minute: number) => ({ at: at(minute).toISOString(), first: 1, entries: 12 })
const asked = (minute: number): AuditState => ({ askedAt: at(minute).toISOString() })

test('a check is awaited until it has ended, or has had its time', () => {
  expect(isChecking(asked(10), at(11).getTime())).toBe(true)
  expect(isChecking({ ...asked(10), check: check(9) }, at(11).getTime())).toBe(true)
  expect(isChecking({ ...asked(10), check: check(11) }, at(12).getTime())).toBe(false)
  expect(isChecking(asked(10), at(25).getTime())).toBe(false)
})

test('what does not fit is named, with what to do', () => {
  const broken = { seq: 8, why: 'not-as-deposited', since: 4 } as const
  const text = String(
    AuditStanding({ place: '始兴县', state: { check: { ...check(9), broken } }, now: at(10).getTime() }),
  )
  expect(text).toContain('核对不符：第8条与留存的核对值不符，第4条至第8条之间的记录被修改或者替换。')
  expect(text).toContain('请立即核实，并报告本单位负责人。')
})
