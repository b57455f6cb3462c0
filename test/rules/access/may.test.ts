/** Who sees what, held against a reading of docs/rules.md#who-sees-what that shares nothing with `schemas/duties.ts`. */
import { describe, expect, test } from 'vitest'
import { may, seesNothing } from '../../../rules/access/may.ts'
import { Action, Resource } from '../../../schemas/access.ts'
import { Office } from '../../../schemas/codes.ts'
import { DUTIES, Duty, Scope } from '../../../schemas/duties.ts'

const CITY = '440200'
const COUNTY = '440222'
const OTHER = '440224'
const TOWNSHIP = '440222100'
const OTHER_TOWNSHIP = '440222101'
const SENDER = 'civil-affairs'

/** `<place of the thing> <resource>` -> `<place of the account> <office>`, what the contract says and no more. */
const six = (place: string) =>
  ['civil-affairs', 'disabled-federation', 'poverty-alleviation', 'social-insurance', 'human-resources', 'finance'].map(
    (office) => `${place} ${office}`,
  )
const READERS: Record<string, string[]> = {
  'county name-list': [`county ${SENDER}`, 'county social-insurance', 'county finance', 'county human-resources'],
  'city name-list': [`city ${SENDER}`, 'city social-insurance', 'city human-resources'],
  'county returned-rows': [`county ${SENDER}`, 'county social-insurance'],
  'township returned-rows': ['county social-insurance'],
  'city returned-rows': [`city ${SENDER}`, 'city social-insurance'],
  'county outcomes': ['county social-insurance', 'county human-resources'],
  'county ledger': ['county social-insurance', 'county human-resources'],
  'county batch': ['county social-insurance'],
  'county payment-instruction': ['county social-insurance', 'county bank'],
  'county funding-request': ['county social-insurance', 'county finance', 'county human-resources'],
  'county statistics': [...six('county'), 'city social-insurance'],
  'city statistics': six('city'),
  'county counts': [...six('county'), ...six('city')],
  'city counts': six('city'),
  'county timeliness': [...six('county'), ...six('city')],
  'city timeliness': six('city'),
  // Of two counties each sees the other's name; the city may settle in their stead.
  // Human resources urges its county, the city's the counties.
  'county supervision': [`county ${SENDER}`, 'county human-resources', 'city human-resources'],
  'city supervision': [`city ${SENDER}`, 'city human-resources'],
  'township supervision': ['county human-resources'],
  'county conflict': ['county social-insurance', 'city social-insurance'],
  'city conflict': ['city social-insurance'],
  'county answer': [`county ${SENDER}`, 'county social-insurance'],
  'city answer': [`city ${SENDER}`],
  'township materials-notice': ['township township', 'township township-government', 'county social-insurance'],
  'township answer': ['township township', 'township township-government', 'county social-insurance'],
}
const PLACES = { city: CITY, county: COUNTY, other: OTHER, township: TOWNSHIP, 'other-township': OTHER_TOWNSHIP }
type Place = keyof typeof PLACES
const places = Object.keys(PLACES) as Place[]

describe('seeing', () => {
  for (const resource of Resource.exclude(['portal']).options)
    for (const where of ['city', 'county', 'township'] as const)
      test(`${resource} of a ${where}: exactly who the contract says`, () => {
        const readers = places.flatMap((place) =>
          Office.options
            .filter((office) =>
              may(
                { division: PLACES[place], office, duties: ['clerk'] },
                { action: 'see', resource, persons: true },
                { division: PLACES[where], ...(where === 'township' ? {} : { office: SENDER }) },
              ),
            )
            .map((office) => `${place} ${office}`),
        )
        expect(readers.sort()).toEqual([...(READERS[`${where} ${resource}`] ?? [])].sort())
      })

  test('a leader sees what the office sees, without persons; who watches over the division sees none of it', () => {
    const owner = { division: COUNTY, office: SENDER } as const
    for (const resource of Resource.options) {
      const of = (duty: Duty, persons: boolean) =>
        may({ division: COUNTY, office: SENDER, duties: [duty] }, { action: 'see', resource, persons }, owner)
      expect(of('leader', false)).toBe(of('clerk', false))
      if (resource === 'portal') continue
      expect(of('leader', true)).toBe(false)
      for (const duty of ['administrator', 'security', 'auditor'] as const)
        for (const persons of [false, true]) expect(of(duty, persons)).toBe(false)
    }
  })

  test('months and lists are for whoever sees something of them', () => {
    expect(Duty.options.filter((duty) => seesNothing({ duties: [duty] }))).toEqual([
      'administrator',
      'security',
      'auditor',
    ])
    expect(seesNothing({ duties: ['clerk', 'leader'] })).toBe(false)
  })

  test('whoever has no office sees no thing of one', () => {
    const watcher = { division: COUNTY, duties: Duty.options }
    const act = { action: 'see', resource: 'name-list', persons: false } as const
    expect(may(watcher, act, { division: COUNTY })).toBe(false)
  })
})

