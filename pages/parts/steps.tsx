import { COURSE_COLUMNS, COURSE_TITLE, STEP_STATES, STEPS_TITLE, type StepState } from '../../wording/steps.ts'
import { ScrollTable } from './scroll-table.tsx'

export interface Step {
  readonly name: string
  readonly state: StepState
  /** Who has it, or when it was done. */
  readonly note?: string | undefined
  readonly href?: string | undefined
}

/** Where a thing stands on its way, and who has it. */
export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ol class="steps" aria-label={STEPS_TITLE}>
      {steps.map(({ name, state, note, href }) => (
        <li class={state} aria-current={state === 'now' || state === 'stop' ? 'step' : undefined}>
          <b>{href ? <a href={href}>{name}</a> : name}</b>
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
            <th scope="row" class="brief">
              {one.at}
            </th>
            <td>{one.who}</td>
            <td>{one.what}</td>
          </tr>
        ))}
      </ScrollTable>
    </>
  )
}
