import type { Child } from 'hono/jsx'
import { OVERDUE } from '../../wording/page-names.ts'
import { countWords, moreWords, notFoundWords, TABS, type Tab, THING_WORDS } from '../../wording/things.ts'
import type { StateWords } from '../../wording/upload-state.ts'
import { type Heading, ScrollTable } from './scroll-table.tsx'
import { StateBadge } from './state-badge.tsx'

/** Whose turn a thing is: the reader's, somebody else's, nobody's any more. */
export type Stage = Exclude<Tab, 'all'>

export interface Thing {
  /** Absent where its page is not the reader’s. */
  readonly href?: string | undefined
  /** Said on the telephone. */
  readonly number: string
  /** Behind the number, one a column. */
  readonly cells: readonly string[]
  readonly state: StateWords
  readonly stage: Stage
  /** The cell with a day that is past. */
  readonly overdue?: number
}

export interface ThingList<T extends Thing = Thing> {
  /** Unlike that of any other list of the page. */
  readonly id: string
  readonly name: string
  /** Those of the cells; number and state stand first and last. */
  readonly columns: readonly Heading[]
  readonly numbered: string
  readonly stated: string
  readonly things: readonly T[]
  /** What to do where there is none. */
  readonly empty: string
  /** Names of its fields in the address, where a page has another list that has the plain ones. */
  readonly fields?: ThingFields
  /** On a phone a row is a few lines, where its cells speak for themselves. */
  readonly compact?: boolean
  /** Those that make sense where not all do. */
  readonly tabs?: readonly Tab[]
}

export interface ThingFields {
  readonly tab: string
  readonly find: string
}

const FIELDS: ThingFields = { tab: 'tab', find: 'find' }

/** Of a list, what was asked for. */
export interface ThingsShown<T extends Thing = Thing> {
  readonly list: ThingList<T>
  readonly tab: Tab
  readonly find: string
  readonly counts: Readonly<Record<Tab, number>>
  readonly shown: readonly T[]
}

interface ThingsProps {
  readonly of: ThingsShown
  /** The page’s own. */
  readonly path: string
  /** Fields of its address that stay. */
  readonly keep?: Readonly<Record<string, string>>
  /** The list as a workbook. */
  readonly file?: string
  /** Rows with persons, in the place of the plain table and its download. */
  readonly children?: Child
}

/** Things of a list that are shown; a workbook has all. */
export const THINGS_SHOWN = 200

/** Every list: tabs with counts, a search, a count, a download, and what to do where there is nothing. */
export function Things({ of, path, keep = {}, file, children }: ThingsProps) {
  const { list, tab, find, counts, shown } = of
  const fields = list.fields ?? FIELDS
  const query = (one: Tab) => new URLSearchParams({ ...keep, ...(find && { [fields.find]: find }), [fields.tab]: one })
  const rows = shown.slice(0, THINGS_SHOWN)
  return (
    <div id={list.id} class="things">
      <StageTabs
        name={list.name}
        tab={tab}
        counts={counts}
        tabs={list.tabs}
        at={(one) => `${path}?${query(one)}#${list.id}`}
      />
      <form class="search screen" method="get" action={`${path}#${list.id}`}>
        {Object.entries({ ...keep, [fields.tab]: tab }).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="field">
          <label for={`${list.id}-find`}>{THING_WORDS.findLabel}</label>
          {/* Shorter than a person's number: what is looked for stands in the address. */}
          <input id={`${list.id}-find`} name={fields.find} value={find} maxlength={17} autocomplete="off" />
        </div>
        <button class="plain" type="submit">
          {THING_WORDS.find}
        </button>
      </form>
      {shown.length === 0 ? (
        <p class="note">{find ? notFoundWords(find) : counts.all === 0 ? list.empty : countWords(tab, 0, find)}</p>
      ) : (
        <>
          <p class="hint">
            {countWords(tab, shown.length, find)}{' '}
            {file && (
              <a class="screen" href={`${file}?${query(tab)}`}>
                {THING_WORDS.download}
              </a>
            )}
          </p>
          {children ?? (
            <ScrollTable
              compact={list.compact}
              name={list.name}
              headings={[list.numbered, ...list.columns, list.stated]}
            >
              {rows.map((thing) => (
                <Row of={thing} columns={list.columns} />
              ))}
            </ScrollTable>
          )}
          {shown.length > THINGS_SHOWN && <p class="hint">{moreWords(THINGS_SHOWN, shown.length - THINGS_SHOWN)}</p>}
        </>
      )}
    </div>
  )
}

interface StageTabsProps {
  readonly name: string
  readonly tab: Tab
  readonly counts: Readonly<Record<Tab, number>>
  readonly tabs?: readonly Tab[] | undefined
  readonly at: (tab: Tab) => string
}

/** Whose turn things are, with how many there are. */
export function StageTabs({ name, tab, counts, tabs = Object.keys(TABS) as Tab[], at }: StageTabsProps) {
  if (tabs.length === 0) return null
  return (
    <nav class="tabs screen" aria-label={name}>
      {tabs.map((one) => (
        <a href={at(one)} aria-current={one === tab ? 'page' : undefined}>
          {TABS[one]} {counts[one]}
        </a>
      ))}
    </nav>
  )
}

function Row({ of, columns }: { of: Thing; columns: readonly Heading[] }) {
  return (
    <tr data-moving={of.state.moving ? '' : undefined}>
      <th scope="row" class="brief">
        {of.href === undefined ? of.number : <a href={of.href}>{of.number}</a>}
      </th>
      {of.cells.map((cell, i) => (
        <td class={typeof columns[i] === 'string' ? undefined : 'number'}>
          {cell} {of.overdue === i && <b class="mark bad">{OVERDUE}</b>}
        </td>
      ))}
      <td>
        <StateBadge state={of.state} />
      </td>
    </tr>
  )
}
