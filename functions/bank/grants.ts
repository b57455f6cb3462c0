/** What bank does in the stores (docs/permissions.md). */
import type { Grants } from '../shared/stages/grants.ts'

export const grants: Grants = {
  work: {
    'OUTPUT#*': ['UpdateItem'],
    POLICY: ['GetItem'],
    REQUESTS: ['UpdateItem'],
  },
  outbox: {
    'batches/*/frozen/': ['read'],
    'outputs/*/bank/': ['write'],
  },
}
