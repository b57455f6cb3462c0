/** Duties and their permissions (docs/access.md#accounts). */
import * as z from 'zod'
import type { Action, Does, Resource } from './access.ts'
import type { Office } from './codes.ts'

export const Duty = z.enum([
  'clerk',
  'preparer',
  'approver',
  'confirmer',
  'leader',
  'administrator',
  'security',
  'auditor',
])
export type Duty = z.infer<typeof Duty>

export interface May {
  readonly actions: readonly Action[]
  readonly resource: Resource
  readonly whose: 'own office' | 'own county' | 'own division' | 'everybody'
}

export interface DutyRow {
  readonly duty: Duty
  /** All offices where absent. */
  readonly offices?: readonly Office[]
  readonly persons: boolean
  readonly may: readonly May[]
}

const may = (whose: May['whose'], resource: Resource, ...actions: Action[]): May => ({ actions, resource, whose })
const agency = ['social-insurance'] as const
const portal = may('everybody', 'portal', 'see')
const counts = [may('own county', 'outcomes', 'see'), may('own county', 'timeliness', 'see')]

export const DUTIES: readonly DutyRow[] = [
  {
    duty: 'clerk',
    persons: true,
    may: [
      portal,
      may('own office', 'name-list', 'see', 'send', 'take-back'),
      may('own office', 'returned-rows', 'see'),
      may('own office', 'produced-file', 'see'),
      may('own office', 'answer', 'see', 'send'),
      ...counts,
    ],
  },
  {
    duty: 'preparer',
    offices: agency,
    persons: true,
    may: [
      portal,
      may('own county', 'name-list', 'see'),
      may('own county', 'returned-rows', 'see'),
      may('own county', 'outcomes', 'see', 'close'),
      may('own county', 'batch', 'see', 'prepare'),
      may('own county', 'produced-file', 'see'),
      may('own county', 'timeliness', 'see'),
    ],
  },
  {
    duty: 'approver',
    offices: agency,
    persons: true,
    may: [
      portal,
      may('own county', 'name-list', 'see', 'confirm'),
      may('own county', 'batch', 'see', 'approve'),
      may('own county', 'produced-file', 'see'),
      ...counts,
    ],
  },
  {
    duty: 'confirmer',
    offices: ['civil-affairs', 'poverty-alleviation', 'disabled-federation', 'social-insurance'],
    persons: true,
    may: [portal, may('own office', 'name-list', 'see', 'confirm')],
  },
  { duty: 'leader', persons: false, may: [portal, ...counts] },
  {
    duty: 'administrator',
    persons: false,
    may: [portal, may('own division', 'policy', 'administer'), may('own division', 'mail', 'administer')],
  },
  { duty: 'security', persons: false, may: [portal] },
  { duty: 'auditor', persons: false, may: [portal] },
]

export const isPublic = ({ open }: Does): boolean => open === true

export function dutiesFor({ action, resource, persons }: Does): Duty[] {
  const fits = (one: May) => one.resource === resource && one.actions.includes(action)
  return DUTIES.filter((row) => row.may.some(fits) && (!persons || row.persons)).map(({ duty }) => duty)
}
