/** What finance does in the stores (docs/permissions.md). */
import type { Grants } from '../shared/stages/grants.ts'

export const grants: Grants = {
  work: {
    'FUNDING#*': ['Query'],
    'OUTPUT#*': ['UpdateItem'],
    POLICY: ['GetItem'],
    REQUESTS: ['UpdateItem'],
  },
  outbox: {
    'batches/*/frozen/': ['read'],
    'outputs/*/finance/': ['write'],
  },
}
