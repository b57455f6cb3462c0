/** What audit does in the stores (docs/permissions.md). */
import type { Grants } from '../shared/stages/grants.ts'

export const grants: Grants = {
  work: {
    'AUDIT#*': ['GetItem', 'Query'],
    'AUDIT#STATE': ['GetItem', 'UpdateItem'],
    POLICY: ['GetItem'],
    'UNUSUAL#*': ['UpdateItem'],
  },
  audit: { '': ['read', 'write'] },
}
