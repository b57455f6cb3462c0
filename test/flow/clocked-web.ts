/** The hub's routes on a table of their own, with a clock that a test moves; nothing runs beside them. */
import { beginSignedIn } from '../../functions/web/access/sign-in/begin-session.ts'
import { app } from '../../functions/web/app.ts'
import type { WebDeps } from '../../functions/web/deps.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import type { Office } from '../../schemas/codes.ts'
import type { Duty } from '../../schemas/duties.ts'
import { present } from '../../schemas/present.ts'
import { accountRequests } from '../../stores/access/account-requests.ts'
import { accounts } from '../../stores/access/accounts.ts'
import { apiKeys } from '../../stores/access/api-keys.ts'
import { audit } from '../../stores/access/audit.ts'
import { passkeys } from '../../stores/access/passkeys.ts'
import { sessions } from '../../stores/access/sessions.ts'
import { tries } from '../../stores/access/tries.ts'
import { workTable } from '../../stores/aws/work.ts'
import { deadlines } from '../../stores/deadlines/deadlines.ts'
import { batches } from '../../stores/payments/batches.ts'
import { heads } from '../../stores/people/heads.ts'
import { policies } from '../../stores/policy/policies.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import { asWeb } from '../faults/as-stage.ts'
import { dynalite, PEOPLE, WORK } from '../stores/engines.ts'

const HERE = 'http://localhost'
export const CITY = '440200'
export const COUNTY = '440222'
/** Nine in the morning in Shanghai. */
export const BEGIN = '2018-06-06T01:00:00.000Z'

export type ClockedWeb = Awaited<ReturnType<typeof clockedWeb>>

export async function clockedWeb() {
  const engine = await dynalite()
  const work = workTable(engine.clients, WORK)
  await policies(work).put(defaultPolicy())
  const clock = { time: Date.parse(BEGIN) }
  /** Messages to deadlines. */
  const told: unknown[] = []
  const kept = {
    accounts: accounts(work),
    accountRequests: accountRequests(work),
    apiKeys: apiKeys(work),
    sessions: sessions(work),
    passkeys: passkeys(work),
    policies: policies(work),
    deadlines: deadlines(work),
    uploads: uploads(work),
    heads: heads(work),
    batches: batches(work),
    tries: tries(work),
    audit: audit(work),
    portal: new URL(HERE),
    identityProvider: undefined,
    accountSecrets: async () => ({ keyOf: (what: string, text: string) => `${what} ${text}` }),
    deadlinesQueue: { send: async (message: unknown) => void told.push(message) },
    now: () => new Date(clock.time),
    dayOf: () => '2018-06-06',
  }
  const deps = kept as unknown as WebDeps
  // It has none of what offices send.
  const web = asWeb(
    engine.clients,
    { people: PEOPLE, work: WORK },
    app(deps, async () => 0),
  )
  let count = 0

  async function newAccount(duty: Duty, office?: Office, division = COUNTY): Promise<string> {
    count++
    const id = String(count).padStart(16, '0')
    const at = new Date(clock.time).toISOString()
    const holder = { name: `测试人${'甲乙丙丁'[count % 4]}`, signInName: `1380000${String(count).padStart(4, '0')}` }
    await deps.accounts.create({ id, ...holder, division, office, duties: [duty], invitedAt: at, activeAt: at })
    return id
  }

  async function signIn(id: string): Promise<string> {
    const account = present(await deps.accounts.get(id), 'an account')
    return present((await beginSignedIn(deps, account, { address: '', local: true })).split(';')[0], 'a cookie')
  }

  async function ask(path: string, cookie: string, fields?: Readonly<Record<string, string>>) {
    const answer = await web.request(HERE + path, {
      headers: { cookie, origin: HERE, ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields).toString() }),
    })
    return { status: answer.status, text: await answer.text() }
  }

  return {
    deps,
    clock,
    told,
    newAccount,
    signIn,
    asNew: async (duty: Duty, division = CITY) => signIn(await newAccount(duty, undefined, division)),
    ask,
    post: (path: string, cookie: string, body: object) =>
      web.request(HERE + path, {
        method: 'POST',
        headers: { cookie, origin: HERE, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async decide(id: string, security: string, act: 'confirm' | 'refuse' = 'confirm') {
      const { at } = present(await deps.accountRequests.get(COUNTY, id), 'a request')
      return ask('/people/waiting', security, {
        division: COUNTY,
        'shown[]': `${id}/${at}`,
        act,
        reason: act === 'refuse' ? '与本单位核对不上' : '',
      })
    },
    entriesOf: async (kind: string) => (await deps.audit.latest(CITY, 50)).filter((entry) => entry.kind === kind),
    stop: () => engine.stop(),
  }
}
