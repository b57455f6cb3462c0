/** What batch does in the stores (docs/permissions.md). */
import type { Grants } from '../shared/stages/grants.ts'

export const grants: Grants = {
  work: {
    'BATCH#*': ['GetItem', 'Query', 'UpdateItem'],
    CASEBOOK: ['GetItem'],
    'FUNDING#*': ['Query', 'PutItem'],
    'HEAD#*': ['BatchGetItem'],
    POLICY: ['GetItem'],
    'RUN#*': ['GetItem'],
    'UPLOAD#*': ['Query', 'UpdateItem'],
  },
  people: {
    'CLAIM#*': ['BatchGetItem', 'PutItem', 'PartiQLInsert'],
    person: ['BatchGetItem'],
  },
  outbox: {
    'batches/*/excluded/': ['freeze'],
    'batches/*/frozen/': ['read', 'freeze'],
    'batches/*/prepared/': ['read', 'freeze'],
    'batches/*/results/': ['read'],
    'cases/': ['read'],
    'instructed/': ['read', 'freeze'],
    'rosters/': ['read'],
  },
}
