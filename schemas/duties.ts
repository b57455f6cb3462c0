/** Who may do and see what (docs/access.md#accounts, docs/rules.md#who-sees-what), as data. */
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

/** What a key of an office's own system is for (docs/access.md#sign-in). */
export const Scope = z.enum(['send-files', 'read-states'])
export type Scope = z.infer<typeof Scope>

/** Persons have duties, keys have scopes. */
export type Role = Duty | Scope

/** What a duty does beside seeing. */
export interface May {
  readonly actions: readonly Action[]
  /** Offices whose duty it is; all of the duty's where absent. */
  readonly by?: readonly Office[]
  readonly resource: Resource
  readonly whose:
    | 'own office'
    | 'own division'
    | 'own division and townships'
    | 'own division and below'
    | 'below own division'
    | 'own office below'
}

export interface DutyRow<R extends Role = Role> {
  readonly duty: R
  /** All offices where absent. */
  readonly offices?: readonly Office[]
  /** What its office sees, without persons, or nothing of it. */
  readonly sees: 'persons' | 'counts' | 'nothing'
  readonly may: readonly May[]
}

const may = (whose: May['whose'], resource: Resource, ...actions: Action[]): May => ({ actions, resource, whose })
const township = ['township', 'township-government'] as const
const agency = ['social-insurance'] as const
const senders = ['civil-affairs', 'poverty-alleviation', 'disabled-federation', 'social-insurance'] as const
const six = [...senders, 'human-resources', 'finance'] as const

export const DUTIES: readonly DutyRow<Duty>[] = [
  {
    duty: 'clerk',
    sees: 'persons',
    may: [
      may('own office', 'name-list', 'send', 'report', 'take-back'),
      may('own office', 'answer', 'send', 'report', 'take-back'),
      may('own office', 'funding-request', 'report', 'take-back'),
      may('own office', 'supervision', 'report'),
      { ...may('own division and below', 'supervision', 'send', 'confirm'), by: ['human-resources'] },
      { ...may('own division and below', 'timeliness', 'send'), by: ['human-resources'] },
      // Article 2(4): a township's government urges its service office.
      { ...may('own division', 'timeliness', 'send'), by: ['township-government'] },
      // The city’s office urges its own kind in the counties, and the agency whose answers a month waits for.
      may('own office below', 'timeliness', 'send'),
      { ...may('own division and townships', 'timeliness', 'send'), by: agency },
    ],
  },
  {
    duty: 'preparer',
    offices: agency,
    sees: 'persons',
    may: [
      may('own division', 'outcomes', 'close'),
      may('own division', 'statistics', 'submit'),
      may('below own division', 'statistics', 'send-back'),
      may('own division', 'batch', 'prepare'),
      may('own division and townships', 'answer', 'send'),
      may('own division', 'settlement', 'send'),
      may('own division and townships', 'timeliness', 'send'),
      // In the stead of a county that does not answer another.
      may('below own division', 'conflict', 'send'),
    ],
  },
  {
    duty: 'approver',
    offices: agency,
    sees: 'persons',
    may: [may('own division', 'name-list', 'confirm'), may('own division', 'batch', 'approve')],
  },
  { duty: 'confirmer', offices: senders, sees: 'persons', may: [may('own office', 'name-list', 'confirm')] },
  { duty: 'leader', sees: 'counts', may: [may('own office', 'account-check', 'confirm')] },
  {
    duty: 'administrator',
    sees: 'nothing',
    may: [
      may('own division', 'policy', 'administer'),
      may('own division and below', 'mail', 'administer'),
      may('own division', 'dead-letter', 'administer'),
      may('own division and below', 'account', 'oversee', 'administer'),
      may('own division', 'api-key', 'administer'),
      may('own division', 'webhook', 'administer'),
      may('own division and below', 'account-check', 'confirm'),
    ],
  },
  { duty: 'security', sees: 'nothing', may: [may('own division and below', 'account', 'oversee', 'confirm')] },
  { duty: 'auditor', sees: 'nothing', may: [may('own division', 'audit', 'verify')] },
]

export const SCOPES: readonly DutyRow<Scope>[] = [
  {
    duty: 'send-files',
    sees: 'nothing',
    may: [may('own office', 'name-list', 'send'), may('own office', 'answer', 'send')],
  },
  {
    duty: 'read-states',
    sees: 'nothing',
    may: [
      may('own office', 'name-list', 'see'),
      may('own office', 'answer', 'see'),
      may('own office', 'funding-request', 'see'),
      may('own office', 'payment-instruction', 'see'),
      may('own office', 'batch', 'see'),
      may('own office', 'returned-rows', 'see'),
    ],
  },
]

export interface Seen {
  /** The office whose it is. */
  readonly owner?: true
  /** Offices of the township, the county, the city whose own it is. */
  readonly inTownship?: readonly Office[]
  readonly inCounty?: readonly Office[]
  readonly inCity?: readonly Office[]
  /** Offices of the county, where it is a township’s. */
  readonly byCounty?: readonly Office[]
  /** Offices of the city, where it is a county’s. */
  readonly byCity?: readonly Office[]
}

const person = ['social-insurance', 'human-resources'] as const

/** docs/rules.md#who-sees-what; what stands in no line here is seen by nobody by its office. */
export const SEEN: Readonly<Record<Resource, Seen>> = {
  portal: {},
  'name-list': { owner: true, inCounty: [...person, 'finance'], inCity: person },
  'returned-rows': { owner: true, inCounty: agency, inCity: agency, byCounty: agency },
  outcomes: { inCounty: person },
  counts: { inCounty: six, inCity: six, byCity: six },
  batch: { inCounty: agency },
  ledger: { inCounty: person },
  'materials-notice': { inTownship: township, byCounty: agency },
  'payment-instruction': { inCounty: ['social-insurance', 'bank'] },
  'funding-request': { inCounty: [...person, 'finance'] },
  statistics: { inCounty: six, inCity: six, byCity: agency },
  answer: { owner: true, inTownship: township, inCounty: agency, byCounty: agency },
  settlement: {},
  conflict: { inCounty: agency, inCity: agency, byCity: agency },
  timeliness: { inCounty: six, inCity: six, byCity: six },
  supervision: {
    owner: true,
    inCounty: ['human-resources'],
    inCity: ['human-resources'],
    byCounty: ['human-resources'],
    byCity: ['human-resources'],
  },
  policy: {},
  mail: {},
  'dead-letter': {},
  audit: {},
  account: {},
  'api-key': {},
  webhook: {},
  'account-check': {},
}

/** What is open asks nobody who they are. */
export const isPublic = ({ open }: Does): boolean => open === true
