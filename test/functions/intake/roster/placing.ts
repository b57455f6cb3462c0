/** Lists of ten persons in any order, and what has to hold of their roster. */
import { expect } from 'vitest'
import { keyAt, type Roster } from '../../../../formats/roster.ts'
import { RowText } from '../../../../formats/row-text.ts'
import { isFlag, LISTING, schemeOfFlag, schemeOfSlot, slotOfScheme } from '../../../../formats/slots.ts'
import { inForce } from '../../../../rules/determination/listings.ts'
import { mergeList } from '../../../../rules/roster/merge-list.ts'
import { idNumber } from '../../../../samples/id-number.ts'
import { Scheme } from '../../../../schemas/codes.ts'
import type { FactsUnit } from '../../../../schemas/messages/to-match.ts'
import fc from '../../../fc.ts'
import { COUNTY, hash, LIMITS, MemoryHub, read, type Sent } from '../memory-hub.ts'

export const IDS = Array.from({ length: 10 }, (_, i) => idNumber('440222', '1960-01-31', 2 * i + 1))
export const NAMES = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸']

/** Rows of persons 0 to 9: mostly good, some with another township, some returned with or without a valid number. */
export const listRow = fc
  .tuple(
    fc.nat(9),
    fc.constantFrom('太平镇', '太平镇', '马市镇'),
    fc.constantFrom('', '', '', '', '', '', '', 'sex', 'id', 'other'),
  )
  .map(([i, township, fault]) => ({
    '县（市、区）': '始兴县',
    '乡镇（街道）': township,
    姓名: NAMES[i]!,
    身份证号码: fault === 'id' ? '4402' : IDS[fault === 'other' ? (i + 5) % 10 : i]!,
    性别: fault === 'sex' ? '女' : '男',
    低保证号: '1',
  }))
export const registerRow = fc
  .tuple(
    fc.nat(9),
    fc.constantFrom('城乡居民', '企业职工', '机关事业'),
    fc.constantFrom('未缴费', '个人缴费', '政府代缴', '其他'),
  )
  .map(([i, scheme, contribution]) => ({
    姓名: NAMES[i]!,
    身份证号码: IDS[i]!,
    险种: scheme,
    参保状态: '正常参保',
    参保县: '始兴县',
    本年缴费方式: contribution,
    待遇状态: '未领取',
  }))
export const nameLists: fc.Arbitrary<Sent[]> = fc.array(
  fc.record({
    form: fc.constantFrom('dibao-full' as const, 'dibao-full' as const, 'dibao-new' as const),
    period: fc.constantFrom('2018-04', '2018-05', '2018-05', '2018-06'),
    doubts: fc.constantFrom<NonNullable<Sent['doubts']>>([], [], [], [], ['no-line-end'], ['mode-contradicted']),
    rows: fc.array(listRow, { minLength: 1, maxLength: 10 }),
  }),
  { minLength: 1, maxLength: 5 },
)
export const registers: fc.Arbitrary<Sent[]> = fc.array(
  fc.record({ form: fc.constant('register' as const), rows: fc.array(registerRow, { minLength: 1, maxLength: 10 }) }),
  { minLength: 1, maxLength: 4 },
)
export const lists = fc.oneof({ weight: 3, arbitrary: nameLists }, { weight: 1, arbitrary: registers })
/** Lists, the order in which they arrive, and the order in which their units do. */
export const arrivals = lists.chain((sent) => {
  const gens = sent.map((_, i) => i + 1)
  return fc.tuple(fc.constant(sent), fc.shuffledSubarray(gens, { minLength: gens.length }), fc.infiniteStream(fc.nat()))
})

