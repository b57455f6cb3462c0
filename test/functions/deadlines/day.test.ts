import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../../local/host/engines/engine-process.ts'
import { obligations } from '../../../rules/deadlines/obligations.ts'
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import { DEFAULT_DEADLINES } from '../../../schemas/records/deadline-policy.ts'
import type { Submission } from '../../../schemas/records/obligation.ts'
import { isLong } from '../../long.ts'
import { ClockHub, startTables } from './clock-hub.ts'

let tables: Engine
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.stop())

const SMALL = { counties: 1, categories: 1, deadlines: { from: '2018-06-01' } }

/** Everything that is due in these days is submitted on the first of the month. */
function submittedOf({ policy }: ClockHub, from: string, to: string): Submission[] {
  const calendar = cityCalendar(DEFAULT_DEADLINES.calendar)
  return obligations({ policy, deadlines: DEFAULT_DEADLINES, calendar }, from, to).map(
    ({ division, office, form, period, due }) => ({
      division,
      office,
      form,
      period,
      time: `${due.slice(0, 8)}01T02:00:00Z`,
      state: 'accepted',
    }),
  )
}

describe('a day', () => {
  test('that was missed is told with the next, once and by its latest step', async () => {
    const hub = await ClockHub.begin(tables, SMALL)
    await hub.day('2018-06-03')
    // The 4th, when a reminder was due, to the 12th are missed.
    await hub.day('2018-06-13')
    const told = (await hub.deps().notices.ofDay('2018-06-13')).flatMap(({ about }) =>
      'notices' in about
        ? about.notices.map(
            ({ kind, step, to, obligation: o }) => `${to.division} ${to.office} ${kind} ${step} ${o.form}`,
          )
        : [],
    )
    expect(told.sort()).toEqual([
      '440200 civil-affairs escalation 3 tekun-new',
      '440200 civil-affairs overdue 3 tekun-full',
      '440200 human-resources escalation 2 consolidated',
      '440200 human-resources escalation 3 statistics',
      '440200 human-resources escalation 3 tekun-full',
      '440200 social-insurance overdue 2 consolidated',
      '440203 civil-affairs overdue 3 tekun-new',
      '440203 human-resources escalation 3 statistics',
      '440203 human-resources escalation 3 tekun-new',
      '440203 social-insurance overdue 3 statistics',
    ])
  })

  test('tells nobody of what was met, by a file or by 零报告, and hints at a file that is held or refused', async () => {
    const hub = await ClockHub.begin(tables, SMALL)
    const list = { division: '440203', office: 'civil-affairs', form: 'tekun-new', period: '2018-05' } as const
    const full = { ...list, division: '440200', form: 'tekun-full' }
    await hub.submit(
      { ...list, time: '2018-06-02T01:00:00Z', state: 'refused' },
      { ...full, time: '2018-06-02T01:00:00Z', state: 'held' },
    )
    await hub.day('2018-06-04')
    expect(hub.sent).toEqual([
      '2018-06-04.440200.civil-affairs',
      '2018-06-04.440200.social-insurance',
      '2018-06-04.440203.civil-affairs',
      '2018-06-04.440203.social-insurance',
    ])
    await hub.submit(
      { ...list, time: '2018-06-05T01:00:00Z', state: 'nil' },
      { ...full, time: '2018-06-05T01:00:00Z', state: 'accepted' },
    )
    for (let day = 5; day < 30; day++) await hub.day(`2018-06-${String(day).padStart(2, '0')}`)
    expect(hub.sent.filter((id) => id.includes('civil-affairs')).slice(2)).toEqual([])
    const { unmet } = (await hub.deps().deadlines.state())!
    expect(unmet.filter((id) => id.endsWith('2018-05'))).toEqual([
      '440200/social-insurance/consolidated/2018-05',
      '440203/social-insurance/statistics/2018-05',
    ])
  })

  test('tells of what was sent or taken back after its day, as owed anew, until it has come again', async () => {
    const hub = await ClockHub.begin(tables, SMALL)
    const owed = { division: '440203', office: 'social-insurance', form: 'statistics', period: '2018-05' } as const
    const list = { division: '440203', office: 'civil-affairs', form: 'tekun-new', period: '2018-05' } as const
    const time = '2018-06-04T01:00:00Z'
    await hub.submit({ ...owed, time, state: 'accepted' }, { ...list, time, state: 'accepted', upload: 'u' })
    for (const day of ['2018-06-05', '2018-06-06', '2018-06-19']) await hub.day(day)
    const day = '2018-06-20'
    await hub.submit(
      { ...owed, time, state: 'withdrawn', takenBackOn: day },
      { ...list, time, state: 'withdrawn', upload: 'u', takenBackOn: day },
    )
    const told: string[] = []
    for (const one of [20, 21, 22, 25, 26, 27, 28, 29]) {
      const today = `2018-06-${one}`
      await hub.day(today)
      for (const { about } of await hub.deps().notices.ofDay(today))
        if ('notices' in about)
          for (const { kind, to, obligation: o } of about.notices)
            if (o.period === '2018-05' && (o.form === owed.form || o.form === list.form))
              told.push(`${today} ${kind} ${to.division} ${to.office} ${o.due}`)
      if (one === 27) await hub.submit({ ...owed, time, state: 'accepted' })
    }
    expect(told).toEqual([
      '2018-06-20 reminder 440203 civil-affairs 2018-06-25',
      '2018-06-20 reminder 440203 social-insurance 2018-06-25',
      '2018-06-22 reminder 440203 civil-affairs 2018-06-25',
      '2018-06-22 reminder 440203 social-insurance 2018-06-25',
      '2018-06-26 overdue 440203 civil-affairs 2018-06-25',
      '2018-06-26 overdue 440203 social-insurance 2018-06-25',
      '2018-06-28 overdue 440203 civil-affairs 2018-06-25',
      '2018-06-28 escalation 440203 human-resources 2018-06-25',
    ])
  })

  test('after another has come is not gone back to', async () => {
    const hub = await ClockHub.begin(tables, SMALL)
    await hub.day('2018-06-05')
    await hub.day('2018-06-04')
    expect(hub.sent.filter((id) => id.startsWith('2018-06-04'))).toEqual([])
  })

  test('of a city in which nobody has set the deadlines begins with what is due from then on', async () => {
    const hub = await ClockHub.begin(tables, { ...SMALL, deadlines: { from: '2018-05-15' } })
    const { deadlines } = hub.deps()
    await deadlines.begin({ ...DEFAULT_DEADLINES, from: '2020-01-01' })
    expect((await deadlines.policy())?.from).toBe('2018-05-15')
    const unset = await ClockHub.begin(tables, { ...SMALL, deadlines: 'unset' })
    await unset.day('2018-06-29')
    expect((await unset.deps().deadlines.policy())?.from).toBe('2018-06-29')
  })
})

