import { may } from '../../rules/access/may.ts'
import type { Does } from '../../schemas/access.ts'
import type { Office } from '../../schemas/codes.ts'
import type { Actor } from '../../schemas/records/account.ts'
import { PLATFORM } from '../../wording/batch-state.ts'
import { AREA_NAMES, PAGE_NAMES } from '../../wording/page-names.ts'

interface PageLink {
  readonly path: string
  readonly name: string
  /** To an office of the city, where it is another page. */
  readonly inCity?: string
  readonly act?: Pick<Does, 'action' | 'resource'> & { readonly persons?: boolean }
  /** All where absent. */
  readonly offices?: readonly Office[]
}

const see = (resource: Does['resource'], persons = false) => ({ action: 'see', resource, persons }) as const
const administer = (resource: Does['resource']) => ({ action: 'administer', resource }) as const

/** They send lists and see no cases. */
const DEPARTMENTS = ['civil-affairs', 'poverty-alleviation', 'disabled-federation'] as const

/** What an account has no part in is not offered to it. */
const AREAS = [
  { name: AREA_NAMES.home, pages: [{ path: '/', name: PAGE_NAMES.home }] },
  {
    name: AREA_NAMES.lists,
    pages: [
      { path: '/lists', name: PAGE_NAMES.lists, act: see('name-list') },
      {
        ...{ path: '/roster', name: PAGE_NAMES.roster, inCity: PAGE_NAMES.comparison },
        ...{ act: see('name-list', true), offices: DEPARTMENTS },
      },
    ],
  },
  {
    name: AREA_NAMES.month,
    pages: [
      { path: '/month', name: PAGE_NAMES.month, act: see('counts') },
      { path: '/returns', name: PAGE_NAMES.returns, act: see('statistics') },
      { path: '/outputs', name: PAGE_NAMES.outputs, act: see('name-list') },
    ],
  },
  {
    name: AREA_NAMES.cases,
    pages: [
      { path: '/cases', name: PAGE_NAMES.cases, act: see('outcomes', true) },
      { path: '/materials', name: PAGE_NAMES.materials, act: see('materials-notice', true) },
      { path: '/conflicts', name: PAGE_NAMES.conflicts, act: see('conflict', true) },
      { path: '/persons', name: PAGE_NAMES.search, act: see('outcomes', true) },
    ],
  },
  {
    name: AREA_NAMES.money,
    pages: [
      { path: '/batches', name: PAGE_NAMES.batch, act: see('batch') },
      { path: '/bank', name: PAGE_NAMES.bank, act: see('payment-instruction'), offices: ['bank'] },
      { path: '/funding', name: PAGE_NAMES.funding, act: see('counts'), offices: ['finance'] },
      { path: '/reconciliation', name: PAGE_NAMES.reconciliation, act: see('funding-request') },
    ],
  },
  {
    name: AREA_NAMES.overview,
    pages: [
      { path: '/statistics', name: PAGE_NAMES.statistics, act: see('counts') },
      { path: '/problems', name: PAGE_NAMES.problems, act: see('answer') },
      { path: '/timeliness', name: PAGE_NAMES.timeliness, act: see('answer') },
    ],
  },
  {
    name: AREA_NAMES.accounts,
    pages: [
      { path: '/people', name: PAGE_NAMES.people, act: { action: 'oversee', resource: 'account' } },
      { path: '/people/waiting', name: PAGE_NAMES.waiting, act: { action: 'confirm', resource: 'account' } },
      { path: '/keys', name: PAGE_NAMES.keys, act: administer('api-key') },
      { path: '/webhooks', name: PAGE_NAMES.webhooks, act: administer('webhook') },
      { path: '/mails', name: PAGE_NAMES.mails, act: administer('mail') },
      { path: '/audit', name: PAGE_NAMES.audit, act: { action: 'verify', resource: 'audit' } },
      // The policy is the city's own.
      { path: '/policy', name: PAGE_NAMES.policy, act: administer('policy') },
    ],
  },
] as const satisfies readonly { readonly name: string; readonly pages: readonly PageLink[] }[]

export type PagePath = (typeof AREAS)[number]['pages'][number]['path']

interface Area {
  readonly name: string
  readonly pages: readonly PageLink[]
}

/** The city's finance and a township's government send no file, and are shown nobody else's. */
const hasNoLists = ({ division, office }: Actor, city: string | undefined) =>
  office === 'township-government' || (office === 'finance' && division === city)

/** More entries than these are gathered by area. */
const MOST_ENTRIES = 6

/** Entries of the account, each with its pages; where there are few pages each is an entry. */
export function areasOf(actor: Actor, city: string | undefined): readonly Area[] {
  const isOffered = ({ path, act, offices }: PageLink) =>
    (!offices || offices.some((office) => office === actor.office)) &&
    (!act || may(actor, { persons: false, ...act }, actor)) &&
    (path !== '/policy' || actor.division === city) &&
    (path !== '/lists' || !hasNoLists(actor, city))
  const areas: readonly Area[] = AREAS
  const own = areas.flatMap(({ name, pages }) => {
    const offered = pages
      .filter(isOffered)
      .map((page) => ({ ...page, name: (actor.division === city && page.inCity) || page.name }))
    return offered.length > 0 ? [{ name, pages: offered }] : []
  })
  const pages = own.flatMap((area) => area.pages)
  if (pages.length <= MOST_ENTRIES) return pages.map((page) => ({ name: page.name, pages: [page] }))
  return own
}

interface NavigationProps {
  readonly areas: readonly Area[]
  readonly here: PagePath | undefined
}

const isIn = ({ pages }: Area, here: PagePath | undefined) => pages.some(({ path }) => path === here)

/** At the left; on a phone at the bottom. */
export function Rail({ areas, here }: NavigationProps) {
  return (
    <nav class="rail" aria-label={PLATFORM}>
      {areas.map((area) => (
        <a
          href={area.pages[0]?.path}
          aria-current={isIn(area, here) ? (area.pages.length > 1 ? 'true' : 'page') : undefined}
        >
          {area.name}
        </a>
      ))}
    </nav>
  )
}

/** Pages of the entry that one is in. */
export function Tabs({ areas, here }: NavigationProps) {
  const area = areas.find((one) => isIn(one, here))
  if (!area || area.pages.length < 2) return null
  return (
    <nav class="tabs screen" aria-label={area.name}>
      {area.pages.map(({ path, name }) => (
        <a href={path} aria-current={path === here ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  )
}
