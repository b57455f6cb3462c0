/** The web function in this process: what each page that a person's navigation leads to takes. */
import { subscribe } from 'node:diagnostics_channel'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { handle } from 'hono/aws-lambda'
import { app } from '../functions/web/app.ts'
import { webDeps } from '../functions/web/deps.ts'
import { env } from '../functions/web/env.ts'
import { medianOf } from './mann-whitney.ts'

export interface PagesWork {
  readonly day: string
  readonly persons: readonly { readonly name: string; readonly cookie: string }[]
  /** Only these pages of each, instead of all that links lead to. */
  readonly only?: readonly string[]
}

export interface PageCost {
  /** With things' own parts left out: `/cases/:/:`. */
  readonly page: string
  readonly person: string
  readonly path: string
  readonly status: number
  /** Of HTML, CSS and script, compressed. */
  readonly bytes: number
  /** At the median, warm. */
  readonly ms: number
  /** Milliseconds of this process, at the median, warm. */
  readonly cpu: number
  readonly requests: number
  readonly read: number
}

type Answer = { statusCode: number; body: string; isBase64Encoded: boolean }

const HOST = 'localhost:8080'
const WARM = 3
const TRIES = 7
/** Of one kind of page, for one person. */
const ONE = 1

const work = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as PagesWork
const counted = { requests: 0 }
const assets = new Map<string, number>()
subscribe('http.client.request.start', () => {
  counted.requests++
})
const deps = webDeps(env.parse(process.env))
const web = handle(
  app({ ...deps, dayOf: () => work.day, now: () => new Date(`${work.day}T02:00:00.000Z`) }),
) as unknown as (event: unknown, context: unknown) => Promise<Answer>

const costs: PageCost[] = []
for (const person of work.persons) {
  const own = await walk(person)
  costs.push(...own)
  console.error(`pages, of ${person.name}: ${own.length} kinds`)
}
console.log(JSON.stringify(costs))

/** Pages of the navigation, and of each kind of thing the first that a page links to. */
async function walk({ name, cookie }: PagesWork['persons'][number]): Promise<PageCost[]> {
  const found: PageCost[] = []
  const seen = new Map<string, number>()
  const left = [...(work.only ?? ['/'])]
  for (let path = left.shift(); path !== undefined; path = left.shift()) {
    const kind = kindOf(path)
    if ((seen.get(kind) ?? 0) >= ONE) continue
    seen.set(kind, (seen.get(kind) ?? 0) + 1)
    const { status, html, location } = await get(path, cookie)
    if (location !== undefined && status === 303) {
      if (!work.only) left.unshift(location)
      continue
    }
    if (status !== 200) {
      found.push({ page: kind, person: name, path, status, bytes: 0, ms: 0, cpu: 0, requests: 0, read: 0 })
      continue
    }
    found.push({ page: kind, person: name, path, status, ...(await costOf(path, cookie, html)) })
    if (!work.only) left.push(...linksIn(html))
  }
  return found
}

async function costOf(
  path: string,
  cookie: string,
  html: string,
): Promise<Pick<PageCost, 'bytes' | 'ms' | 'cpu' | 'requests' | 'read'>> {
  for (let i = 0; i < WARM; i++) await get(path, cookie)
  const [times, cpus]: [number[], number[]] = [[], []]
  const before = { requests: counted.requests, read: deps.capacity.read }
  for (let i = 0; i < TRIES; i++) {
    const from = cpuNow()
    times.push((await get(path, cookie)).ms)
    cpus.push(cpuNow() - from)
  }
  const each = (after: number, from: number) => Math.round(((after - from) / TRIES) * 10) / 10
  return {
    bytes: gzipSync(html).length + (await assetsOf(html)),
    ms: medianOf(times),
    cpu: medianOf(cpus),
    requests: each(counted.requests, before.requests),
    read: each(deps.capacity.read, before.read),
  }
}

function cpuNow(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

async function assetsOf(html: string): Promise<number> {
  const paths = new Set(
    [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js)[^"]*)"/g)].map(([, path = '']) => path),
  )
  let sum = 0
  for (const path of paths) {
    if (!assets.has(path)) assets.set(path, gzipSync((await get(path, '')).html).length)
    sum += assets.get(path) ?? 0
  }
  return sum
}

/** Files and what only looks elsewhere in the same page are no pages. */
function linksIn(html: string): string[] {
  const links = [...html.matchAll(/<a[^>]*\shref="(\/[^"]*)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&').replace(/#.*/, ''),
  )
  return links.filter(
    (href) =>
      !href.startsWith('/assets/') && !/\.(xlsx|csv|zip|json|pdf)(\?|$)/.test(href) && !href.startsWith('/api/'),
  )
}

/** Of a path: ids, numbers and queries’ values are left out. */
function kindOf(path: string): string {
  const [place = '', query = ''] = path.split('?')
  const parts = place.split('/').map((part) => (/\d/.test(part) ? ':' : part))
  const names = [...new URLSearchParams(query).keys()].sort()
  return parts.join('/') + (names.length > 0 ? `?${names.join('&')}` : '')
}

async function get(path: string, cookie: string) {
  const [rawPath = '', rawQueryString = ''] = path.split('?')
  const event = {
    ...{ version: '2.0', routeKey: '$default', rawPath, rawQueryString },
    headers: { host: HOST },
    ...(cookie && { cookies: [cookie] }),
    requestContext: {
      domainName: HOST,
      requestId: 'bench',
      http: { method: 'GET', path: rawPath, sourceIp: '127.0.0.1' },
    },
    isBase64Encoded: false,
  }
  const begun = performance.now()
  const answer = await web(event, { awsRequestId: 'bench' })
  const ms = performance.now() - begun
  const headers = (answer as unknown as { headers?: Record<string, string> }).headers
  const html = answer.isBase64Encoded ? Buffer.from(answer.body, 'base64').toString() : (answer.body ?? '')
  return { status: answer.statusCode, html, location: headers?.location, ms }
}