test('on the 1st, and after a category has ended, every county is decided again, for that day', async () => {
  const hub = await ClockHub.begin(tables, { ...SMALL, counties: 2 })
  const deps = hub.deps()
  const ending = { ...hub.policy, version: 2, categories: [{ ...hub.policy.categories[0]!, until: '2018-06-10' }] }
  await deps.policies.put(ending)
  for (const day of ['2018-06-29', '2018-07-03', '2018-07-04']) await hub.day(day, deps)
  expect(hub.runs).toEqual(['440203 day-2018-07-01', '440204 day-2018-07-01'])
  expect(await deps.runs.get('440203', 'day-2018-07-01')).toMatchObject({ day: '2018-07-01', state: 'open' })
  const other = await ClockHub.begin(tables, SMALL)
  const otherDeps = other.deps()
  await otherDeps.policies.put({ ...other.policy, version: 2, categories: ending.categories })
  for (const day of ['2018-06-10', '2018-06-11']) await other.day(day, otherDeps)
  expect(other.runs).toEqual(['440203 day-2018-06-11'])
})

test('a due day that a new calendar moves is told to who owes, once', async () => {
  const hub = await ClockHub.begin(tables, SMALL)
  await hub.day('2018-06-11')
  const { deadlines, notices } = hub.deps()
  const overrides = [{ day: '2018-07-02', work: false }]
  await deadlines.putPolicy({ ...DEFAULT_DEADLINES, from: '2018-06-01', calendar: { published: [], overrides } })
  await hub.day('2018-06-13')
  await hub.day('2018-06-14')
  const moved = async (day: string) =>
    (await notices.ofDay(day)).flatMap(({ about }) =>
      'notices' in about
        ? about.notices
            .filter(({ kind }) => kind === 'moved')
            .map(({ obligation: o, was }) => `${o.form} ${was} ${o.due}`)
        : [],
    )
  expect((await moved('2018-06-13')).sort()).toEqual([
    'consolidated 2018-07-06 2018-07-09',
    'statistics 2018-07-04 2018-07-05',
  ])
  expect(await moved('2018-06-14')).toEqual([])
})

test('a due day that is moved to before the last run is overdue now, and no less owed', async () => {
  const hub = await ClockHub.begin(tables, { ...SMALL, deadlines: { from: '2018-06-01', listDay: 25 } })
  await hub.day('2018-06-11')
  const { deadlines, notices } = hub.deps()
  await deadlines.putPolicy({ ...DEFAULT_DEADLINES, from: '2018-06-01' })
  await hub.day('2018-06-12')
  await hub.day('2018-06-14')
  const told = async (day: string) => {
    const mailing = await notices.get(day, `${day}.440203.civil-affairs`)
    const all = mailing && 'notices' in mailing.about ? mailing.about.notices : []
    return all.filter((n) => n.obligation.period === '2018-05').map(({ kind, step, was }) => [kind, step, was])
  }
  expect(await told('2018-06-12')).toEqual([
    ['moved', 0, '2018-06-25'],
    ['overdue', 3, undefined],
  ])
  expect(await told('2018-06-14')).toEqual([['overdue', 4, undefined]])
})

