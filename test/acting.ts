/** Asks a running hub as whoever may: a session of some office's person, as everybody else has one. */

import type { Hub } from '../local/host/hub.ts'
import { hubStores } from '../local/hub/hub-stores.ts'
import { type Identity, identities } from '../local/hub/identities.ts'
import { isPublic } from '../schemas/duties.ts'
import { ROUTES } from './every-route.ts'
import { CITY } from './faults/lists.ts'

type Asking = RequestInit & {
  readonly headers?: Record<string, string>
  /** Of which division, where the path does not say; the city's otherwise. */
  readonly of?: string
  /** As whom, where what is asked for is nobody's. */
  readonly by?: Identity
}

export interface Acting {
  /** Headers of one person's session. */
  as(identity: Identity): Promise<Record<string, string>>
  /** `fetch` with the session of whoever may do it: for tests that are not about who may. */
  ask(path: string | URL, init?: Asking): Promise<Response>
}

export function acting(hub: Hub): Acting {
  const stores = hubStores(hub)
  const as = identities(stores)
  return {
    as,
    async ask(path, { of = CITY, by, ...init } = {}) {
      const url = new URL(path, hub.url)
      const identity = by ?? (await whoMay(stores, { method: init.method ?? 'GET', url, body: init.body, of }))
      const headers = { ...(identity && (await as(identity))), ...init.headers }
      return fetch(url, { ...init, headers })
    },
  }
}

async function whoMay(
  { uploads }: ReturnType<typeof hubStores>,
  {
    method,
    url: { pathname, searchParams: query },
    body,
    of,
  }: { method: string; url: URL; body: RequestInit['body']; of: string },
): Promise<Identity | undefined> {
  const route = ROUTES.find((one) => one.method === method && patternOf(one.path).test(pathname))
  if (route && isPublic(route.does)) return undefined
  const fields: Record<string, string | undefined> = {
    ...fieldsOf(body),
    ...patternOf(route?.path ?? '').exec(pathname)?.groups,
  }
  const [county] = fields.run?.split('/') ?? []
  const division = fields.division || fields.county || query.get('division') || query.get('county') || county || of
  const upload = fields.id && route?.path.includes('/uploads/') ? await uploads.get(division, fields.id) : undefined
  // A test says by whom in the body; the hub reads no such field.
  const person = fields.by ? { person: fields.by } : {}
  const named = (fields.office ?? fields.list?.split('/')[0]) as Identity['office']
  const office = upload?.office ?? (named || 'social-insurance')
  const { action, resource } = route?.does ?? { action: 'see', resource: 'portal' }
  switch (action) {
    case 'send':
    case 'report':
    case 'take-back':
      return { duty: 'clerk', division, office, ...person }
    case 'close':
    case 'submit':
    case 'prepare':
      return { duty: 'preparer', division, office: 'social-insurance', ...person }
    case 'send-back':
      return { duty: 'preparer', division: CITY, office: 'social-insurance', ...person }
    case 'approve':
    case 'confirm':
      return { duty: 'approver', division, office: 'social-insurance', ...person }
    case 'administer':
    case 'oversee':
      return { duty: 'administrator', division: CITY, ...person }
    case 'see':
      return { duty: 'clerk', division, office: resource === 'returned-rows' ? office : 'social-insurance' }
  }
}

const patternOf = (path: string) => new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`)

function fieldsOf(body: RequestInit['body']): Record<string, string> {
  if (body instanceof URLSearchParams || body instanceof FormData)
    return Object.fromEntries([...body].filter((field): field is [string, string] => typeof field[1] === 'string'))
  if (typeof body !== 'string') return {}
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, string>) : {}
  } catch {
    return Object.fromEntries(new URLSearchParams(body))
  }
}
