/** The web function in this process: tries, looks and what they cost, without a network's noise. */
import { readFileSync } from 'node:fs'
import { handle } from 'hono/aws-lambda'
import { Secret, TOTP } from 'otpauth'
import { isPassword } from '../formats/password.ts'
import { app } from '../functions/web/app.ts'
import { type WebDeps, webDeps } from '../functions/web/deps.ts'
import { env } from '../functions/web/env.ts'
import { sessionFor } from '../functions/web/http/caller.ts'
import { mannWhitney, medianOf, tellingShift } from './mann-whitney.ts'

interface Asked {
  readonly method: string
  readonly path: string
  readonly cookie?: string | undefined
  /** One of its own by default. */
  readonly address?: string
  readonly body?: Readonly<Record<string, string | number>> | undefined
}

export interface Look extends Asked {
  readonly name: string
}

export interface Pair extends Look {
  /** As long as the path. */
  readonly absent: string
}

export interface Work {
  readonly part: 'costs' | 'telling'
  readonly tries: number
  readonly password: string
  /** Nobody has tried them before. */
  readonly known: readonly string[]
  readonly unknown: readonly string[]
  readonly pairs: readonly Pair[]
  /** Each signs in once, with a code of the secret. */
  readonly signing: readonly string[]
  readonly totp: string
  readonly pages: readonly Look[]
}

export interface Compared {
  readonly name: string
  readonly p: number
  /** Milliseconds at the median, of what is there and what is not. */
  readonly medians: readonly [number, number]
  /** Milliseconds that would have been told apart. */
  readonly tells: number
}

export interface Cost {
  readonly name: string
  /** Milliseconds at the median that session and audit add to a page. */
  readonly added: number
  readonly page: number
  readonly read: number
  readonly write: number
}

export interface Done {
  readonly compared: readonly Compared[]
  readonly costs: readonly Cost[]
  /** Milliseconds at the median: a password and a code, the code's request, and the password's argon2 alone. */
  readonly signIn: number
  readonly code: number
  readonly argon2: number
  readonly auditEntry: number
}

type Answer = { statusCode: number; headers: Record<string, string>; cookies?: string[] }
type Handler = (request: Asked) => Promise<{ ms: number; answer: Answer }>

const HOST = 'localhost:8080'
const deps = webDeps(env.parse(process.env))
const web = handlerOf(deps)
const work = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Work

const isTelling = work.part === 'telling'
const done: Done = {
  compared: isTelling ? [await wrongPasswords(), ...(await inTurn(work.pairs, foreignThings))] : [],
  costs: isTelling ? [] : await inTurn(work.pages, costOf),
  ...(isTelling ? { signIn: 0, code: 0, argon2: 0 } : await signIns()),
  auditEntry: isTelling ? 0 : await auditEntry(),
}
console.log(JSON.stringify(done))

/** Five tries lock a name, so that each is tried less often. */
async function wrongPasswords(): Promise<Compared> {
  const each = 4
  const tried = (name: string) =>
    timed({ method: 'POST', path: '/sign-in', body: { name, password: 'not-that-one-7' } }, 400)
  const rounds = work.known.flatMap((known, at) =>
    Array.from({ length: each }, () => [() => tried(known), () => tried(work.unknown[at] ?? '')] as const),
  )
  return compare('known and unknown names, wrong password', shuffled(rounds).slice(0, work.tries))
}

function foreignThings({ name, path, absent, ...look }: Pair): Promise<Compared> {
  const asked = (one: string) => () => timed({ ...look, path: one }, 404)
  return compare(
    name,
    Array.from({ length: work.tries }, () => [asked(path), asked(absent)] as const),
  )
}

type Try = () => Promise<number>

async function compare(name: string, tries: readonly (readonly [Try, Try])[]): Promise<Compared> {
  const samples: [number[], number[]] = [[], []]
  for (const pair of tries) for (const at of shuffled([0, 1] as const)) samples[at].push(await pair[at]())
  const p = mannWhitney(...samples)
  const tells = tellingShift(...samples, 0.01)
  return { name, p, medians: [medianOf(samples[0]), medianOf(samples[1])], tells }
}

