import { shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import type { Resource } from '../../schemas/access.ts'
import { dayName, whenName } from '../../wording/dates.ts'
import { COURSE_COLUMNS, COURSE_TITLE, STEP_STATES, STEPS_TITLE, type StepState } from '../../wording/steps.ts'
import { ScrollTable } from './scroll-table.tsx'
import { useMay } from './viewer.tsx'

export interface Step {
  readonly name: string
  readonly state: StepState
  /** Who has it, or when it was done. */
  readonly note?: string | undefined
  readonly to?: StepLink | undefined
}

/** For whoever may see it. */
export interface StepLink {
  readonly href: string
  readonly what: Resource
  readonly division: string
  readonly persons?: boolean
}

/** Where a thing stands on its way, and who has it. */
export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  const may = useMay()
  const isSeen = ({ what, division, persons = false }: StepLink) => may('see', what, { division }, persons)
  return (
    <ol class="steps" aria-label={STEPS_TITLE}>
      {steps.map(({ name, state, note, to }) => (
        <li class={state} aria-current={state === 'now' || state === 'stop' ? 'step' : undefined}>
          <b>{to && isSeen(to) ? <a href={to.href}>{name}</a> : name}</b>
          <span>{STEP_STATES[state]}</span>
          {note && <small>{note}</small>}
        </li>
      ))}
    </ol>
  )
}

export interface Happening {
  /** The hub's day, where it is known. */
  readonly on: string | undefined
  /** By the clock. */
  readonly at?: string | undefined
  readonly who: string
  readonly what: string
  readonly href?: string
}

/** What happened to a thing: when, by whom, what; the first at the top. */
export function Course({ happened }: { readonly happened: readonly Happening[] }) {
  const { at, who, what } = COURSE_COLUMNS
  return (
    <>
      <h2>{COURSE_TITLE}</h2>
      <ScrollTable name={COURSE_TITLE} headings={[at, who, what]}>
        {inOrder(happened).map((one) => (
          <tr>
            {one.on ? (
              <th scope="row" class="brief">
                {one.at ? whenName(one.on, one.at) : dayName(one.on)}
              </th>
            ) : (
              <td />
            )}
            <td>{one.who}</td>
            <td>{one.href ? <a href={one.href}>{one.what}</a> : one.what}</td>
          </tr>
        ))}
      </ScrollTable>
    </>
  )
}

/** What has no day is what stands now. */
const orderOf = ({ on = '~', at = '' }: Happening) => `${on} ${at}`
const inOrder = (happened: readonly Happening[]) =>
  happened.toSorted((a, b) => (orderOf(a) === orderOf(b) ? 0 : orderOf(a) < orderOf(b) ? -1 : 1))

/** A moment with the hub's day, told by another of which both are known; none where the hub lives on another day. */
export const momentOf = (known: { readonly day: string; readonly at: string }, at: string) => ({
  at,
  on: shanghaiDay(known.at) === known.day ? shanghaiDay(at) : undefined,
})
