/** What sign-in adds to pages, and what time tells of names and things that are not one's own (docs/access.md#measures). */
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashPassword } from '../formats/password.ts'
import { totpSecret } from '../formats/totp.ts'
import { type Hub, startHub } from '../local/host/hub.ts'
import { type HubStores, hubStores } from '../local/hub/hub-stores.ts'
import { type Identity, identities } from '../local/hub/identities.ts'
import { may } from '../rules/access/may.ts'
import type { Actor } from '../schemas/records/account.ts'
import { CITY, COUNTY, OTHER_COUNTY } from '../test/faults/lists.ts'
import { type AccessCity, accessCity } from '../test/flow/access-city.ts'
import { accessRows } from '../test/flow/access-rows.ts'
import type { Done, Look, Pair, Work } from './access-once.ts'
import { bundleAccessOnce } from './child.ts'
import { type Figure, figure } from './figure.ts'

const TRIES = 1000
const NAMES = TRIES / 4
/** `KINDS=/orders/` tries those routes alone. */
const KINDS = process.env.KINDS ?? ''
const SIGN_INS = 60
const PASSWORD = 'Tianqi7-zuoche'
/** A chance that is taken for none, for all comparisons together. */
const LEAST_P = 0.01

const STRANGERS: readonly [name: string, identity: Identity][] = [
  ['another county', { duty: 'clerk', division: OTHER_COUNTY, office: 'civil-affairs' }],
  ['another office of the county', { duty: 'clerk', division: COUNTY, office: 'bank' }],
]

/** A minute on a quiet machine. */
export const accessFigures = async () => costFigures(await measured('costs'))

/** Some 145 kinds of things, each a thousand times: a quarter of an hour. */
export const tellingFigures = async () => tellingOf(await measured('telling'))

