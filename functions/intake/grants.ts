/** What intake does in the stores (docs/permissions.md). */
import type { Grants } from '../shared/stages/grants.ts'

export const grants: Grants = {
  work: {
    'BATCH#*': ['GetItem', 'Query', 'UpdateItem'],
    CASEBOOK: ['GetItem'],
    'FILE#*': ['GetItem', 'PutItem', 'UpdateItem'],
    'FUNDING#*': ['Query', 'UpdateItem'],
    'HEAD#*': ['GetItem', 'BatchGetItem', 'UpdateItem'],
    'OPEN#*': ['Query', 'UpdateItem', 'DeleteItem'],
    POLICY: ['GetItem'],
    'RUN#*': ['PutItem'],
    'SUBMISSION#*': ['UpdateItem'],
    SUBMISSIONS: ['UpdateItem'],
    'TAKEN-BACK': ['UpdateItem'],
    'UPLOAD#*': ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem'],
  },
  people: {
    'CLAIM#*': ['BatchGetItem', 'PutItem'],
    person: ['BatchGetItem'],
  },
  inbox: {
    '*/*/*/*/*/original': ['read'],
  },
  outbox: {
    'batches/*/frozen/': ['read'],
    'batches/*/prepared/': ['read'],
    'batches/*/results/': ['read', 'freeze'],
    'cases/': ['read'],
    'endings/': ['read', 'write'],
    'rejections/': ['write'],
    'returned/': ['write'],
    'rosters/': ['read', 'write', 'remove'],
    'units/': ['write'],
  },
}
