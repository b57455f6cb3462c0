/** What township does in the stores (docs/permissions.md). */
import type { Grants } from '../shared/stages/grants.ts'

export const grants: Grants = {
  work: {
    CONTACTS: ['GetItem'],
    DEADLINES: ['GetItem'],
    'OUTPUT#*': ['UpdateItem'],
    POLICY: ['GetItem'],
    REQUESTS: ['UpdateItem'],
    'RUN#*': ['GetItem'],
  },
  outbox: {
    'cases/': ['read'],
    'outputs/*/township/': ['write'],
    'snapshots/': ['read'],
  },
}
