/** Every route by every duty of offices near and far: what may be seen or done, and that the rest is as if it were not. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { may } from '../../rules/access/may.ts'
import type { Office } from '../../schemas/codes.ts'
import { DUTIES, Duty, Scope } from '../../schemas/duties.ts'
import { type Acting, acting } from '../acting.ts'
import { ROUTES } from '../every-route.ts'
import { CITY, COUNTY, OTHER_COUNTY, person, TOWNSHIPS } from '../faults/lists.ts'
import { isLong } from '../long.ts'
import { type AccessCity, accessCity, LISTED, nameOf } from './access-city.ts'
import type { AccessRow } from './access-row.ts'
import { accessRows } from './access-rows.ts'
import { type Asker, asking, isKey, type Look } from './asking.ts'
import { type KeyHolder, keysOf } from './keys-of.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-access-'))
/** Of an identity provider that does not answer: the routes stand all the same. */
const env = { IDENTITY_ISSUER: 'http://127.0.0.1:9', IDENTITY_CLIENT_ID: 'hub', IDENTITY_SECRET: 'made up' }
let hub: Hub
let act: Acting
let request: ReturnType<typeof asking>['request']
let textOf: ReturnType<typeof asking>['textOf']
let city: AccessCity
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, letters: true, log: () => {}, env })
  act = acting(hub)
  ;({ request, textOf } = asking(hub, act, keysOf(hubStores(hub))))
  city = await accessCity(hub, act, dir)
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const WATCHERS: readonly Duty[] = ['administrator', 'security', 'auditor']
const OFFICES: readonly [division: string, office: Office][] = [
  ...(['civil-affairs', 'social-insurance', 'human-resources', 'finance', 'bank', 'poverty-alleviation'] as const).map(
    (office): [string, Office] => [COUNTY, office],
  ),
  [OTHER_COUNTY, 'civil-affairs'],
  [OTHER_COUNTY, 'social-insurance'],
  [CITY, 'civil-affairs'],
  [CITY, 'social-insurance'],
  [CITY, 'human-resources'],
  [TOWNSHIPS[COUNTY]?.[0] ?? '', 'township'],
  [TOWNSHIPS[OTHER_COUNTY]?.[0] ?? '', 'township'],
]
/** The own office, another one of the county, another county's, the city's. */
const SOME: typeof OFFICES = [
  [COUNTY, 'civil-affairs'],
  [COUNTY, 'social-insurance'],
  [OTHER_COUNTY, 'civil-affairs'],
  [CITY, 'social-insurance'],
]
const PERSONS: readonly Identity[] = Duty.options.flatMap((duty): Identity[] => {
  if (WATCHERS.includes(duty)) return [COUNTY, OTHER_COUNTY, CITY].map((division) => ({ duty, division }))
  const offices = DUTIES.find((row) => row.duty === duty)?.offices
  // A leader sees what the office's clerk sees, without persons: fewer offices tell that.
  const near = duty === 'leader' ? SOME : OFFICES
  return near
    .filter(([, office]) => offices?.includes(office) ?? true)
    .map(([division, office]) => {
      return { duty, division, office }
    })
})
const KEYS: readonly KeyHolder[] = Scope.options.flatMap((duty) =>
  SOME.map(([division, office]) => ({ duty, division, office })),
)
const nameOfPerson = ({ duty, division, office = 'none' as Office }: Asker) => `${duty} of ${office} in ${division}`

interface Answer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
}

async function asked(...[route, path, body, person]: Parameters<typeof request>): Promise<Answer> {
  const answer = await request(route, path, body, person)
  const { date: _, ...headers } = Object.fromEntries(answer.headers)
  return { status: answer.status, headers, body: await answer.text() }
}

const absences = new Map<string, Promise<Answer>>()
/** What somebody is answered where the hub has no such page at all: a page has its reader's frame. */
const nowhere = ({ route }: AccessRow, by?: Asker) => {
  const [method, path = ''] = route.split(' ')
  const absent = path.startsWith('/api/') ? '/api/nowhere' : '/nowhere'
  const key = [method, absent, by && nameOfPerson(by)].join()
  const answer = absences.get(key) ?? asked(`${method} `, absent, {}, by)
  absences.set(key, answer)
  return answer
}

const pathOf = ({ path }: AccessRow, by?: Asker) =>
  typeof path === 'string' ? path : path(by && isKey(by) ? undefined : by)
const mayDo = ({ act: done, owner }: AccessRow, { duty, ...who }: Asker) =>
  may({ ...who, duties: [duty] }, done, owner ?? who)

/** The rows of one route; the table is made once the city stands. */
const rowsOf = (route: string) => accessRows(city).filter((row) => row.route === route)
const ALL = ROUTES.map(({ method, path }) => `${method} ${path}`)
/** Whoever ends their sessions asks nothing afterwards. */
const LAST: readonly string[] = ['POST /account/sessions/end', 'POST /sign-out']

