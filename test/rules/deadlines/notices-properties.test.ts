/**
 * Whatever is sent and whenever the schedule runs: docs/rules.md#reminders-and-overdue-notices as properties, on
 * 2018-06 to 2018-08.
 */

import { describe, expect, it } from 'vitest'
import { addDays } from '../../../rules/deadlines/day-steps.ts'
import { digestsOf } from '../../../rules/deadlines/digests.ts'
import { lastReminded, noticesOn } from '../../../rules/deadlines/notices.ts'
import { metBy } from '../../../rules/deadlines/standing.ts'
import type { Notice } from '../../../schemas/records/notice.ts'
import type { Submission } from '../../../schemas/records/obligation.ts'
import fc from '../../fc.ts'
import { cityOf } from './city.ts'

const city = cityOf()
const FROM = '2018-06-01'
const at = (day: string) => `${day}T00:00:00Z`
const DAYS = Array.from({ length: 70 }, (_, i) => addDays(FROM, i))
/** A county's and the city's: the others are told in the same way. */
const OWED = city.owed(FROM, '2018-08-20').filter((o) => ['440222', '440200'].includes(o.division))

/** A run at 8 in the morning. */
function run(day: string, since: string, sent: readonly Submission[]): Notice[] {
  const met = metBy(sent, at(day))
  const last = lastReminded(city.rules, day)
  const unmet = OWED.filter((o) => o.due <= last && !met.has(o.id))
  return noticesOn(city.rules, unmet, day, since)
}

const state = fc.constantFrom('accepted', 'nil', 'held', 'refused', 'requested')
const submission: fc.Arbitrary<Submission> = fc
  .record({ of: fc.constantFrom(...OWED), minute: fc.integer({ min: 0, max: 70 * 1440 }), state })
  .map(({ of: { division, office, form, period }, minute, state }) => ({
    time: new Date(Date.parse(`${FROM}T00:00:00+08:00`) + minute * 60_000).toISOString(),
    division,
    office,
    form,
    period,
    state: state as Submission['state'],
  }))
/** Enough of them that some offices are on time, some late, some silent. */
const submissions = fc.array(submission, { minLength: 5, maxLength: 40 })
/** Of each day, how often the schedule runs: seldom not at all. */
const runs = fc.array(fc.constantFrom(0, 0, 1, 1, 1, 2), { minLength: DAYS.length, maxLength: DAYS.length })

/** Runs the days in turn; a day's second run adds nothing only if it says what the first one said. */
function play(sent: readonly Submission[], times: readonly number[]): Notice[] {
  const told = new Map<string, Notice>()
  let since = addDays(FROM, -1)
  DAYS.forEach((day, i) => {
    for (let n = 0; n < times[i]!; n++) {
      for (const notice of run(day, since, sent)) told.set(`${day} ${notice.id}`, notice)
    }
    if (times[i]! > 0) since = day
  })
  return [...told.values()]
}
const DAILY = DAYS.map(() => 1)

describe('notices (docs/rules.md#reminders-and-overdue-notices), whatever comes in', () => {
  it('none before its day, none after the obligation was met, a reminder not after it was due', () => {
    fc.assert(
      fc.property(submissions, runs, (sent, times) => {
        for (const { kind, step, day, obligation } of play(sent, times)) {
          expect(metBy(sent, at(day)).has(obligation.id)).toBe(false)
          if (kind === 'reminder') {
            expect(day <= obligation.due).toBe(true)
            expect(day >= city.calendar.before(obligation.due, step)).toBe(true)
          } else {
            expect(day >= city.calendar.after(obligation.due, 2 * step - 1)).toBe(true)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('none twice: no recipient hears of one obligation more than once a day, or of one step on two days', () => {
    fc.assert(
      fc.property(submissions, runs, (sent, times) => {
        const told = play(sent, times)
        const once = (key: (n: Notice) => string) => expect(new Set(told.map(key)).size).toBe(told.length)
        once((n) => `${n.day} ${n.obligation.id} ${n.to.division} ${n.to.office}`)
        once((n) => `${n.kind} ${n.step} ${n.obligation.id} ${n.to.division} ${n.to.office}`)
      }),
      { numRuns: 40 },
    )
  })

  it('a run that is repeated for the same days says the same', () => {
    fc.assert(
      fc.property(submissions, fc.constantFrom(...DAYS), fc.integer({ min: 1, max: 9 }), (sent, day, gap) => {
        const since = addDays(day, -gap)
        expect(run(day, since, sent)).toEqual(run(day, since, sent))
        expect(run(day, day, sent)).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('with days missed and days repeated everybody has heard the latest step that daily runs would have told', () => {
    fc.assert(
      fc.property(submissions, runs, (sent, times) => {
        const daily = play(sent, DAILY)
        const ids = new Set(daily.map((n) => n.id))
        const gapped = play(sent, times)
        // Nothing is said that daily runs would not have said …
        const heard = new Set(gapped.map((n) => n.id))
        for (const id of heard) expect(ids.has(id)).toBe(true)
        // … and of what they said the latest is not lost, but for a reminder that nobody could have sent in time.
        const ran = DAYS.filter((_, i) => times[i]! > 0)
        const last = ran.at(-1) ?? FROM
        const met = metBy(sent, at(last))
        for (const notice of latestOf(daily.filter((n) => n.day <= last))) {
          const next = ran.find((day) => day >= notice.day)!
          const tooLate = notice.kind === 'reminder' && next > notice.obligation.due
          if (!met.has(notice.obligation.id) && !tooLate) expect(heard.has(notice.id)).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('what is never met is escalated: to the office that answers for it, then to the city', () => {
    fc.assert(
      fc.property(submissions, runs, (sent, times) => {
        const ran = times.map((n, i) => (i === DAYS.length - 1 ? 1 : n))
        const told = play(sent, ran)
        const met = metBy(sent, at(DAYS.at(-1)!))
        for (const o of OWED) {
          if (met.has(o.id) || city.calendar.count(o.due, DAYS.at(-1)!) < 5) continue
          const to = told.filter((n) => n.obligation.id === o.id && n.kind === 'escalation').map((n) => n.to)
          expect(to).toContainEqual({ division: o.division, office: 'human-resources' })
          expect(to.some((r) => r.division === '440200')).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('a recipient gets one digest a day with all of its notices', () => {
    fc.assert(
      fc.property(submissions, fc.constantFrom(...DAYS), (sent, day) => {
        const notices = run(day, addDays(day, -1), sent)
        const digests = digestsOf(notices)
        expect(new Set(digests.map((d) => d.id)).size).toBe(digests.length)
        expect(
          digests
            .flatMap((d) => d.notices)
            .map((n) => n.id)
            .sort(),
        ).toEqual(notices.map((n) => n.id).sort())
        for (const { to, notices: own } of digests) for (const n of own) expect(n.to).toEqual(to)
      }),
      { numRuns: 100 },
    )
  })
})

/** Of each obligation and recipient the last notice. */
function latestOf(notices: readonly Notice[]): Notice[] {
  return [...new Map(notices.map((n) => [`${n.obligation.id} ${n.to.division} ${n.to.office}`, n])).values()]
}