async function measured(part: Work['part']): Promise<Done> {
  const data = mkdtempSync(join(tmpdir(), 'bench-access-'))
  const hub = await startHub({ dataDir: join(data, 'hub'), port: 0, letters: true, log: () => {} })
  try {
    const work = await workOn(hub, data, part)
    const file = join(data, 'work.json')
    writeFileSync(file, JSON.stringify(work))
    const [, web] = Object.entries(hub.functions).find(([name]) => name.toLowerCase().includes('web')) ?? []
    return await (await bundleAccessOnce({ ...hub.env, ...web }))(file)
  } finally {
    await hub.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

async function workOn(hub: Hub, data: string, part: Work['part']): Promise<Work> {
  const stores = hubStores(hub)
  const as = identities(stores)
  const administrator = await as({ duty: 'administrator', division: CITY })
  const ask = (path: string | URL, init: RequestInit = {}) =>
    fetch(new URL(path, hub.url), { ...init, headers: { ...init.headers, ...administrator } })
  const dir = join(data, 'lists')
  mkdirSync(dir)
  const city = await accessCity(hub, { as, ask }, dir)
  const cookieOf = async (identity: Identity) => (await as(identity)).cookie ?? ''
  const clerk = await cookieOf({ duty: 'clerk', division: COUNTY, office: 'civil-affairs' })
  const preparer = await cookieOf({ duty: 'preparer', division: COUNTY, office: 'social-insurance' })
  const page = (name: string, cookie: string, path: string): Look => ({ name, method: 'GET', cookie, path })
  return {
    part,
    tries: TRIES,
    password: PASSWORD,
    ...(await accountsOf(stores)),
    pairs: await pairsOf(city, cookieOf),
    pages: [
      page('home page', clerk, '/'),
      page('an upload', clerk, `/uploads/${COUNTY}/${city.accepted[0]}`),
      page('endings of a list, with persons', clerk, `/uploads/${COUNTY}/${city.held}/endings`),
      page('a batch, with persons', preparer, `/batches/${COUNTY}/${city.batch}`),
    ],
  }
}

async function accountsOf({
  accounts,
  accountSecrets,
}: HubStores): Promise<Pick<Work, 'known' | 'unknown' | 'signing' | 'totp'>> {
  const secrets = await accountSecrets()
  const password = await hashPassword(PASSWORD, randomBytes(16))
  const time = new Date().toISOString()
  const secret = totpSecret(randomBytes(20))
  const named = (prefix: string, many: number) =>
    Array.from({ length: many }, (_, at) => `${prefix}${String(at).padStart(4, '0')}@example.org`)
  const make = async (name: string, at: number) => {
    const id = randomBytes(8).toString('hex')
    await accounts.create({
      id,
      division: at % 2 ? CITY : COUNTY,
      office: 'human-resources',
      duties: ['clerk'],
      invitedAt: time,
    })
    await accounts.name(id, { name: '测试人', signInName: name }, secrets.keyOf('name', name))
    const recovery = Array.from({ length: 10 }, () => secrets.digest(randomBytes(8).toString('hex')))
    const totp = secrets.seal(secret, randomBytes(12))
    await accounts.putFactors(id, { password, earlier: [], totp, step: 0, recovery }, time)
  }
  const [known, unknown, signing] = [named('known', NAMES), named('nobody', NAMES), named('signs', SIGN_INS)]
  for (const [at, name] of [...known, ...signing].entries()) await make(name, at)
  return { known, unknown, signing, totp: secret }
}

/** Each thing that a stranger may not see, and one beside it that does not exist. */
async function pairsOf(city: AccessCity, cookieOf: (identity: Identity) => Promise<string>): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (const [whose, identity] of STRANGERS) {
    const actor: Actor = { id: '0', name: '某某', ...identity, duties: [identity.duty] }
    for (const { route, act, owner, path, absent, body } of accessRows(city)) {
      const [method = ''] = route.split(' ')
      if (absent === undefined || !owner || may(actor, act, owner) || !route.includes(KINDS)) continue
      const one = typeof path === 'string' ? path : await path()
      pairs.push({
        ...{ name: `${route} of ${whose}`, method },
        cookie: await cookieOf(identity),
        path: one,
        body,
        absent: besides(one, absent),
      })
    }
  }
  return pairs
}

/** The path with another last digit where it differs from that of nothing: of the same length and office. */
function besides(path: string, absent: string): string {
  const nothing = absent.split('/')
  return path
    .split('/')
    .map((part, at) =>
      part === nothing[at] ? part : part.replace(/\d(?=\D*$)/, (digit) => (digit === '9' ? '8' : '9')),
    )
    .join('/')
}

function tellingOf({ compared }: Done): Figure[] {
  for (const { name, p, medians, tells } of [...compared].sort((a, b) => a.p - b.p))
    console.log(
      `p ${p.toPrecision(3)}, ${medians.map((ms) => ms.toFixed(3)).join(' and ')} ms, ${tells.toFixed(3)} ms would tell: ${name}`,
    )
  const [names, ...things] = compared
  const least = Math.min(...things.map(({ p }) => p))
  const named = (what: string) => `${what}, ${TRIES.toLocaleString('en')} tries of each`
  return [
    figure(
      named(`known and unknown names (${(names?.tells ?? 0).toPrecision(2)} ms would be told)`),
      'p',
      names?.p ?? 0,
      'limit',
      LEAST_P,
      '>= 1',
    ),
    figure(
      named(`existing and absent things of others, ${things.length} kinds: the least p times their number`),
      'p',
      Math.min(1, least * things.length),
      'limit',
      LEAST_P,
      '>= 1',
    ),
  ]
}

function costFigures({ costs, signIn, code, argon2, auditEntry }: Done): Figure[] {
  // What pages with persons add has its audit entry, and a sign-in too.
  const together = Math.max(...costs.map(({ added }) => added)) + (signIn - argon2)
  return [
    ...costs.flatMap(({ name, page, added, read, write }) => [
      figure(`${name}: added by session and audit`, 'ms', added, 'of', page),
      figure(`${name}: added by session and audit`, 'read units', read, 'limit', 1.5),
      figure(
        `${name}: added by session and audit`,
        'write units',
        write,
        'limit',
        2,
        name.includes('persons') ? '<= 1' : '0',
      ),
    ]),
    figure('an audit entry', 'ms', auditEntry, 'limit', 15),
    figure('a sign-in with both factors, without its argon2', 'ms', signIn - argon2, 'argon2', argon2, '-'),
    figure(
      'the request of a sign-in that brings the code, with session check and audit entry',
      'ms',
      code,
      'limit',
      15,
    ),
    figure('sign-in without argon2, session and audit entry together', 'ms', together, 'limit', 15),
  ]
}
