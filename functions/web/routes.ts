/** Every route of the hub, by rooms: one is loaded when somebody first comes to it, so that no page waits for all of them. */
import type { WebDeps } from './deps.ts'
import type { Route } from './http/route.ts'

export interface Room {
  /** One part or two, with or without `/api`: whatever is below belongs to this room, unless another says more. */
  readonly under: readonly string[]
  readonly load: () => Promise<{ readonly routes: readonly Route[] }>
  /** Where it is absent, so are its routes. */
  readonly needs?: keyof WebDeps
}

export const ROOMS: readonly Room[] = [
  {
    under: [
      '/uploads',
      '/comparison',
      '/lists',
      '/nil',
      '/nil-returns',
      '/templates',
      '/api/uploads',
      '/api/nil-returns',
      '/api/comparison',
    ],
    load: () => import('./rooms/uploads.ts'),
  },
  {
    under: ['/month', '/month-closes', '/closing', '/returns'].concat(
      ['/api/month-closes', '/api/redeterminations', '/api/determination-runs'],
      ['/api/returns', '/api/return-submissions', '/api/returns-sent-back'],
    ),
    load: () => import('./rooms/months.ts'),
  },
  {
    under: ['/batches', '/outputs', '/files', '/api/batches', '/api/outputs', '/api/files'],
    load: () => import('./rooms/payments.ts'),
  },
  {
    under: ['/bank', '/funding', '/balances', '/reconciliation'].concat(
      ['/api/bank', '/api/funding'],
      ['/api/balances', '/api/reconciliation'],
    ),
    load: () => import('./rooms/money.ts'),
  },
  {
    under: ['/timeliness', '/notices', '/mails', '/urges', '/problems', '/orders'].concat([
      '/api/timeliness',
      '/api/requests',
      '/api/notices',
      '/api/problems',
      '/api/orders',
      '/api/urges',
    ]),
    load: () => import('./rooms/deadlines.ts'),
  },
  { under: ['/persons', '/roster', '/api/persons', '/api/roster'], load: () => import('./rooms/persons.ts') },
  { under: ['/policy', '/api/policy'], load: () => import('./rooms/policy.ts') },
  { under: ['/dead-letters', '/api/dead-letters'], load: () => import('./rooms/upkeep.ts') },
  { under: ['/', '/api/tasks', '/api/openapi.json'], load: () => import('./rooms/home.ts') },
  { under: ['/assets'], load: () => import('./rooms/assets.ts') },
  { under: ['/sign-in', '/sign-out', '/account', '/invitations'], load: () => import('./rooms/sign-in.ts') },
  {
    under: ['/sign-in/identity', '/account/identity'],
    load: () => import('./rooms/identity.ts'),
    needs: 'identityProvider',
  },
  {
    under: ['/people', '/account-checks', '/keys', '/webhooks', '/audit'].concat(
      ['/api/people', '/api/keys'],
      ['/api/webhooks', '/api/audit'],
    ),
    load: () => import('./rooms/accounts.ts'),
  },
  {
    under: ['/cases', '/conflicts', '/corrections', '/materials'].concat(
      ['/api/cases', '/api/conflicts'],
      ['/api/corrections', '/api/materials'],
    ),
    load: () => import('./rooms/cases.ts'),
  },
  { under: ['/statistics', '/api/statistics'], load: () => import('./rooms/statistics.ts') },
]

const ROOM_AT = new Map(ROOMS.flatMap((room) => room.under.map((path) => [path, room] as const)))

/** @param path without the version of the API */
export function roomAt(path: string): Room | undefined {
  const [, first = '', second = ''] = path.split('/')
  return ROOM_AT.get(`/${first}/${second}`) ?? ROOM_AT.get(`/${first}`)
}
