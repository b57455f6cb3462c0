/** What sweep does in the stores (docs/permissions.md). */
import type { Grants } from '../shared/stages/grants.ts'

export const grants: Grants = {
  work: {
    'BATCH#*': ['Query'],
    'DEAD-LETTERS': ['GetItem', 'UpdateItem'],
    'HEAD#*': ['BatchGetItem'],
    POLICY: ['GetItem'],
    'RETURN#*': ['Query'],
    'RUN#*': ['Query', 'PutItem'],
    SWEEP: ['UpdateItem'],
    'UPLOAD#*': ['Query'],
  },
  inbox: {
    '*/*/*/*/*/original': ['read'],
  },
}