describe('doing', () => {
  const ACTS: [Duty, Action, Resource, 'office' | 'division' | 'townships' | 'below' | 'only-below'][] = [
    ['clerk', 'send', 'name-list', 'office'],
    ['clerk', 'report', 'name-list', 'office'],
    ['clerk', 'take-back', 'name-list', 'office'],
    ['clerk', 'send', 'answer', 'office'],
    ['clerk', 'report', 'answer', 'office'],
    ['clerk', 'take-back', 'answer', 'office'],
    ['clerk', 'report', 'funding-request', 'office'],
    ['clerk', 'take-back', 'funding-request', 'office'],
    ['clerk', 'report', 'supervision', 'office'],
    ['preparer', 'close', 'outcomes', 'division'],
    ['preparer', 'submit', 'statistics', 'division'],
    ['preparer', 'send-back', 'statistics', 'only-below'],
    ['preparer', 'prepare', 'batch', 'division'],
    ['preparer', 'send', 'answer', 'townships'],
    ['preparer', 'send', 'settlement', 'division'],
    ['preparer', 'send', 'timeliness', 'townships'],
    ['preparer', 'send', 'conflict', 'only-below'],
    ['approver', 'approve', 'batch', 'division'],
    ['approver', 'confirm', 'name-list', 'division'],
    ['confirmer', 'confirm', 'name-list', 'office'],
    ['administrator', 'administer', 'policy', 'division'],
    ['administrator', 'administer', 'mail', 'below'],
    ['administrator', 'administer', 'dead-letter', 'division'],
    ['administrator', 'oversee', 'account', 'below'],
    ['administrator', 'administer', 'account', 'below'],
    ['administrator', 'administer', 'api-key', 'division'],
    ['administrator', 'administer', 'webhook', 'division'],
    ['administrator', 'confirm', 'account-check', 'below'],
    ['leader', 'confirm', 'account-check', 'office'],
    ['security', 'oversee', 'account', 'below'],
    ['security', 'confirm', 'account', 'below'],
    ['auditor', 'verify', 'audit', 'division'],
  ]
  const acts = Action.exclude(['see']).options.flatMap((action) =>
    Resource.exclude(['portal']).options.map((resource) => ({ action, resource, persons: false })),
  )

  test.each(Duty.options)('%s does what the contract says, to its own, and nothing else', (duty) => {
    const owner = { division: COUNTY, office: 'social-insurance' } as const
    for (const act of acts) {
      // Whom it urges depends on the office.
      if (duty === 'clerk' && act.resource === 'timeliness' && act.action === 'send') continue
      const row = ACTS.find(
        ([who, action, resource]) => who === duty && action === act.action && resource === act.resource,
      )
      const own = may({ ...owner, duties: [duty] }, act, owner)
      const isOwn = row !== undefined && row[3] !== 'only-below'
      expect(own, `${act.action} ${act.resource}`).toBe(isOwn)
      const colleague = may({ division: COUNTY, office: 'finance', duties: [duty] }, act, owner)
      expect(colleague).toBe(isOwn && row[3] !== 'office')
      for (const division of [OTHER, CITY, TOWNSHIP])
        expect(may({ ...owner, division, duties: [duty] }, act, owner)).toBe(
          /below/.test(row?.[3] ?? '') && division === CITY,
        )
      const below = /below|townships/.test(row?.[3] ?? '')
      expect(may({ ...owner, duties: [duty] }, act, { ...owner, division: TOWNSHIP })).toBe(below)
    }
  })

  test('human resources alone urges, its own division and below; the office that is urged answers', () => {
    const owner = { division: COUNTY, office: SENDER } as const
    const urges = (division: string, office: Office, duty: Duty = 'clerk') =>
      (['send', 'confirm'] as const).map((action) =>
        may({ division, office, duties: [duty] }, { action, resource: 'supervision', persons: false }, owner),
      )
    expect(urges(COUNTY, 'human-resources')).toEqual([true, true])
    expect(urges(CITY, 'human-resources')).toEqual([true, true])
    expect(urges(OTHER, 'human-resources')).toEqual([false, false])
    expect(urges(CITY, 'human-resources', 'leader')).toEqual([false, false])
    for (const office of Office.exclude(['human-resources']).options)
      expect(urges(COUNTY, office)).toEqual([false, false])
  })

  test('by letter human resources urges its division and below, a city’s office its own kind in the counties', () => {
    const owner = { division: COUNTY, office: SENDER } as const
    const writes = (division: string, office: Office) =>
      may({ division, office, duties: ['clerk'] }, { action: 'send', resource: 'timeliness', persons: false }, owner)
    expect([CITY, COUNTY, OTHER].map((division) => writes(division, 'human-resources'))).toEqual([true, true, false])
    expect([CITY, COUNTY, OTHER].map((division) => writes(division, SENDER))).toEqual([true, false, false])
    expect(writes(CITY, 'finance')).toBe(false)
    // The agency urges whom its month waits for, and the city's agency the county's.
    expect([CITY, COUNTY, OTHER].map((division) => writes(division, 'social-insurance'))).toEqual([false, true, false])
    const agency = (division: string, of: { division: string; office: Office }) =>
      may(
        { division, office: 'social-insurance', duties: ['clerk'] },
        { action: 'send', resource: 'timeliness', persons: false },
        of,
      )
    expect(agency(COUNTY, { division: TOWNSHIP, office: 'township' })).toBe(true)
    expect(agency(CITY, { division: COUNTY, office: 'social-insurance' })).toBe(true)
    expect(agency(CITY, { division: COUNTY, office: 'bank' })).toBe(false)
  })

  test('nobody prepares and approves by one duty, and each duty stands in the table once', () => {
    expect(DUTIES.map(({ duty }) => duty)).toEqual(Duty.options)
    for (const { may: acts } of DUTIES) {
      const actions = acts.filter(({ resource }) => resource === 'batch').flatMap(({ actions }) => actions)
      expect(actions.length).toBeLessThan(2)
    }
  })
})

