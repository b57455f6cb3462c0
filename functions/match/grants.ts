/** What match does in the stores (docs/permissions.md). */
import type { Grants } from '../shared/stages/grants.ts'

export const grants: Grants = {
  work: {
    'HEAD#*': ['BatchGetItem'],
    PERSONS: ['UpdateItem'],
    POLICY: ['GetItem'],
    'RUN#*': ['UpdateItem'],
    'STIRRED#*': ['PutItem'],
    'UPLOAD#*': ['UpdateItem'],
  },
  people: {
    'EVENT#*': ['BatchWriteItem'],
    person: ['BatchGetItem', 'BatchWriteItem'],
  },
  outbox: {
    'rosters/': ['read'],
    'rounds/': ['read'],
    'units/': ['read'],
  },
}
