/** What webhooks does in the stores (docs/permissions.md). */
import type { Grants } from '../shared/stages/grants.ts'

export const grants: Grants = {
  work: {
    'UPLOAD#*': ['GetItem'],
    'WEBHOOK#*': ['GetItem', 'BatchGetItem', 'UpdateItem'],
    'WEBHOOK-DEAD#*': ['UpdateItem', 'DeleteItem'],
    'WEBHOOK-SENT#*': ['GetItem', 'PutItem', 'UpdateItem'],
    'WEBHOOKS#*': ['Query'],
    'WEBHOOKS-DUE': ['Query', 'UpdateItem', 'DeleteItem'],
  },
}