/** Which rows stand, by person and fact. */
export function standingOf(hub: MemoryHub, units?: readonly FactsUnit[]): Record<string, unknown> {
  const said: [string, unknown][] = []
  for (const [key, person] of hub.persons(units)) {
    for (const [of, fact] of Object.entries(person.lists)) {
      const row = inForce(fact)
      if (row) said.push([`${key} lists.${of}`, row])
    }
    for (const [of, row] of Object.entries(person.register)) said.push([`${key} register.${of}`, row])
    for (const flag of person.rejectionFlags) said.push([`${key} rejectionFlags.${flag}`, {}])
  }
  return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The facts that a roster names, to be compared with the persons'. */
export function factsIn(roster: Roster, head: string): string[] {
  return Array.from({ length: roster.length / 32 }, (_, i) => {
    const { person, slot } = keyAt(roster, i * 32)
    if (slot === LISTING) return `${person} lists.${head}`
    return isFlag(slot)
      ? `${person} rejectionFlags.${COUNTY}#${schemeOfFlag(slot)}`
      : `${person} register.${COUNTY}#${schemeOfSlot(slot)}`
  }).sort()
}

/** What each upload's sender and second person see. */
export const toldOf = (hub: MemoryHub) =>
  [...hub.uploads.values()].map(({ id, state, wouldEnd, heldFor, effect }) => ({
    id,
    state,
    wouldEnd,
    heldFor,
    effect,
  }))
export const heldIn = (hub: MemoryHub) => hub.head.lists.filter(({ held }) => held).map(({ upload }) => upload)

/**
 * The roster is the fold of its lists, in their order and as each of them stands; the receipts say what each does, and
 * the persons have what the roster names. Who waits or was confirmed does so because of what somebody saw; nobody else
 * is passed over.
 */
export function expectFold(hub: MemoryHub, units?: readonly FactsUnit[]): void {
  expect(hub.head.pending).toBeUndefined()
  expect(hub.keptRosters).toEqual(hub.namedRosters)
  let roster: Roster = Buffer.alloc(0)
  for (const { sequence, held, confirmed } of hub.head.lists) {
    const stand = confirmed ? 'confirmed' : held ? 'held' : 'judged'
    const result = mergeList(roster, read(hub.sent[sequence - 1]!).list, LIMITS, stand, 99)
    const { began, kept, ending, protected: spared } = result
    expect(result.held).toBe(held)
    expect(hub.upload(sequence)).toMatchObject({
      state: held ? 'held' : 'accepted',
      effect: { began, kept, ended: held ? 0 : ending, protected: spared },
    })
    if (hub.upload(sequence).form !== 'dibao-new')
      expect(hub.upload(sequence).wouldEnd).toEqual({ active: result.active, ended: ending })
    expect(hub.named(sequence).ended).toEqual(result.who.ended)
    if (held) expect(hub.upload(sequence).heldFor).not.toEqual([])
    roster = result.roster
  }
  expect(Buffer.compare(hub.roster, roster)).toBe(0)
  expect(Object.keys(standingOf(hub, units))).toEqual(factsIn(roster, hub.head.head))
  expectRows(hub, units)
  expectTold(hub)
}

/** The last letter about each list is right about whether it is in force, and whom it ends or keeps. */
export function expectTold(hub: MemoryHub): void {
  for (const [i, { sequence, held }] of hub.head.lists.entries()) {
    const [now, told] = [hub.upload(sequence), hub.toldOf(sequence)]
    expect(told).toMatchObject({ state: now.state })
    const later = hub.head.lists.slice(i + 1).some((l) => l.mode === 'full' && !l.held)
    if (now.overtaken) expect(later).toBe(true)
    if (held) continue
    const said = (upload = now) => {
      const { ended, protected: kept } = hub.named(sequence, upload)
      return { ended, kept, overtaken: upload.overtaken ?? false }
    }
    expect(said(told)).toEqual(said())
  }
}

/** The same, where the first lists are forgotten: the roster itself says who is on it. */
export function expectFoldOfRows(hub: MemoryHub): void {
  expect(Object.keys(standingOf(hub))).toEqual(factsIn(hub.roster, hub.head.head))
  expectRows(hub)
}

/** The row that stands of each person is the one that the roster knows by its digest. */
export function expectRows(hub: MemoryHub, units?: readonly FactsUnit[]): void {
  const text = new RowText()
  const said = new Map<string, string>()
  for (const [key, person] of hub.persons(units)) {
    const add = (slot: number, row: Uint8Array | undefined) => {
      if (!row) return
      const digest = Buffer.alloc(8)
      hash.digest(row, digest, 0)
      said.set(`${key}.${slot}`, digest.toString('hex'))
    }
    for (const fact of Object.values(person.lists)) {
      const row = inForce(fact)
      add(LISTING, row && Buffer.from(text.listing(row)))
    }
    for (const [of, row] of Object.entries(person.register))
      add(slotOfScheme(Scheme.parse(of.split('#')[1])), Buffer.from(text.register(row)))
  }
  for (let at = 0; at < hub.roster.length; at += 32) {
    const { person, slot } = keyAt(hub.roster, at)
    if (!isFlag(slot)) expect(said.get(`${person}.${slot}`)).toBe(hub.roster.toString('hex', at + 16, at + 24))
  }
}

export async function inOrder(sent: readonly Sent[]): Promise<MemoryHub> {
  const hub = new MemoryHub(sent)
  for (let sequence = 1; sequence <= sent.length; sequence++) await hub.arrive(sequence)
  return hub
}

export function expectSame(hub: MemoryHub, expected: MemoryHub, units?: readonly FactsUnit[]): void {
  expect(hub.head.pending).toBeUndefined()
  expect(Buffer.compare(hub.roster, expected.roster)).toBe(0)
  expect(toldOf(hub)).toEqual(toldOf(expected))
  expect(standingOf(hub, units)).toEqual(standingOf(expected))
}

export function shuffled<T>(items: readonly T[], stream: fc.Stream<number>): T[] {
  const numbered = items.map((item) => [stream.next().value as number, item] as const)
  return numbered.sort(([a], [b]) => a - b).map(([, item]) => item)
}
