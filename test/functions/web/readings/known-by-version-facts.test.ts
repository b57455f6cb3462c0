/** Whatever a remembered page rests on changes its version: the table of what can change. */
import { expect, test } from 'vitest'
import { knownTieOut } from '../../../../functions/web/money/known-tie-out.ts'
import { countyOpenCases } from '../../../../functions/web/readings/county-open-cases.ts'
import { defaultPolicy } from '../../../../local/hub/default-policy.ts'
import type { BatchState } from '../../../../schemas/records/batch.ts'

const [COUNTY, OTHER] = ['440222', '440203']
const policy = defaultPolicy()

/** What the hub holds, as far as versions look at it. */
const START = {
  day: '2018-06-05',
  policy: 1,
  persons: 7,
  close: 3,
  deadlines: { requestDays: 15 },
  money: { paid: 1 },
  rosters: { [`${COUNTY}#dibao`]: 'rosters/a', [`${OTHER}#register`]: 'rosters/b' } as Record<string, string>,
  batches: {
    [COUNTY]: { state: 'published' as BatchState, frozen: 'f', results: 1, prepared: 'p' },
    [OTHER]: { state: 'prepared' as BatchState, frozen: undefined, results: undefined, prepared: 'q' },
  } as Record<
    string,
    { state: BatchState; frozen?: string | undefined; results?: number | undefined; prepared: string }
  >,
}
type Held = typeof START

/** @returns the version, asked as the page asks */
async function versionOf(of: 'cases' | 'money', held: Held): Promise<string | undefined> {
  let said: string | undefined
  const known = async (_: string, version: string | undefined) => {
    said = version
    return []
  }
  const deps = {
    ...{ openCases: known, tieOuts: known },
    ...{ now: () => new Date(`${held.day}T04:00:00.000Z`), dayOf: () => held.day },
    personVersions: { of: async (county: string) => (county === COUNTY ? held.persons : 0) },
    caseBooks: { get: async () => ({ version: held.close }) },
    deadlines: { policy: async () => held.deadlines },
    heads: { all: async (names: string[]) => names.map((head) => ({ head, roster: held.rosters[head] })) },
    batches: {
      async since(county: string) {
        const one = held.batches[county]
        if (!one) return []
        const { state, prepared, frozen, results } = one
        return [
          {
            ...{ id: `${county}-2018-001`, state, prepared: { key: prepared } },
            ...(frozen && { frozen: { key: frozen } }),
            ...(results && { results: { version: results } }),
          },
        ]
      },
    },
  }
  const inForce = { ...policy, version: held.policy }
  if (of === 'cases') await countyOpenCases(deps as never, inForce, COUNTY)
  else
    await knownTieOut(
      deps as never,
      { county: COUNTY, year: 2018, policy: inForce, day: held.day },
      held.money as never,
    )
  return said
}

const batch = (county: string, changes: object): Partial<Held> => ({
  batches: { ...START.batches, [county]: { ...START.batches[county]!, ...changes } },
})
const roster = (head: string): Partial<Held> => ({ rosters: { ...START.rosters, [head]: 'rosters/c' } })

const EACH: readonly (readonly [what: string, of: readonly ('cases' | 'money')[], Partial<Held>])[] = [
  ['a new day', ['cases', 'money'], { day: '2018-06-06' }],
  ['a policy', ['cases', 'money'], { policy: 2 }],
  // Settlements, answers, results, lists and registers reach cases by their persons, whichever county’s they are.
  ['a person of the county’s lists', ['cases'], { persons: 8 }],
  // A failed row gives its claim back after its table is kept, and before its person hears of it.
  ['a claim that failed after its results were kept', ['money'], { persons: 8 }],
  ['a close', ['cases'], { close: 4 }],
  ['a deadline', ['cases'], { deadlines: { requestDays: 10 } }],
  ['an allocation', ['money'], { money: { paid: 2 } }],
  ['a list of the county', ['money'], roster(`${COUNTY}#dibao`)],
  ['a first list of a category', ['money'], roster(`${COUNTY}#tekun`)],
  ['the county’s register', ['money'], roster(`${COUNTY}#register`)],
  ['another county’s register', ['money'], roster(`${OTHER}#register`)],
  ['results of the bank', ['cases', 'money'], batch(COUNTY, { results: 2 })],
  [
    'a first result in another county',
    ['cases', 'money'],
    batch(OTHER, { state: 'published', frozen: 'g', results: 1 }),
  ],
  ['a batch sent back', ['cases', 'money'], batch(OTHER, { state: 'returned' })],
  ['a batch that pays nobody', ['cases', 'money'], batch(OTHER, { state: 'empty' })],
  ['a batch prepared anew under its number', ['cases', 'money'], batch(OTHER, { prepared: 'r' })],
  ['an approved batch', ['cases', 'money'], batch(OTHER, { state: 'frozen', frozen: 'g' })],
]

test.each(EACH)('%s is another version', async (_, of, change) => {
  for (const page of of) {
    const before = await versionOf(page, START)
    expect(before, page).toBeDefined()
    expect(await versionOf(page, { ...START, ...change }), page).not.toBe(before)
    expect(await versionOf(page, structuredClone(START)), page).toBe(before)
  }
})

test('nothing is remembered while any county’s claims are made', async () => {
  const held = { ...START, ...batch(OTHER, { state: 'approving' }) }
  expect([await versionOf('cases', held), await versionOf('money', held)]).toEqual([undefined, undefined])
})