test('what a policy did not ask for by mistake is owed again once it is mended', async () => {
  const hub = await ClockHub.begin(tables, SMALL)
  await hub.day('2018-06-06')
  const { deadlines } = hub.deps()
  const policy = { ...DEFAULT_DEADLINES, from: '2018-06-01' }
  const unmet = async () => (await deadlines.state())!.unmet
  const list = { division: '440200', office: 'civil-affairs', form: 'tekun-full', period: '2018-05' } as const
  await deadlines.putPolicy({ ...policy, sharedFrom: '2018-01-01' })
  for (const day of ['2018-06-07', '2018-06-08', '2018-07-06']) await hub.day(day)
  await deadlines.putPolicy(policy)
  await hub.day('2018-07-10')
  const { about } = (await hub.deps().notices.get('2018-07-10', '2018-07-10.440200.civil-affairs'))!
  const overdue = 'notices' in about ? about.notices.filter(({ kind }) => kind === 'overdue') : []
  // What was overdue before, and what fell due meanwhile.
  expect(overdue.map((n) => n.obligation.period)).toEqual(['2018-05', '2018-06'])
  await hub.submit({ ...list, time: '2018-07-10T02:00:00Z', state: 'accepted' })
  await hub.day('2018-07-11')
  expect(await unmet()).not.toContain(Object.values(list).join('/'))
})

test('what a township, bank or finance was asked for is told of until it comes, and then forgotten', async () => {
  const hub = await ClockHub.begin(tables, SMALL)
  const { requests, notices } = hub.deps()
  const township = hub.policy.counties[0]!.townships[0]!.code
  const ask = { division: township, office: 'township', form: 'materials', period: '2018-06', ref: 'N1' } as const
  await requests.put({ ...ask, requestedOn: '2018-06-01' })
  const told = async (day: string) =>
    (await notices.ofDay(day)).flatMap(({ to, about }) =>
      'notices' in about
        ? about.notices.filter((n) => n.obligation.ref === 'N1').map((n) => `${to.office} ${n.kind}`)
        : [],
    )
  // 15 working days later is the 25th, since the 18th is the Dragon Boat holiday.
  for (const day of ['2018-06-21', '2018-06-22', '2018-06-26', '2018-06-27', '2018-06-28']) await hub.day(day)
  expect(await told('2018-06-22')).toEqual(['township reminder'])
  expect(await told('2018-06-26')).toEqual(['township overdue'])
  expect((await told('2018-06-28')).sort()).toEqual(['township overdue', 'township-government escalation'])
  const [known] = await requests.all()
  await requests.judge(known!, { whole: 1, answered: 1 }, '2018-06-28T06:00:00Z')
  for (const day of ['2018-06-29', '2018-07-02']) await hub.day(day)
  expect(await told('2018-07-02')).toEqual([])
  expect(await requests.open()).toEqual([])
})

/** 24 months at length. */
const LONG_AGO = isLong ? '2018-06-01' : '2019-12-01'

test('a day reads and writes as much after many months of history as after one', async () => {
  const unitsOfDay = async (from: string): Promise<{ read: number; write: number }> => {
    const hub = await ClockHub.begin(tables, { deadlines: { from } })
    await hub.submit(...submittedOf(hub, from, '2020-06-01'))
    const townships = hub.policy.counties.flatMap((county) => county.townships)
    expect([hub.policy.counties.length + 1, townships.length]).toEqual([11, 105])
    for (const { code } of townships)
      await hub.deps().requests.put({
        ...{ division: code, office: 'township', form: 'materials', period: '2020-06', ref: 'N1' },
        requestedOn: '2020-06-01',
      })
    for (const day of ['2020-06-01', '2020-06-02', '2020-06-03']) await hub.day(day)
    // The last working day before the 5th: everybody is reminded.
    const deps = hub.deps()
    await hub.day('2020-06-04', deps)
    expect(hub.sent.filter((id) => id.startsWith('2020-06-04')).length).toBe(44)
    return { ...deps.capacity }
  }
  const [long, short] = [await unitsOfDay(LONG_AGO), await unitsOfDay('2020-05-01')]
  expect(long).toEqual(short)
  // 44 mails: an address read, a claim, a line on the list, a mark, and the line taken off, each.
  expect(long.read).toBeLessThan(125)
  expect(long.write).toBeLessThan(300)
})
