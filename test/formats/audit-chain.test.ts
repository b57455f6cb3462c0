import { expect, test } from 'vitest'
import { anchorText, chainCheck, entryAfter } from '../../formats/audit-chain.ts'
import type { AuditEntry, AuditHead } from '../../schemas/records/audit.ts'

const chain: AuditEntry[] = []
for (let minute = 10; minute < 20; minute++)
  chain.push(
    entryAfter(chain.at(-1), {
      division: '440222',
      kind: 'sign-in',
      time: `2018-06-01T00:${minute}:00.000Z`,
      outcome: 'allowed',
      address: '127.0.0.1',
    }),
  )

const heads: AuditHead[] = [
  { division: '440222', seq: 8, hash: chain[7]?.hash ?? '', time: '2018-06-01T01:00:00.000Z' },
]

function check(entries: readonly AuditEntry[], deposited: readonly AuditHead[] = heads) {
  const checked = chainCheck(deposited)
  for (const entry of entries) {
    const broken = checked.next(entry)
    if (broken) return broken
  }
  return checked.end()
}

/** The chain made anew from an entry on, as somebody would who knows how it is made. */
function remade(from: number, change: Partial<AuditEntry>): AuditEntry[] {
  const made = chain.slice(0, from)
  for (const { seq: _, previous: __, hash: ___, ...event } of chain.slice(from))
    made.push(entryAfter(made.at(-1), { ...event, ...(made.length === from && change) }))
  return made
}

test('a chain as it was written holds', () => {
  expect(check(chain)).toBeUndefined()
  expect(check(chain, [])).toBeUndefined()
})

test.each([
  [
    'changed',
    chain.map((entry) => (entry.seq === 5 ? { ...entry, outcome: 'refused' as const } : entry)),
    5,
    'changed',
  ],
  ['removed', chain.filter(({ seq }) => seq !== 5), 5, 'missing'],
  ['inserted', [...chain.slice(0, 5), ...chain.slice(4)], 6, 'out-of-order'],
  ['reordered', [...chain.slice(0, 4), ...chain.slice(5, 6), ...chain.slice(4, 5), ...chain.slice(6)], 5, 'missing'],
  ['cut off', chain.slice(0, 6), 7, 'cut-off'],
  ['written anew', remade(4, { outcome: 'refused' }), 8, 'not-as-deposited'],
])('an entry that was %s is found', (_, entries, seq, why) => {
  expect(check(entries as AuditEntry[])).toEqual({ seq, why })
})

test('a forged place in the chain is found', () => {
  const [first, second, third] = chain as [AuditEntry, AuditEntry, AuditEntry]
  const forged = entryAfter({ seq: 1, hash: third.hash }, second)
  expect(check([first, forged], [])).toEqual({ seq: 2, why: 'out-of-order' })
})

const YEAR_LATER = '2019-06-01T00:00:00.000Z'

/** The chain with an entry at its end that says that it is deleted up to a place. */
function anchored(upTo: number, { hash = chain[upTo - 1]?.hash ?? '', time = YEAR_LATER } = {}): AuditEntry[] {
  const event = { division: '440222', kind: 'shortened', time, outcome: 'allowed', address: 'hub' } as const
  return [...chain, entryAfter(chain.at(-1), { ...event, object: anchorText(1, { seq: upTo, hash }) })]
}
const from = (first: number, entries: readonly AuditEntry[]) => entries.filter(({ seq }) => seq >= first)

test('a chain whose beginning was deleted as its anchor says holds, in the midst of deleting too', () => {
  for (const first of [1, 2, 6]) expect(check(from(first, anchored(5))), `${first}`).toBeUndefined()
  const head = { division: '440222', seq: 5, hash: chain[4]?.hash ?? '', time: '2018-06-01T01:00:00.000Z' }
  expect(check(from(6, anchored(5)), [head, ...heads])).toBeUndefined()
})

test('a chain that is shortened twice holds by its last anchor', () => {
  const once = anchored(3)
  const { seq: _, previous: __, hash: ___, ...event } = once.at(-1) as AuditEntry
  const again = { ...event, object: anchorText(4, { seq: 7, hash: chain[6]?.hash ?? '' }) }
  expect(check(from(8, [...once, entryAfter(once.at(-1), again)]))).toBeUndefined()
})

test.each([
  ['that no anchor allows', from(4, chain), 1, 'missing'],
  ['beyond its anchor', from(8, anchored(5)), 6, 'missing'],
  ['whose anchor names another entry', from(6, anchored(5, { hash: chain[0]?.hash ?? '' })), 5, 'changed'],
  [
    'that a deposited head knew less than six months before',
    from(10, anchored(9, { time: '2018-11-28T00:00:00.000Z' })),
    9,
    'ended-early',
  ],
])('a beginning that is gone %s is found', (_, entries, seq, why) => {
  expect(check(entries)).toEqual({ seq, why })
})

test('a beginning that is not what was deposited is found', () => {
  const head = { division: '440222', seq: 5, hash: chain[0]?.hash ?? '', time: '2018-06-01T01:00:00.000Z' }
  expect(check(from(6, anchored(5)), [head])).toEqual({ seq: 5, why: 'not-as-deposited' })
})

test('a chain checked from a deposited head on may have lost that head since', () => {
  const checked = chainCheck(heads, { seq: 3, hash: chain[2]?.hash ?? '' })
  const broken = from(6, anchored(5)).flatMap((entry) => checked.next(entry) ?? [])
  expect([...broken, checked.end()]).toEqual([undefined])
})
