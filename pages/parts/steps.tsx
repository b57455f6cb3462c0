import type { Resource } from '../../schemas/access.ts'
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
  readonly at: string
  readonly who: string
  readonly what: string
}

/** What happened to a thing: when, by whom, what; the first at the top. */
export function Course({ happened }: { readonly happened: readonly Happening[] }) {
  const { at, who, what } = COURSE_COLUMNS
  return (
    <>
      <h2>{COURSE_TITLE}</h2>
      <ScrollTable name={COURSE_TITLE} headings={[at, who, what]}>
        {happened.map((one) => (
          <tr>
            {one.at ? (
              <th scope="row" class="brief">
                {one.at}
              </th>
            ) : (
              <td />
            )}
            <td>{one.who}</td>
            <td>{one.what}</td>
          </tr>
        ))}
      </ScrollTable>
    </>
  )
}
