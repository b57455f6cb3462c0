import { describe, expect, it } from 'vitest'
import { heldBy, metBy, standingOf } from '../../../rules/deadlines/standing.ts'
import type { Submission } from '../../../schemas/records/obligation.ts'
import { cityOf } from './city.ts'

const [obligation] = cityOf()
  .owed('2018-06-05', '2018-06-05')
  .filter((o) => o.id === '440222/civil-affairs/dibao-new/2018-05')
const sent = (
  time: string,
  state: Submission['state'] = 'accepted',
  changes: Partial<Submission> = {},
): Submission => ({
  time,
  division: '440222',
  office: 'civil-affairs',
  form: 'dibao-new',
  period: '2018-05',
  state,
  ...changes,
})
const NOW = '2018-06-08T00:00:00Z'
const standing = (submissions: Submission[], now = NOW) =>
  standingOf(obligation!, metBy(submissions, now), heldBy(submissions, now), now)

describe('due by 24:00 in Asia/Shanghai, late to the minute (docs/rules.md#deadlines)', () => {
  it.each([
    ['2018-06-01T00:00:00Z', 'on-time', 0],
    ['2018-06-05T15:59:59.999Z', 'on-time', 0],
    ['2018-06-05T16:00:00.000Z', 'on-time', 0],
    ['2018-06-05T16:00:00.001Z', 'late', 1],
    ['2018-06-05T16:01:00Z', 'late', 1],
    ['2018-06-05T16:01:01Z', 'late', 2],
    ['2018-06-06T16:00:00Z', 'late', 1440],
  ])('accepted at %s: %s by %i minutes', (time, state, lateMinutes) => {
    expect(standing([sent(time)])).toMatchObject({ state, lateMinutes, nil: false, at: time })
  })
  it('nothing came: open until 24:00, then missing, later by the minute', () => {
    expect(standing([], '2018-06-05T16:00:00Z')).toEqual({ obligation, state: 'open', nil: false, lateMinutes: 0 })
    expect(standing([], '2018-06-05T16:30:00Z')).toEqual({ obligation, state: 'missing', nil: false, lateMinutes: 30 })
  })
})

describe('what meets an obligation', () => {
  it('a nil return does, as an accepted upload does', () => {
    expect(standing([sent('2018-06-05T01:00:00Z', 'nil')])).toMatchObject({ state: 'on-time', nil: true })
  })
  it('one that waits for a second person does not, and is seen to have come', () => {
    expect(standing([sent('2018-06-05T01:00:00Z', 'held')])).toMatchObject({ state: 'missing', held: true })
    expect(standing([sent('2018-06-05T01:00:00Z', 'refused')]).held).toBeUndefined()
    const both = [sent('2018-06-05T01:00:00Z'), sent('2018-06-05T02:00:00Z', 'held')]
    for (const submissions of [both, both.toReversed()])
      expect(standing(submissions)).toEqual(expect.not.objectContaining({ held: true }))
  })
  it.each(['held', 'refused', 'withdrawn', 'requested'] as const)('an upload that is %s does not', (state) => {
    expect(standing([sent('2018-06-05T01:00:00Z', state)])).toMatchObject({ state: 'missing' })
  })
  it('the first that is accepted counts, in whatever order they are told', () => {
    const submissions = [
      sent('2018-06-07T01:00:00Z', 'nil'),
      sent('2018-06-05T02:00:00Z'),
      sent('2018-06-05T01:00:00Z', 'held'),
    ]
    expect(standing(submissions)).toMatchObject({ state: 'on-time', nil: false, at: '2018-06-05T02:00:00Z' })
    expect(standing(submissions.reverse())).toMatchObject({ at: '2018-06-05T02:00:00Z' })
  })
  it('what comes after the moment that is asked about is not known yet', () => {
    expect(standing([sent('2018-06-08T00:00:01Z')])).toMatchObject({ state: 'missing' })
    expect(standing([sent(NOW)])).toMatchObject({ state: 'late' })
  })
  it.each([
    { period: '2018-04' },
    { form: 'dibao-full' },
    { form: 'tekun-new' },
    { division: '440224' },
    { ref: 'B1' },
  ])('another one’s report does not: %o', (changes) => {
    expect(standing([sent('2018-06-05T01:00:00Z', 'accepted', changes)])).toMatchObject({ state: 'missing' })
  })
})
