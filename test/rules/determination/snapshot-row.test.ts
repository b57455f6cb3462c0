import { describe, expect, test } from 'vitest'
import { determine } from '../../../rules/determination/determine.ts'
import { snapshotRow } from '../../../rules/determination/snapshot-row.ts'
import type { BankResult } from '../../../schemas/codes.ts'
import type { CaseKind, RowResult } from '../../../schemas/records/case.ts'
import { SnapshotRow } from '../../../schemas/records/snapshot.ts'
import { type Changes, DAY, HERE, LISTING, person, policy, ROW, registersOf, THERE } from './perfect-person.ts'

const OWN = `${HERE}#resident`

function decided(changes: Changes) {
  const { day = DAY } = changes
  const who = person(changes)
  return { ...who, decisions: determine(who, { day, policy: changes.policy ?? policy, ...registersOf(changes) }) }
}
const row = (changes: Changes, county = HERE) =>
  snapshotRow(decided(changes), county, changes.day ?? DAY, changes.policy ?? policy)

describe('a row of a snapshot', () => {
  test('a perfect person', () => {
    const who = decided({})
    expect(row({})).toEqual({
      key: who.key,
      county: HERE,
      id: who.id,
      name: '张三',
      categories: ['dibao'],
      primary: 'dibao',
      listings: { dibao: LISTING },
      decision: who.decisions[HERE],
      amount: 12000,
      register: { [OWN]: ROW },
    })
    expect(SnapshotRow.parse(row({}))).toEqual(row({}))
  })

  test('what the county’s batch has paid for the year of the day, by the bank’s word', () => {
    const result = (year: number, code: BankResult, kind: CaseKind = 'contribution') => ({
      ...{ order: 'a', row: 1, kind, year, fen: 12_000, result: code, day: '2018-06-20' },
      ...{ at: '2018-06-21T00:00:00Z', approvedAt: '2018-06-06T00:00:00Z' },
    })
    const paid = (results: Record<string, RowResult>, county = HERE) => {
      const who = { ...person({}), cases: { [county]: { results } } }
      const decisions = determine(who, { day: DAY, policy, ...registersOf({}) })
      return snapshotRow({ ...who, decisions }, HERE, DAY, policy)!.paid
    }
    expect(paid({ b1: result(2018, '01'), b2: result(2018, '00') })).toEqual({ fen: 12_000, day: '2018-06-20' })
    expect(paid({ b1: result(2018, '00') }, THERE)).toBeUndefined()
    for (const other of [result(2017, '00'), result(2018, '90'), result(2018, '00', 'claim')])
      expect(paid({ b1: other })).toBeUndefined()
  })

  test('categories in the order of the policy, the first is primary and gives the name', () => {
    const lists = {
      [`${HERE}#disabled`]: { name: '甲' },
      [`${HERE}#registered-poor`]: { name: '乙' },
      [`${HERE}#dibao`]: { name: '丙' },
      [`${HERE}#tekun`]: { name: '丁' },
    }
    expect(row({ lists })).toMatchObject({
      categories: ['tekun', 'dibao', 'registered-poor', 'disabled'],
      primary: 'tekun',
      name: '丁',
      listings: { disabled: { name: '甲' }, dibao: { name: '丙' } },
    })
    const turned = { ...policy, categories: policy.categories.toReversed() }
    expect(row({ lists, policy: turned })).toMatchObject({ primary: 'disabled', name: '甲' })
  })

  test("only this county's listings, each county its own row, every county's register", () => {
    const changes = {
      lists: { [`${THERE}#tekun`]: { township: '440229100' } },
      register: { [`${THERE}#public`]: { enrolment: 'ended' } },
    } as const
    expect(row(changes)).toMatchObject({ categories: ['dibao'], decision: { reason: 'two-counties' } })
    expect(row(changes, THERE)).toMatchObject({ categories: ['tekun'], listings: { tekun: { township: '440229100' } } })
    expect(Object.keys(row(changes)!.register)).toEqual([OWN, `${THERE}#public`])
  })

  test('undefined for whom the county does not list on the day', () => {
    expect(row({}, THERE)).toBeUndefined()
    expect(row({ ended: [`lists.${HERE}#dibao`] })).toBeUndefined()
    const over = { ...policy, categories: policy.categories.map((c) => ({ ...c, until: '2018-06-05' })) }
    expect(row({ policy: over })).toBeUndefined()
  })

  test('what has ended is left out', () => {
    const changes = { lists: { [`${HERE}#tekun`]: {} }, ended: [`lists.${HERE}#tekun`, `register.${OWN}`] }
    expect(row(changes)!.categories).toEqual(['dibao'])
    expect(row(changes)!.register).toStrictEqual({})
  })

  test.each<[string, Changes, number | undefined]>([
    ['pay', {}, 12000],
    ['enrol', { register: { [OWN]: undefined } }, 12000],
    ['self-paid', { register: { [OWN]: { contribution: 'self' } } }, undefined],
    ['sponsored', { register: { [OWN]: { contribution: 'sponsored' } } }, undefined],
    ['student', { register: { [OWN]: { student: true } } }, undefined],
    ['claim', { born: '1950-01-01' }, undefined],
    ['review', { lists: { [`${THERE}#dibao`]: {} } }, undefined],
  ])('%s: the amount is given for pay and enrol only', (outcome, changes, amount) => {
    expect(row(changes)!.decision.outcome).toBe(outcome)
    expect(row(changes)!.amount).toBe(amount)
  })

  test("the amount is the year's, the county's and the primary category's", () => {
    expect(row({ day: '2020-01-01' })!.amount).toBe(18000)
    const amounts = [...policy.amounts, { fromYear: 2018, county: HERE, category: 'tekun', fen: 30000 }]
    const lists = { [`${HERE}#tekun`]: {} }
    expect(row({ lists, policy: { ...policy, amounts } })!.amount).toBe(30000)
    expect(row({ policy: { ...policy, amounts } })!.amount).toBe(12000)
  })

  test('a listed person without a decision is a fault', () => {
    expect(() => snapshotRow(person({}), HERE, DAY, policy)).toThrow('decision')
  })

  test('the same facts freeze to the same bytes, in whatever order the item holds them', () => {
    const who = decided({
      lists: { [`${HERE}#tekun`]: {}, [`${HERE}#disabled`]: {} },
      register: { [`${HERE}#public`]: { enrolment: 'ended' }, '440224#resident': { enrolment: 'ended' } },
    })
    const turned = <T>(record: Record<string, T>) => Object.fromEntries(Object.entries(record).reverse())
    const other = { ...who, lists: turned(who.lists), register: turned(who.register) }
    expect(JSON.stringify(snapshotRow(other, HERE, DAY, policy))).toBe(
      JSON.stringify(snapshotRow(who, HERE, DAY, policy)),
    )
  })
})
