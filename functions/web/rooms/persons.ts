/** Persons: search, file, notice, roster, and who looked. */
import { personLooks } from '../access/audit/person-looks.ts'
import type { Route } from '../http/route.ts'
import { personApi } from '../persons/person-api.ts'
import { personPages } from '../persons/person-pages.ts'
import { rosterApi } from '../persons/roster-api.ts'
import { rosterPages } from '../persons/roster-pages.ts'
import { searchPages } from '../persons/search-pages.ts'

export const routes: readonly Route[] = [
  ...personApi,
  ...rosterApi,
  ...searchPages,
  ...rosterPages,
  ...personPages,
  ...personLooks,
]
