import { describe, expect, it } from 'vitest'
import { addDays } from '../../../rules/deadlines/day-steps.ts'
import { digestsOf } from '../../../rules/deadlines/digests.ts'
import { lastReminded, noticesOn } from '../../../rules/deadlines/notices.ts'
import { requestedObligations } from '../../../rules/deadlines/obligations.ts'
import type { Notice } from '../../../schemas/records/notice.ts'
import type { Obligation } from '../../../schemas/records/obligation.ts'
import { cityOf } from './city.ts'

const city = cityOf()

/** `2018-06-04 reminder-1 440222 civil-affairs` of the days from … to, each run in turn, for one obligation. */
function told(obligation: Obligation, from: string, to: string): string[] {
  const lines: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    lines.push(...noticesOn(city.rules, [obligation], day, addDays(day, -1)).map(lineOf))
  }
  return lines
}
const lineOf = ({ day, kind, step, to }: Notice) => `${day} ${kind}-${step} ${to.division} ${to.office}`

function owes(id: string, due: string): Obligation {
  const found = city.owed(due, due).find((o) => o.id === id)
  if (!found) throw new Error(`${id} is not due on ${due}`)
  return found
}

describe('reminders and overdue notices in worked months (docs/rules.md#reminders-and-overdue-notices)', () => {
  it('May 2018: the 20th is a Sunday; the last reminder is on Friday, the first overdue notice on Monday', () => {
    expect(told(owes('440222/civil-affairs/dibao-full/2018-04', '2018-05-20'), '2018-05-01', '2018-05-28')).toEqual([
      '2018-05-16 reminder-3 440222 civil-affairs',
      '2018-05-18 reminder-1 440222 civil-affairs',
      '2018-05-21 overdue-1 440222 civil-affairs',
      '2018-05-23 overdue-2 440222 civil-affairs',
      '2018-05-23 escalation-2 440222 human-resources',
      '2018-05-25 overdue-3 440222 civil-affairs',
      '2018-05-25 escalation-3 440222 human-resources',
      '2018-05-25 escalation-3 440200 civil-affairs',
    ])
  })
  it('October 2018: the 5th is in the holiday; reminders on make-up days, overdue from the 8th', () => {
    const obligation = owes('440222/disabled-federation/disabled-new/2018-09', '2018-10-05')
    expect(told(obligation, '2018-09-20', '2018-10-10')).toEqual([
      '2018-09-28 reminder-3 440222 disabled-federation',
      '2018-09-30 reminder-1 440222 disabled-federation',
      '2018-10-08 overdue-1 440222 disabled-federation',
      '2018-10-10 overdue-2 440222 disabled-federation',
      '2018-10-10 escalation-2 440222 human-resources',
    ])
  })
  it('February 2026: overdue notices on the make-up Saturday, none in the festival', () => {
    const obligation = owes('440222/civil-affairs/dibao-new/2026-01', '2026-02-05')
    expect(
      told(obligation, '2026-02-01', '2026-02-26').filter((line) => line.endsWith('440222 civil-affairs')),
    ).toEqual([
      '2026-02-02 reminder-3 440222 civil-affairs',
      '2026-02-04 reminder-1 440222 civil-affairs',
      '2026-02-06 overdue-1 440222 civil-affairs',
      '2026-02-10 overdue-2 440222 civil-affairs',
      '2026-02-12 overdue-3 440222 civil-affairs',
      '2026-02-14 overdue-4 440222 civil-affairs',
      '2026-02-25 overdue-5 440222 civil-affairs',
    ])
  })
  it('5 January 2026, over the year’s end: reminders on 30 December and on the make-up Sunday', () => {
    const obligation = owes('440222/civil-affairs/dibao-full/2025-12', '2026-01-05')
    expect(told(obligation, '2025-12-20', '2026-01-06')).toEqual([
      '2025-12-30 reminder-3 440222 civil-affairs',
      '2026-01-04 reminder-1 440222 civil-affairs',
      '2026-01-06 overdue-1 440222 civil-affairs',
    ])
  })
})

