import { expect, test } from 'vitest'
import { anchorText, chainCheck, entryAfter, entryKey, type StoredEntry } from '../../formats/audit-chain.ts'
import type { AuditEntry, AuditHead, Broken } from '../../schemas/records/audit.ts'

const DIVISION = '440222'
const event = (minute: number, division = DIVISION) => ({
  division,
  kind: 'sign-in' as const,
  time: `2018-06-01T00:${minute}:00.000Z`,
  outcome: 'allowed' as const,
  address: '127.0.0.1',
})
function chainOf(division: string): AuditEntry[] {
  const chain: AuditEntry[] = []
  for (let minute = 10; minute < 20; minute++) chain.push(entryAfter(chain.at(-1), event(minute, division)))
  return chain
}
const chain = chainOf(DIVISION)
const at = (seq: number) => chain[seq - 1] as AuditEntry
const headAt = (seq: number): AuditHead => ({
  division: DIVISION,
  seq,
  hash: at(seq).hash,
  time: '2018-06-01T01:00:00.000Z',
})
const heads = [headAt(3), headAt(8)]

const stored = (entries: readonly AuditEntry[]): StoredEntry[] =>
  entries.map((entry, index) => ({ pk: 'AUDIT#440222', sk: entryKey(index + 1), ...entry }))
/** As the table keeps it: under the keys under which it was written. */
const kept = (entries: readonly AuditEntry[]): StoredEntry[] =>
  entries.map((entry) => ({ pk: 'AUDIT#440222', sk: entryKey(entry.seq), ...entry }))

function check(entries: readonly StoredEntry[], options: Partial<Parameters<typeof chainCheck>[0]> = {}) {
  const checked = chainCheck({ division: DIVISION, heads, ...options })
  for (const entry of entries) {
    const broken = checked.next(entry)
    if (broken) return broken
  }
  return checked.end()
}

/** The chain made anew from an entry on, as somebody would who knows how it is made. */
function remade(seq: number, change: Partial<AuditEntry>): AuditEntry[] {
  const made = chain.slice(0, seq - 1)
  for (const { seq: _, previous: __, hash: ___, ...event } of chain.slice(seq - 1))
    made.push(entryAfter(made.at(-1), { ...event, ...(made.length === seq - 1 && change) }))
  return made
}

test('a chain as it was written holds', () => {
  expect(check(kept(chain))).toBeUndefined()
  expect(check(kept(chain), { heads: [] })).toBeUndefined()
})

const withEntry = (seq: number, entry: object): StoredEntry[] =>
  kept(chain).map((one) => (one.seq === seq ? { ...one, ...entry } : one))
const other = entryAfter(at(4), event(59))
const without = (seq: number) => kept(chain.filter((entry) => entry.seq !== seq))

const attacks: [what: string, entries: StoredEntry[], Broken][] = [
  ['changed', withEntry(5, { outcome: 'refused' }), { seq: 5, why: 'changed' }],
  ['of a kind that does not exist', withEntry(5, { kind: 'nothing' }), { seq: 5, why: 'changed' }],
  ['given one more attribute', withEntry(5, { expires: 1 }), { seq: 5, why: 'changed' }],
  ['robbed of an attribute', withEntry(5, { address: undefined }), { seq: 5, why: 'changed' }],
  ['robbed of its hash', withEntry(5, { hash: undefined }), { seq: 5, why: 'changed' }],
  ['changed with its own hash', withEntry(5, other), { seq: 6, why: 'unlinked' }],
  ['removed', without(5), { seq: 5, why: 'missing' }],
  ['removed as the first', without(1), { seq: 1, why: 'missing' }],
  ['removed, and those behind moved up', stored(chain.filter(({ seq }) => seq !== 5)), { seq: 5, why: 'moved' }],
  [
    'inserted between two',
    [...kept(chain).slice(0, 5), { ...other, sk: '000000000005b' }, ...kept(chain).slice(5)],
    { seq: 6, why: 'inserted' },
  ],
  ['inserted before the first', [{ ...other, sk: '!' }, ...kept(chain)], { seq: 1, why: 'inserted' }],
  ['inserted behind the last', [...kept(chain), { ...other, sk: 'z' }], { seq: 11, why: 'inserted' }],
  ['put in another’s place', stored([...chain.slice(0, 4), at(6), at(5), ...chain.slice(6)]), { seq: 5, why: 'moved' }],
  ['brought from another division', withEntry(1, chainOf('440224')[0] as AuditEntry), { seq: 1, why: 'moved' }],
  ['cut off with all behind it', kept(chain.slice(0, 6)), { seq: 7, why: 'cut-off' }],
  ['cut off with the whole chain', [], { seq: 1, why: 'cut-off' }],
  [
    'made anew with all behind it',
    kept(remade(5, { outcome: 'refused' })),
    { seq: 8, why: 'not-as-deposited', since: 4 },
  ],
  [
    'made anew with the whole chain',
    kept(remade(1, { outcome: 'refused' })),
    { seq: 3, why: 'not-as-deposited', since: 1 },
  ],
  ['forked off', kept([...chain.slice(0, 4), other, ...chain.slice(5)]), { seq: 6, why: 'unlinked' }],
]
test.each(attacks)('an entry that was %s is found', (_, entries, broken) => {
  expect(check(entries)).toEqual(broken)
})

