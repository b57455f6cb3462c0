/** Calls routes of a running hub by their rows, and keeps what was asked and answered as an example. */

import type { Route } from '../../functions/web/http/route.ts'
import type { Hub } from '../../local/host/hub.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { acting } from '../acting.ts'
import { ROUTES } from '../every-route.ts'
import { COUNTY } from '../faults/lists.ts'

export interface Example {
  readonly route: Route
  /** What it is an example of, in kebab case. */
  readonly name: string
  readonly status: number
  readonly body: unknown
  readonly answer: unknown
}

export interface Call {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object | Uint8Array
  /** As whom, where somebody in particular has to ask. */
  readonly by?: Identity
}

export interface Player {
  /** What was answered, as it was. @throws where it is not of the status */
  call(status: number, name: string, route: `${'GET' | 'POST'} /api/${string}`, call?: Call): Promise<unknown>
  /** Stable: ids, times and addresses that differ from run to run are replaced. */
  examples(): Example[]
}

/** Elements of a list that an example shows. */
const SHOWN = 2

export function player(hub: Hub, day: string): Player {
  const kept: Example[] = []
  const { ask } = acting(hub)
  return {
    async call(status, name, which, { params = {}, query = {}, body, by } = {}) {
      const route = ROUTES.find(({ method, path }) => `${method} ${path}` === which)
      if (!route) throw new Error(`no such route: ${which}`)
      const path = route.path.replace(/:(\w+)/g, (_, field: string) => encodeURIComponent(params[field]!))
      const answer = await ask(`${path}?${new URLSearchParams(query)}`, {
        method: route.method,
        of: COUNTY,
        ...(by && { by }),
        redirect: 'manual',
        headers: { ...hub.playedOn(day), 'content-type': route.body?.type ?? 'application/json' },
        ...(body && { body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body) }),
      })
      const text = await answer.text()
      if (answer.status !== status) throw new Error(`${which} ${name}: ${answer.status} instead of ${status}: ${text}`)
      const isJson = /^application\/(problem\+)?json/.test(answer.headers.get('content-type') ?? '')
      const said: unknown = isJson ? JSON.parse(text) : undefined
      kept.push({ route, name, status, body: body instanceof Uint8Array ? undefined : body, answer: said })
      return said
    },
    examples() {
      const stable = stabiliser()
      return kept.map((one) => ({ ...one, body: stable(one.body), answer: stable(one.answer) }))
    },
  }
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** Of an upload: base 36 of the time, and ten hex digits. */
const UPLOAD = /(?<=\d{4}-\d\d-)[0-9a-z]{9}[0-9a-f]{10}\b/g
/** What names an object of endings: keyed by the hub's own secret. */
const SEEN = /^[0-9a-f]{20}$/
/** Of a person: keyed by the hub's own secret. */
const PERSON = /^[0-9a-f]{30}$/
/** Of an entry of the audit. */
const HASH = /^[0-9a-f]{64}$/
/** Of a mail: a hash of what it is about. */
const MAIL = /^[0-9a-f]{16}$/
const FILE = /^\/api\/files\/[\w-]{32}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

const DAY = /^\d{4}-\d\d-\d\d$/
/** The clock's own day, or the one beside it at midnight. */
const isToday = (text: string) => DAY.test(text) && Math.abs(Date.parse(text) - Date.now()) < 2 * 86_400_000

function stabiliser() {
  const known = new Map<string, string>()
  const nth = (found: string, as: (n: number) => string) => {
    const replaced = known.get(found) ?? as(known.size + 1)
    known.set(found, replaced)
    return replaced
  }
  const inText = (text: string): string => {
    if (isToday(text)) return '2018-06-06'
    if (INSTANT.test(text)) return '2018-06-06T02:00:00.000Z'
    if (/^https?:.*X-Amz/.test(text)) return 'https://inbox.example.org/…?X-Amz-Signature=…'
    if (FILE.test(text)) return '/api/files/…'
    if (PERSON.test(text)) return nth(text, (n) => String(n).padStart(30, '0'))
    if (HASH.test(text)) return nth(text, (n) => String(n).padStart(64, '0'))
    if (MAIL.test(text)) return nth(text, (n) => String(n).padStart(16, '0'))
    if (SEEN.test(text)) return nth(text, (n) => String(n).padStart(20, '0'))
    return text
      .replace(UUID, (found) => nth(found, (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`))
      .replace(UPLOAD, (found) => nth(found, (n) => `0ji5c8xa0${String(n).padStart(10, '0')}`))
  }
  const stable = (value: unknown, name = '', at = 0): unknown => {
    if (typeof value === 'string' && name === 'next') return 'WyLigKYiXQ'
    if (typeof value === 'string') return inText(value)
    if (name === 'seq') return at + 1
    if (name === 'keptDays') return 120
    // Whatever is late today is later tomorrow.
    if (name === 'lateMinutes' && value !== 0) return 1440
    // How persons are shared out hangs on the hub's own secret.
    if (name === 'progress') return { of: 2, done: 2 }
    if (Array.isArray(value)) return value.slice(0, SHOWN).map((one, i) => stable(one, '', i))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([field, of]) => [field, stable(of, field, at)]))
  }
  return (value: unknown) => stable(value)
}