describe('who else is told (docs/rules.md#reminders-and-overdue-notices; the notice, article 2(10))', () => {
  const third = (obligation: Obligation) => {
    const day = city.calendar.after(obligation.due, 5)
    return noticesOn(city.rules, [obligation], day, addDays(day, -1)).map((n) => `${n.to.division} ${n.to.office}`)
  }
  const asked = (division: string, office: Obligation['office'], form: 'materials' | 'bank-return' | 'allocation') =>
    requestedObligations(city.duties, [
      { division, office, form, period: '2018-06', ref: 'B1', requestedOn: '2018-06-20' },
    ])[0]!

  it('a township’s: its government, then the city’s human-resources bureau', () => {
    expect(third(asked('440222100', 'township', 'materials'))).toEqual([
      '440222100 township',
      '440222100 township-government',
      '440200 human-resources',
    ])
  })
  it('a bank’s and finance’s', () => {
    expect(third(asked('440222', 'bank', 'bank-return')).slice(1)).toEqual([
      '440222 human-resources',
      '440200 human-resources',
    ])
    expect(third(asked('440222', 'finance', 'allocation')).slice(1)).toEqual([
      '440222 human-resources',
      '440200 finance',
    ])
  })
  it('the city’s own: its human-resources bureau, nobody twice and nobody about itself', () => {
    expect(third(owes('440200/civil-affairs/dibao-full/2018-05', '2018-06-05'))).toEqual([
      '440200 civil-affairs',
      '440200 human-resources',
    ])
    expect(third(owes('440200/social-insurance/consolidated/2018-05', '2018-06-07'))).toEqual([
      '440200 social-insurance',
      '440200 human-resources',
    ])
  })
  it('the late office reads who else was told', () => {
    const day = city.calendar.after('2018-06-05', 3)
    const [notice] = noticesOn(
      city.rules,
      [owes('440222/civil-affairs/dibao-new/2018-05', '2018-06-05')],
      day,
      addDays(day, -1),
    )
    expect(notice?.copied).toEqual([{ division: '440222', office: 'human-resources' }])
  })
})

describe('a day that was missed is caught up, and floods nobody', () => {
  const obligation = owes('440222/civil-affairs/dibao-new/2018-05', '2018-06-05')
  const caughtUp = (day: string, since: string) => noticesOn(city.rules, [obligation], day, since).map(lineOf)

  it('a reminder comes a day late', () => {
    expect(caughtUp('2018-06-02', '2018-05-30')).toEqual(['2018-06-02 reminder-3 440222 civil-affairs'])
  })
  it('of two reminders the latest; on the due day still', () => {
    expect(caughtUp('2018-06-05', '2018-05-30')).toEqual(['2018-06-05 reminder-1 440222 civil-affairs'])
  })
  it('a reminder never after the due day', () => {
    const holiday = owes('440222/civil-affairs/dibao-new/2018-09', '2018-10-05')
    expect(noticesOn(city.rules, [holiday], '2018-10-06', '2018-09-20')).toEqual([])
  })
  it('of five overdue notices the latest, to each recipient once', () => {
    expect(caughtUp('2018-06-20', '2018-06-04')).toEqual([
      '2018-06-20 overdue-5 440222 civil-affairs',
      '2018-06-20 escalation-5 440222 human-resources',
      '2018-06-20 escalation-5 440200 civil-affairs',
    ])
  })
  it('the days after go on as if nothing had been missed', () => {
    expect(caughtUp('2018-06-21', '2018-06-20')[0]).toBe('2018-06-21 overdue-6 440222 civil-affairs')
  })
})

describe('digests: one mail a recipient a day', () => {
  it('all that an office is told on a day, by urgency, then by due day', () => {
    const notices = city.run('2018-06-12', '2018-06-11', [])
    const own = notices.filter((n) => n.to.division === '440200' && n.to.office === 'civil-affairs')
    expect(own.map((n) => n.kind)).toEqual([...Array(4).fill('overdue'), ...Array(40).fill('escalation')])
  })
  it('looks as far ahead as the first reminder', () => {
    const first = city.run('2018-05-31', '2018-05-30', [], '2018-06-01')
    expect(new Set(first.map((n) => `${n.kind}-${n.step} ${n.obligation.due}`))).toEqual(
      new Set(['reminder-3 2018-06-05']),
    )
    expect(lastReminded(city.rules, '2018-09-28')).toBe('2018-10-08')
  })
  it('an id is a function of day and recipient, fit for a Message-ID', () => {
    const ids = digestsOf(city.run('2018-06-04', '2018-06-03', [])).map((d) => d.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain('2018-06-04.440222.civil-affairs')
    for (const id of ids) expect(id).toMatch(/^[a-z0-9.-]+$/)
  })
})