test('of two heads of one entry both have to fit', () => {
  const told = { ...headAt(8), hash: '0'.repeat(64) }
  for (const both of [
    [...heads, told],
    [told, ...heads],
  ])
    expect(check(kept(chain), { heads: both })).toMatchObject({ seq: 8, why: 'not-as-deposited' })
})

test('a check that begins at a head asks for that head', () => {
  const before = { seq: 7 }
  expect(check(kept(chain.slice(7)), { before })).toBeUndefined()
  expect(check([], { before })).toEqual({ seq: 8, why: 'cut-off' })
  expect(check(kept(remade(5, { outcome: 'refused' }).slice(7)), { before })).toMatchObject({ seq: 8 })
})

test('a hash is of the fields that an entry has: one more kind of field changes none of those that stand', () => {
  expect(at(1).hash).toBe('1e28070bb673770258e49813b6415d045c0a2b25330395f9d2832459a9347e5a')
})

const YEAR_LATER = '2019-06-01T00:00:00.000Z'

/** The chain with an entry at its end that says that it is deleted up to a place. */
function anchored(upTo: number, { hash = at(upTo).hash, time = YEAR_LATER } = {}): AuditEntry[] {
  const event = { division: DIVISION, kind: 'shortened', time, outcome: 'allowed', address: 'hub' } as const
  return [...chain, entryAfter(chain.at(-1), { ...event, object: anchorText(1, { seq: upTo, hash }) })]
}
const from = (first: number, entries: readonly AuditEntry[]) => kept(entries.filter(({ seq }) => seq >= first))
const last = { heads: [headAt(8)] }

test('a chain whose beginning was deleted as its anchor says holds, in the midst of deleting too', () => {
  for (const first of [1, 2, 6]) expect(check(from(first, anchored(5)), last), `${first}`).toBeUndefined()
  expect(check(from(6, anchored(5)), { heads: [headAt(5), headAt(8)] })).toBeUndefined()
})

test('a chain that is shortened twice holds by its last anchor', () => {
  const once = anchored(3)
  const { seq: _, previous: __, hash: ___, ...event } = once.at(-1) as AuditEntry
  const again = { ...event, object: anchorText(4, at(7)) }
  expect(check(from(8, [...once, entryAfter(once.at(-1), again)]), last)).toBeUndefined()
})

test.each<[what: string, entries: StoredEntry[], Broken]>([
  ['that no anchor allows', from(4, chain), { seq: 1, why: 'missing' }],
  ['beyond its anchor', from(8, anchored(5)), { seq: 6, why: 'missing' }],
  ['whose anchor names another entry', from(6, anchored(5, { hash: at(1).hash })), { seq: 5, why: 'changed' }],
  [
    'that a deposited head knew less than six months before',
    from(10, anchored(9, { time: '2018-11-28T00:00:00.000Z' })),
    { seq: 9, why: 'ended-early' },
  ],
])('a beginning that is gone %s is found', (_, entries, broken) => {
  expect(check(entries, last)).toEqual(broken)
})

test('a beginning that is not what was deposited is found', () => {
  const head = { ...headAt(5), hash: at(1).hash }
  expect(check(from(6, anchored(5)), { heads: [head] })).toEqual({ seq: 5, why: 'not-as-deposited', since: 1 })
})

test('a chain checked from a deposited head on may have lost that head since', () => {
  expect(check(from(6, anchored(5)), { ...last, before: { seq: 2 } })).toBeUndefined()
})