/** A page with and without the stores of sessions and audit, in turn. */
async function costOf({ name, ...look }: Look): Promise<Cost> {
  const views = 300
  const session = await sessionOf(look)
  const without = handlerOf({
    ...deps,
    sessions: { ...deps.sessions, get: async () => session, use: async () => {} },
    audit: { ...deps.audit, write: async (event) => ({ ...event, seq: 1, previous: '', hash: '' }) },
  })
  const samples: Record<'whole' | 'bare', { ms: number; read: number; write: number }[]> = { whole: [], bare: [] }
  for (let view = 0; view < views; view++)
    for (const which of shuffled(['whole', 'bare'] as const)) {
      const { read, write } = deps.capacity
      const { ms, answer } = await (which === 'whole' ? web : without)(look)
      if (answer.statusCode !== 200) throw new Error(`${name} was answered ${answer.statusCode}`)
      samples[which].push({ ms, read: deps.capacity.read - read, write: deps.capacity.write - write })
    }
  const of = (what: 'ms' | 'read' | 'write', from: typeof samples.whole) => from.map((one) => one[what])
  const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0)
  const units = (what: 'read' | 'write') => (sum(of(what, samples.whole)) - sum(of(what, samples.bare))) / views
  const page = medianOf(of('ms', samples.whole))
  return { name, page, added: page - medianOf(of('ms', samples.bare)), read: units('read'), write: units('write') }
}

/** The first look keeps when the session was used. */
async function sessionOf(look: Asked) {
  await web(look)
  const [account = '', token = ''] = (look.cookie ?? '').split('=')[1]?.split('.') ?? []
  return deps.sessions.get(sessionFor(account, token).key)
}

async function signIns(): Promise<Pick<Done, 'signIn' | 'code' | 'argon2'>> {
  const kept = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`
  const whole: number[] = []
  const codes: number[] = []
  const alone: number[] = []
  const totp = new TOTP({ secret: Secret.fromBase32(work.totp) })
  for (const [at, name] of work.signing.entries()) {
    const code = totp.generate()
    const address = `10.255.${(at >> 8) & 255}.${at & 255}`
    const first = await web({ method: 'POST', path: '/sign-in', address, body: { name, password: work.password } })
    const cookie = first.answer.cookies?.[0]?.split(';')[0]
    const second = await web({ method: 'POST', path: '/sign-in/code', address, cookie, body: { code } })
    if (second.answer.statusCode !== 303) throw new Error(`a sign-in was answered ${second.answer.statusCode}`)
    whole.push(first.ms + second.ms)
    codes.push(second.ms)
    const begun = performance.now()
    await isPassword(work.password, kept)
    alone.push(performance.now() - begun)
  }
  return { signIn: medianOf(whole), code: medianOf(codes), argon2: medianOf(alone) }
}

async function auditEntry(): Promise<number> {
  const { city } = await deps.policies.inForce()
  const samples: number[] = []
  for (let entry = 0; entry < 200; entry++) {
    const begun = performance.now()
    await deps.audit.write({
      division: city.code,
      kind: 'sign-out',
      time: deps.now().toISOString(),
      outcome: 'allowed',
      address: '127.0.0.1',
    })
    samples.push(performance.now() - begun)
  }
  return medianOf(samples)
}

async function timed(request: Asked, status: number): Promise<number> {
  const { ms, answer } = await web(request)
  if (answer.statusCode !== status) throw new Error(`${request.method} ${request.path}: ${answer.statusCode}`)
  return ms
}

function handlerOf(of: WebDeps): Handler {
  const handler = handle(app(of)) as unknown as (event: unknown, context: unknown) => Promise<Answer>
  let asked = 0
  return async ({ method, path, cookie, address, body }) => {
    const [rawPath = '', rawQueryString = ''] = path.split('?')
    const isApi = path.startsWith('/api/')
    const type = isApi ? 'application/json' : 'application/x-www-form-urlencoded'
    // An address is locked after a hundred tries.
    const sourceIp = address ?? `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked++ & 255}`
    const event = {
      ...{ version: '2.0', routeKey: '$default', rawPath, rawQueryString },
      headers: { host: HOST, origin: `http://${HOST}`, ...(method === 'POST' && { 'content-type': type }) },
      ...(cookie && { cookies: [cookie] }),
      requestContext: { domainName: HOST, requestId: 'bench', http: { method, path: rawPath, sourceIp } },
      ...(method === 'POST' && { body: isApi ? JSON.stringify(body ?? {}) : formOf(body) }),
      isBase64Encoded: false,
    }
    const begun = performance.now()
    const answer = await handler(event, { awsRequestId: 'bench' })
    return { ms: performance.now() - begun, answer }
  }
}

function formOf(fields: Asked['body'] = {}): string {
  return new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString()
}

async function inTurn<A, B>(all: readonly A[], work: (one: A) => Promise<B>): Promise<B[]> {
  const results: B[] = []
  for (const one of all) results.push(await work(one))
  return results
}

function shuffled<T>(all: readonly T[]): T[] {
  return all
    .map((one) => [Math.random(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one)
}
