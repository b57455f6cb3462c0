/** What the hub could not work off, for the city's administrator. */
import { DeadLettersPage } from '../../../pages/upkeep/dead-letters.tsx'
import { DeadLettersShown } from '../../../schemas/api/dead-letters.ts'
import type { WebDeps } from '../deps.ts'
import { apiRoute } from '../http/api-route.ts'
import { page } from '../http/page.ts'
import { pageRoute } from '../http/page-route.ts'
import type { Route } from '../http/route.ts'
import { deadLettersNow } from './dead-letters.ts'

/** Queues are the whole city’s. */
const administer = {
  does: { action: 'administer', resource: 'dead-letter' },
  owner: async (deps: WebDeps) => ({ division: (await deps.policies.inForce()).city.code }),
} as const

export const deadLetterPages: readonly Route[] = [
  pageRoute({
    path: '/dead-letters',
    summary: 'Messages that the hub could not work off, by queue',
    ...administer,
    async run(deps, { local }) {
      const [policy, dead] = await Promise.all([deps.policies.inForce(), deadLettersNow(deps)])
      return page(DeadLettersPage({ policy, local, dead }))
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/api/dead-letters',
    summary: 'Says how many messages the hub could not work off, by queue',
    ...administer,
    answer: DeadLettersShown,
    run: async (deps) => (await deadLettersNow(deps)) ?? { queues: [] },
  }),
]
