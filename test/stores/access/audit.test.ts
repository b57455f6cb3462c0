/** Chains on both engines: places in them, and ways to find an entry. */
import { expect, test } from 'vitest'
import type { AuditEvent } from '../../../schemas/records/audit.ts'
import { audit } from '../../../stores/access/audit.ts'
import { onEveryEngine } from '../engines.ts'

const at = (minute: number) => new Date(Date.UTC(2018, 5, 6, 1, minute)).toISOString()
const event = (division: string, more: Partial<AuditEvent> = {}): AuditEvent => ({
  ...{ division, kind: 'view', time: at(0), outcome: 'allowed', address: '' },
  ...more,
})

onEveryEngine((on) => {
  test('processes that write at once get a place each, one after the other', async () => {
    const division = '440222'
    const processes = Array.from({ length: 8 }, () => audit(on.work))
    for (let round = 0; round < 2; round++) await Promise.all(processes.map((store) => store.write(event(division))))
    const entries = (await audit(on.work).latest(division, 100)).reverse()
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1))
    for (const [i, { previous }] of entries.entries()) if (i > 0) expect(previous).toBe(entries[i - 1]?.hash)
  })

  test('entries are found by place and by time, forwards and backwards', async () => {
    const division = '440224'
    const store = audit(on.work)
    expect(await store.firstAt(division, at(0))).toBe(1)
    for (const minute of [1, 2, 2, 3, 5, 8]) await store.write(event(division, { time: at(minute) }))
    const found = await Promise.all([0, 1, 2, 4, 8, 9].map((minute) => store.firstAt(division, at(minute))))
    expect(found).toEqual([1, 1, 2, 5, 6, 7])
    expect((await store.latest(division, 2, 4)).map(({ seq }) => seq)).toEqual([3, 2])
    const pages: unknown[][] = []
    for await (const page of store.pages(division, 4)) pages.push(page.map(({ seq }) => seq))
    expect(pages).toEqual([[5, 6]])
    expect((await store.get(division, 4))?.time).toBe(at(3))
    expect(await store.get(division, 7)).toBeUndefined()
    await store.shorten(await store.earliest(division, 3))
    expect(await store.firstAt(division, at(0))).toBe(4)
  })

  test('looks at a person are found by the person’s key in the chains of all divisions, and end with their entries', async () => {
    const [one, other] = ['440229', '440200'] as const
    const store = audit(on.work)
    const look = { object: `person/${'a'.repeat(30)}`, purpose: 'enquiry' }
    await store.write(event(one, { ...look, time: at(1) }))
    await store.write(event(other, { ...look, time: at(2), outcome: 'refused' }))
    await store.write(event(one, { object: `person/${'b'.repeat(30)}` }))
    await store.write(event(one, { object: '440229/list' }))
    const looks = (by = ['440229', '440200']) => store.looksAt('a'.repeat(30), by, 10)
    expect(await looks()).toEqual([
      { division: other, seq: 1, time: at(2), kind: 'view', purpose: 'enquiry', outcome: 'refused' },
      { division: one, seq: 1, time: at(1), kind: 'view', purpose: 'enquiry', outcome: 'allowed' },
    ])
    expect((await looks([one])).map(({ division }) => division)).toEqual([one])
    expect(await looks(['440224'])).toEqual([])
    expect(await store.looksAt('a'.repeat(30), [one, other], 1)).toHaveLength(1)
    await store.shorten(await store.earliest(one, 1))
    expect((await looks()).map(({ division }) => division)).toEqual([other])
  })
})
