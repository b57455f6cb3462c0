/** The routes of pictures for the table of who may: of a county that is named, or else of the caller's own place. */
import { COUNTY } from '../faults/lists.ts'
import type { AccessRow } from './access-row.ts'

export function statisticsRows(): AccessRow[] {
  return ['/statistics', '/statistics/one-page', '/api/statistics'].map((path) => ({
    route: `GET ${path}`,
    owner: { division: COUNTY },
    act: { action: 'see', resource: 'counts', persons: false },
    path: `${path}?county=${COUNTY}`,
  }))
}
