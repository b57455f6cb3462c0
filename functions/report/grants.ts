/** What report does in the stores (docs/permissions.md). */
import type { Grants } from '../shared/stages/grants.ts'

export const grants: Grants = {
  work: {
    'OUTPUT#*': ['UpdateItem'],
    POLICY: ['GetItem'],
    'RETURN#*': ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem'],
    RETURNS: ['UpdateItem'],
    'RUN#*': ['GetItem', 'Query'],
    'SUBMISSION#*': ['UpdateItem'],
    SUBMISSIONS: ['UpdateItem'],
    'TAKEN-BACK': ['UpdateItem'],
    'UPLOAD#*': ['Query'],
  },
  outbox: {
    'cases/': ['read'],
    'endings/': ['read'],
    'lists/': ['read'],
    'outputs/*/ledger/': ['write'],
    'outputs/*/review/': ['write'],
    'outputs/*/statistics/': ['write'],
    'outputs/*/unpaid/': ['write'],
    'returns/': ['read', 'freeze'],
    'snapshots/': ['read'],
  },
}
