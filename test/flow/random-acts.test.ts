/**
 * Random acts of random accounts and API keys over the real routes (docs/access.md#measures): nobody is shown a person or a
 * case of an office that is not theirs, chains stay whole, a batch has two persons. `npm run test:acts` plays 2,000 sequences.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkChain } from '../../functions/audit/check.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import type { Office } from '../../schemas/codes.ts'
import { Scope } from '../../schemas/duties.ts'
import { present } from '../../schemas/present.ts'
import { acting } from '../acting.ts'
import { CITY, COUNTY, OTHER_COUNTY, person, TOWNSHIPS } from '../faults/lists.ts'
import fc from '../fc.ts'
import { type AccessCity, accessCity, DAY, LISTED, nameOf } from './access-city.ts'
import { accessRows } from './access-rows.ts'
import { type Asker, asking, isKey, type Look } from './asking.ts'
import { keysOf } from './keys-of.ts'

const SEQUENCES = Number(process.env.ACTS ?? 40)
/** Sequences after which the chains are checked. */
const CHECKED_EVERY = 30

const dir = mkdtempSync(join(tmpdir(), 'yingbao-acts-'))
let hub: Hub
let stores: ReturnType<typeof hubStores>
let city: AccessCity
let ask: ReturnType<typeof asking>
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, letters: true, log: () => {} })
  const act = acting(hub)
  stores = hubStores(hub)
  city = await accessCity(hub, act, dir, 'prepared')
  ask = asking(hub, act, keysOf(stores), DAY)
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const COUNTIES = [COUNTY, OTHER_COUNTY] as const
const AGENCY = 'social-insurance' as const
const OF_COUNTY = ['civil-affairs', 'poverty-alleviation', AGENCY, 'human-resources', 'finance', 'bank'] as const
const OFFICES: readonly { division: string; office: Office }[] = [
  ...COUNTIES.flatMap((division) => OF_COUNTY.map((office) => ({ division, office }))),
  ...COUNTIES.map((county) => ({
    division: present(TOWNSHIPS[county]?.[0], 'a township'),
    office: 'township' as const,
  })),
  { division: CITY, office: 'civil-affairs' },
  { division: CITY, office: AGENCY },
]
const ASKERS: readonly (Asker | undefined)[] = [
  undefined,
  ...OFFICES.flatMap((of): Asker[] => [
    { duty: 'clerk', ...of },
    { duty: 'leader', ...of },
    ...(of.office === AGENCY ? [{ duty: 'preparer', ...of } as const, { duty: 'approver', ...of } as const] : []),
    ...(of.division.length === 6 ? Scope.options.map((duty) => ({ duty, ...of })) : []),
  ]),
  ...([...COUNTIES, CITY] as const).flatMap((division) =>
    (['administrator', 'security', 'auditor'] as const).map((duty) => ({ duty, division })),
  ),
]

type List = (typeof LISTED)[number]
const inCounty = (asker: Asker, { division }: List) => asker.division.slice(0, 6) === division
const ofSender = (asker: Asker, { division, office }: List) => asker.division === division && asker.office === office
const WITH_PERSONS = ['clerk', 'preparer', 'approver']
const WITHOUT_PERSONS = ['leader', 'administrator', 'security', 'auditor', ...Scope.options]

/** A reading of docs/rules.md#who-sees-what that shares nothing with the code. */
function seesPersons(asker: Asker, list: List): boolean {
  if (WITHOUT_PERSONS.includes(asker.duty)) return false
  const all = [AGENCY, 'human-resources', 'finance', 'bank', 'township']
  return ofSender(asker, list) || (inCounty(asker, list) && all.includes(asker.office ?? ''))
}

function seesUploads(asker: Asker, list: List): boolean {
  if (isKey(asker)) return asker.duty === 'read-states' && ofSender(asker, list)
  // An auditor reads the id of whatever the division's accounts were refused.
  if (asker.duty === 'auditor') return true
  // A mail that did not arrive names the list that it is about.
  if (asker.duty === 'administrator') return asker.division === CITY || inCounty(asker, list)
  const all = [AGENCY, 'human-resources', 'finance']
  const reads = [...WITH_PERSONS, 'leader'].includes(asker.duty)
  return reads && (ofSender(asker, list) || (inCounty(asker, list) && all.includes(asker.office ?? '')))
}

/** What of somebody else's stands in a text; ids that were asked for stand in a sign-in's way back. */
function foreignIn(text: string, asked: string, asker: Asker | undefined): string[] {
  return LISTED.flatMap((list, at) => {
    const persons = list.numbers.flatMap((n) => [nameOf(list.surname, n), person(n).id])
    const uploads = [city.accepted[at] ?? '', ...(at === 0 ? [city.held, city.requested] : [])]
    return [
      ...(asker && seesPersons(asker, list) ? [] : persons),
      ...(asker && seesUploads(asker, list) ? [] : uploads.filter((id) => !asked.includes(id))),
    ]
  }).filter((one) => text.includes(one))
}

interface Act {
  readonly by: number
  readonly what: number
  readonly where: number
}

