/** What deadlines does in the stores (docs/permissions.md). */
import type { Grants } from '../shared/stages/grants.ts'

export const grants: Grants = {
  work: {
    'ACCOUNT#*': ['GetItem', 'BatchGetItem', 'UpdateItem'],
    'ACCOUNT-CHECKS#*': ['Query', 'PutItem'],
    'ACCOUNTS#*': ['Query'],
    'AUDIT#*': ['Query', 'PutItem'],
    'BATCH#*': ['GetItem', 'Query'],
    CASEBOOK: ['GetItem'],
    CONTACTS: ['GetItem'],
    DEADLINES: ['GetItem', 'PutItem', 'UpdateItem'],
    'DEADLINES#AHEAD': ['GetItem', 'UpdateItem'],
    'FUNDING#*': ['Query'],
    'HEAD#*': ['GetItem', 'BatchGetItem'],
    'INVITATION#*': ['PutItem'],
    'MAIL#*': ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
    'MAIL#OPEN': ['Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    'ORDER#*': ['GetItem'],
    POLICY: ['GetItem'],
    REQUESTS: ['Query', 'UpdateItem'],
    'RETURN#*': ['GetItem', 'BatchGetItem'],
    'RUN#*': ['GetItem', 'Query', 'PutItem'],
    'STIRRED#*': ['Query'],
    'SUBMISSION#*': ['GetItem', 'Query', 'UpdateItem'],
    SUBMISSIONS: ['UpdateItem'],
    'TAKEN-BACK': ['Query', 'UpdateItem', 'DeleteItem'],
    TALLY: ['Query', 'UpdateItem'],
    'TOLD#*': ['PutItem'],
    'UPLOAD#*': ['GetItem'],
  },
  people: {
    'CLAIM#*': ['BatchGetItem'],
    person: ['BatchGetItem'],
  },
  outbox: {
    'batches/*/excluded/': ['read'],
    'batches/*/frozen/': ['read'],
    'batches/*/prepared/': ['read'],
    'batches/*/results/': ['read'],
    'cases/': ['read'],
  },
}