test('a key does what its scope says, for its own office, without persons, and nothing else', () => {
  const owner = { division: COUNTY, office: SENDER } as const
  const strangers = [
    { division: COUNTY, office: 'social-insurance' },
    { division: OTHER, office: SENDER },
    { division: CITY, office: SENDER },
  ] as const
  const done = Scope.options.flatMap((scope) =>
    Action.options.flatMap((action) =>
      Resource.options.flatMap((resource) =>
        [false, true].flatMap((persons) => {
          const act = { action, resource, persons }
          for (const who of strangers) expect(may({ ...who, duties: [scope] }, act, owner)).toBe(false)
          return may({ ...owner, duties: [scope] }, act, owner) ? [{ scope, ...act }] : []
        }),
      ),
    ),
  )
  expect(done).toEqual([
    { scope: 'send-files', action: 'send', resource: 'name-list', persons: false },
    { scope: 'send-files', action: 'send', resource: 'name-list', persons: true },
    { scope: 'send-files', action: 'send', resource: 'answer', persons: false },
    { scope: 'send-files', action: 'send', resource: 'answer', persons: true },
    { scope: 'read-states', action: 'see', resource: 'name-list', persons: false },
    { scope: 'read-states', action: 'see', resource: 'returned-rows', persons: false },
    { scope: 'read-states', action: 'see', resource: 'batch', persons: false },
    { scope: 'read-states', action: 'see', resource: 'payment-instruction', persons: false },
    { scope: 'read-states', action: 'see', resource: 'funding-request', persons: false },
    { scope: 'read-states', action: 'see', resource: 'answer', persons: false },
  ])
})
