/** What snapshot does in the stores (docs/permissions.md). */
import type { Grants } from '../shared/stages/grants.ts'

export const grants: Grants = {
  work: {
    'BATCH#*': ['Query'],
    CASEBOOK: ['GetItem', 'PutItem', 'UpdateItem'],
    'HEAD#*': ['GetItem', 'BatchGetItem', 'UpdateItem'],
    POLICY: ['GetItem'],
    'POLICY#DRAFTS': ['GetItem'],
    'POLICY#PREVIEW#*': ['Query', 'UpdateItem'],
    'RETURN#*': ['GetItem'],
    'RUN#*': ['GetItem', 'Query', 'UpdateItem'],
    'UPLOAD#*': ['Query', 'UpdateItem'],
  },
  people: {
    'CLAIM#*': ['BatchGetItem', 'PutItem'],
    person: ['BatchGetItem'],
  },
  outbox: {
    'batches/*/prepared/': ['read'],
    'cases/': ['read', 'freeze'],
    'endings/': ['read'],
    'lists/': ['read', 'freeze'],
    'rosters/': ['read'],
    'rounds/': ['write'],
    'snapshots/': ['read', 'freeze'],
  },
}
