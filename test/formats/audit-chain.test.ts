import { expect, test } from 'vitest'
import { chainCheck, entryAfter } from '../../formats/audit-chain.ts'
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
