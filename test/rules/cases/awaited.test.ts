/** What settlements wait for, and who is told of them (docs/cases.md#who-is-told). */
import { expect, test } from 'vitest'
import { awaitedOf } from '../../../rules/cases/awaited.ts'
import { nextStep } from '../../../rules/cases/next-step.ts'
import { callsOf } from '../../../rules/cases/settlement-calls.ts'
import { tallyOf } from '../../../rules/cases/tally.ts'
import { activeListings } from '../../../rules/determination/listings.ts'
import type { Settlement, Standing } from '../../../schemas/records/case.ts'
import { cityOf } from '../deadlines/city.ts'
import { type Changes, DAY, HERE, person, policy, THERE } from '../determination/perfect-person.ts'
import { caseRow, materials } from './perfect-case.ts'
import { type Step, settled } from './settle.ts'

const REVIEW: Standing = { state: 'under-review', reason: 'name-conflict' }
const clock = cityOf()

/** @param waits of every settlement */
function known(changes: Changes, steps: readonly Step[], waits = false) {
  const { cases } = settled(changes, steps)
  const of = Object.entries(cases ?? {}).map(([county, facts]) => {
    const settlements = facts?.settlements?.map(
      (one): Settlement => (waits ? { ...one, waits, by: { account: 'a', name: '甲', division: county } } : one),
    )
    return [county, { ...facts, settlements }] as const
  })
  const who = person({ ...changes, cases: Object.fromEntries(of) })
  const active = activeListings(who, policy, DAY)
  const last = (county: string) => who.cases![county]!.settlements!.at(-1)!
  return {
    who,
    awaited: (county: string, standing: Standing) => awaitedOf(county, who, active, standing, policy),
    called: (county: string) =>
      callsOf(last(county), county, { person: who, active }, policy).map(
        ({ what, division, office }) => `${what} ${division} ${office}`,
      ),
  }
}

const WRONG_THERE = { lists: { [`${THERE}#disabled`]: { name: '张四', township: `${THERE}100` } } }
const WRONG_HERE = { lists: { [`${HERE}#tekun`]: { name: '张四' } } }

test('a list that is sent back is its sender’s to correct, in whichever county it was sent, and its sender is reminded', () => {
  const { awaited, called } = known(WRONG_THERE, [[HERE, 'correct-list']])
  expect(called(HERE)).toEqual([`correct-list ${THERE} disabled-federation`])
  const found = awaited(HERE, REVIEW)
  const next = nextStep(caseRow('contribution'), REVIEW, { facts: {}, decidedOn: undefined }, clock, found)!
  expect(tallyOf(HERE, [{ person: 'p', next, township: undefined, isAsked: false }], '2018-07-30')).toMatchObject([
    { what: 'correct-list', division: THERE, office: 'disabled-federation', overdue: 1 },
  ])
})

test('somebody has to correct it where each list has one of the registers’ names', () => {
  const twice = { register: { [`${THERE}#employee`]: { name: '张四', enrolment: 'ended' as const } } }
  expect(known(twice, [[HERE, 'correct-list']]).called(HERE)).toEqual([`correct-list ${HERE} civil-affairs`])
})

test.each<[string, Changes, Step]>([
  ['a name', WRONG_HERE, [HERE, 'name', '张三']],
  ['a list sent back', WRONG_HERE, [HERE, 'correct-list']],
  ['being responsible', { lists: { [`${THERE}#dibao`]: { township: `${THERE}100` } } }, [HERE, 'responsible']],
  ['being not', { lists: { [`${THERE}#dibao`]: { township: `${THERE}100` } } }, [HERE, 'elsewhere']],
])('%s that waits for a second person is told to nobody else', (_, changes, step) => {
  const { called, awaited } = known(changes, [step], true)
  expect(called(HERE)).toEqual([`confirm ${HERE} social-insurance`])
  // With the policy that asks a second person for all, or for one that was asked for while it held.
  expect(awaited(HERE, REVIEW)).toMatchObject({ what: 'confirm', who: ['social-insurance'] })
})

test('withdrawing waits in the second person’s list whatever has become of the case, as long as there is something to withdraw', () => {
  const changes = { lists: { [`${THERE}#dibao`]: { township: `${THERE}100` } } }
  const { who } = known(changes, [
    [HERE, 'elsewhere'],
    [HERE, 'withdraw'],
  ])
  const [aside, withdrawn] = who.cases![HERE]!.settlements!
  const by = { account: 'a', name: '甲', division: HERE }
  const of = (settlements: Settlement[]) => {
    const asked = { ...who, cases: { [HERE]: { settlements } } }
    return awaitedOf(HERE, asked, activeListings(asked, policy, DAY), { state: 'ended', reason: 'elsewhere' }, policy)
  }
  expect(of([aside!, { ...withdrawn!, waits: true, by }])?.what).toBe('confirm')
  expect(of([{ ...withdrawn!, waits: true, by }])).toBeUndefined()
  expect(of([aside!, { ...withdrawn!, waits: true, by, confirmed: { at: withdrawn!.at, by } }])).toBeUndefined()
})

test.each<[Standing['state'], string | undefined]>([
  ['paid', 'finding'],
  ['in-flight', 'finding'],
  ['registered', 'finding'],
  ['paused', undefined],
])('what was found about somebody whose case is %s', (state, what) => {
  const found = { cases: { [HERE]: materials(12, { finding: '死亡', day: '2018-11-20' }) } }
  const awaited = (changes: Changes) => {
    const who = person(changes)
    const next = awaitedOf(HERE, who, activeListings(who, policy, DAY), { state }, policy)
    return next && `${next.what} ${next.since}`
  }
  expect(awaited(found)).toBe(what && `${what} 2018-11-20`)
  expect(awaited({ cases: { [HERE]: materials(12, { finding: '属实' }) } })).toBeUndefined()
  expect(awaited({ ...found, ended: [`lists.${HERE}#dibao`] })).toBeUndefined()
})