describe('from any page or file', () => {
  const [own, ...others] = LISTED
  const namesOf = ({ surname, numbers }: (typeof LISTED)[number]) =>
    numbers.flatMap((n) => [nameOf(surname, n), person(n).id])
  const ofCounty = (county: string) => LISTED.filter(({ division }) => division === county)
  const READERS: readonly [Identity, sees: readonly (typeof LISTED)[number][]][] = [
    [{ duty: 'clerk', division: own.division, office: own.office }, [own]],
    [{ duty: 'clerk', division: OTHER_COUNTY, office: 'bank' }, ofCounty(OTHER_COUNTY)],
    [{ duty: 'leader', division: COUNTY, office: 'social-insurance' }, []],
    [{ duty: 'administrator', division: CITY }, []],
  ]

  test.each(READERS.map(([reader, sees]) => [nameOfPerson(reader), reader, sees] as const))(
    '%s gets no name and no number of a list that is not for them',
    async (_, reader, sees) => {
      const got: string[] = []
      const unasked: string[] = []
      await each(await everyLook(), async (look) => {
        const text = await textOf(look, reader)
        got.push(text)
        if (look.route.startsWith('GET ')) unasked.push(text)
      })
      // Before a purpose is stated nobody is shown whole.
      for (const one of LISTED.flatMap(namesOf)) expect(unasked.join()).not.toContain(one)
      const whole = got.join()
      for (const list of LISTED)
        for (const one of sees.includes(list) ? [] : namesOf(list)) expect(whole).not.toContain(one)
      // What is looked for is found where it may stand.
      if (reader.office === own.office) for (const one of namesOf(own)) expect(whole).toContain(one)
      if (reader.office === 'bank') expect(whole).toContain('上官')
    },
  )

  /** Each page and file of the one county, and the same of every other list and county. */
  async function everyLook(): Promise<Look[]> {
    const rows = accessRows(city).filter(({ act: { action } }) => action === 'see')
    const looks = await Promise.all(rows.map(async (row) => ({ ...row, path: await pathOf(row) })))
    const foreign = looks.flatMap((look) => [
      { ...look, path: look.path.replaceAll(COUNTY, OTHER_COUNTY) },
      ...others.map(({ division }, at) => ({
        ...look,
        path: look.path.replace(`${COUNTY}/${city.accepted[0]}`, `${division}/${city.accepted[at + 1]}`),
      })),
    ])
    return [...new Map([...looks, ...foreign].map((look) => [look.route + look.path, look])).values()].filter(
      ({ route }) => !LAST.includes(route),
    )
  }
})

describe('a route', () => {
  test('stands in the table, and no other', () => {
    expect([...new Set(accessRows(city).map(({ route }) => route))].sort()).toEqual([...ALL].sort())
  })

  test.each([...ALL.filter((route) => !LAST.includes(route)), ...LAST])('%s', async (route) => {
    for (const row of rowsOf(route)) {
      if (row.open) await openTo(row)
      else await exactly(row)
    }
  })
})

async function openTo(row: AccessRow): Promise<void> {
  for (const person of [undefined, PERSONS[0]]) {
    const { status } = await asked(row.route, await pathOf(row), row.body, person)
    expect([401, 404]).not.toContain(status)
  }
}

async function exactly(row: AccessRow): Promise<void> {
  const { route, absent, body } = row
  const isLook = route.startsWith('GET ')
  expect((await nowhere(row)).status).toBe(404)
  for (const path of [await pathOf(row), ...(absent ? [absent] : [])])
    expectNobody(path, await asked(route, path, body))
  const isApi = route.includes(' /api/')
  const askers = [...PERSONS, ...(isApi ? KEYS : [])]
  const turn = turns++
  const allowed = someOf(
    askers.filter((person) => mayDo(row, person)),
    turn,
    ({ division }) => division,
  )
  const others = someOf(
    askers.filter((person) => !mayDo(row, person)),
    turn,
    ({ division }) => division === COUNTY,
  )
  // Pages know no keys: who asks with one is nobody.
  if (!isApi) for (const key of KEYS.slice(0, 1)) expectNobody(route, await asked(route, await pathOf(row), body, key))
  await each(others, async (person) => {
    const path = await (typeof row.path === 'string' ? row.path : (absent ?? ''))
    expect([nameOfPerson(person), await asked(route, path, body, person)]).toEqual([
      nameOfPerson(person),
      await nowhere(row, person),
    ])
  })
  await each(allowed, async (person) => {
    const { status, headers } = await asked(route, await pathOf(row, person), body, person)
    const reached = ![401, 404, 500].includes(status) && !(isLook && headers.location?.startsWith('/sign-in'))
    expect([nameOfPerson(person), status, reached]).toEqual([nameOfPerson(person), status, true])
    if (absent) expect(await asked(route, absent, body, person)).toEqual(await nowhere(row, person))
  })
}

function expectNobody(path: string, { status, headers, body }: Answer): void {
  if (path.startsWith('/api/')) expect([status, JSON.parse(body).code]).toEqual([401, 'sign-in-missing'])
  else expect([status, headers.location?.split('?')[0]]).toEqual([303, '/sign-in'])
}

let turns = 0
/** Of each second duty, at length of each one and of each of its places, another one asks each row; `npm run fuzz` asks as all of them. */
function someOf(askers: readonly Asker[], turn: number, place: (asker: Asker) => string | boolean): readonly Asker[] {
  if (process.env.FUZZ) return askers
  const alike = Map.groupBy(askers, (asker) => [isKey(asker), asker.duty, isLong && place(asker)].join())
  const inTurn = [...alike.values()].filter((_, at) => isLong || alike.size === 1 || at % 2 === turn % 2)
  return inTurn.map((some) => some[turn % some.length]!)
}

/** Few at once: the hub has few processes. */
async function each<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all]
  const worker = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one)
  }
  await Promise.all([worker(), worker(), worker(), worker()])
}