interface BatchAct {
  readonly kind: 'prepare' | 'approve' | 'return'
  readonly county: string
  readonly person: string
}

const nat = fc.nat({ max: 1_000_000 })
const routeAct = fc.record({ kind: fc.constant('route' as const), by: nat, what: nat, where: nat })
const batchAct = fc.record({
  kind: fc.constantFrom('prepare' as const, 'approve' as const, 'return' as const),
  county: fc.constantFrom(...COUNTIES),
  person: fc.constantFrom('甲', '乙'),
})
const sequence = fc.array(fc.oneof({ arbitrary: routeAct, weight: 5 }, { arbitrary: batchAct, weight: 2 }), {
  minLength: 2,
  maxLength: 8,
})

const at = <T>(all: readonly T[], n: number): T => all[n % all.length] as T
/** Sessions of whoever acts later would end; a link is made by the test for whoever opens it, whoever they are. */
const NEVER = ['POST /account/sessions/end', 'POST /sign-out', 'GET /files/:token', 'GET /api/files/:token']

async function lookOf({ by, what, where }: Act): Promise<[Look, Asker | undefined]> {
  const rows = accessRows(city).filter(({ route }) => !NEVER.includes(route))
  // Every other act is a look at persons, by somebody who works with some.
  const isLook = what % 2 === 0
  const asker = at(isLook ? ASKERS.filter((one) => one && WITH_PERSONS.includes(one.duty)) : ASKERS, by)
  const row = at(isLook ? rows.filter(({ act }) => act.action === 'see' && act.persons) : rows, what >> 1)
  const path = typeof row.path === 'string' ? row.path : await row.path(asker && isKey(asker) ? undefined : asker)
  const elsewhere = at([0, 1, 2, 3, 4], where)
  const { division } = at(LISTED, elsewhere)
  const foreign = path.replace(`${COUNTY}/${city.accepted[0]}`, `${division}/${city.accepted[elsewhere % 4]}`)
  const moved = elsewhere === 4 ? foreign.replaceAll(COUNTY, OTHER_COUNTY) : foreign
  return [{ ...row, path: moved }, asker]
}

async function playBatch({ kind, county, person: who }: BatchAct): Promise<void> {
  const asker: Identity = {
    ...{ duty: kind === 'prepare' ? 'preparer' : 'approver', division: county, office: AGENCY, person: who },
  }
  const [run] = await stores.runs.closes(county)
  const batch = (await stores.batches.list(county)).find(({ state }) => state === 'prepared')
  const path = kind === 'prepare' ? '/api/batches' : `/api/batches/${county}/${batch?.id ?? 'none'}/${kind}`
  const body = kind === 'prepare' ? { county, run: run?.id ?? '' } : { reason: '重新核对' }
  await ask.textOf({ route: 'POST ', path, body }, asker)
  await hub.idle()
}

async function chainsAreWhole(): Promise<void> {
  for (const division of [CITY, ...COUNTIES])
    expect([division, (await checkChain(stores.audit, { division, heads: [] })).broken]).toEqual([division, undefined])
}

async function batchesHaveTwoSides(): Promise<void> {
  for (const county of COUNTIES)
    for (const { preparedBy, approvedBy } of await stores.batches.list(county))
      expect(approvedBy?.account).not.toBe(preparedBy.account)
}

test('nobody is shown what is not theirs, chains stay whole, and nobody stands on both sides of a batch', {
  timeout: 3_600_000,
}, async () => {
  let played = 0
  const property = fc.asyncProperty(sequence, async (acts) => {
    for (const act of acts) {
      if (act.kind !== 'route') {
        await playBatch(act)
        continue
      }
      const [look, asker] = await lookOf(act)
      const text = await ask.textOf(look, asker)
      const foreign = foreignIn(text, look.path + JSON.stringify(look.body ?? {}), asker)
      expect([look.route, look.path, asker, foreign]).toEqual([look.route, look.path, asker, []])
    }
    await batchesHaveTwoSides()
    if (++played % CHECKED_EVERY === 0) await chainsAreWhole()
  })
  // The hub keeps what was done: a shorter sequence on it would be another case.
  await fc.assert(property, { numRuns: SEQUENCES, endOnFailure: true })
  await chainsAreWhole()
  const batches = (await Promise.all(COUNTIES.map((county) => stores.batches.list(county)))).flat()
  expect(batches.some(({ approvedBy }) => approvedBy)).toBe(true)
  expect(await isSomebodyShown()).toBe(true)
})

/** What is looked for is found where it may stand. */
async function isSomebodyShown(): Promise<boolean> {
  const clerk: Identity = { duty: 'clerk', division: COUNTY, office: AGENCY }
  for (const row of accessRows(city).filter(({ act }) => act.action === 'see' && act.persons)) {
    const path = typeof row.path === 'string' ? row.path : await row.path(clerk)
    const text = await ask.textOf({ ...row, path }, clerk)
    if (LISTED.some(({ surname }) => text.includes(surname))) return true
  }
  return false
}
