/** What canary does in the stores (docs/permissions.md). */
import type { Grants } from '../shared/stages/grants.ts'

export const grants: Grants = {
  work: {
    'HEAD#*': ['UpdateItem'],
    'OPEN#*': ['PutItem'],
    POLICY: ['GetItem'],
    'UPLOAD#*': ['GetItem', 'PutItem'],
  },
  inbox: {
    '999999/*/*/*/*/original': ['write'],
  },
}
