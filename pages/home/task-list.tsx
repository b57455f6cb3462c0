import { daysBetween } from '../../rules/deadlines/day-steps.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { SEEN_TO } from '../../wording/page-names.ts'
import { dueWords } from '../../wording/tasks.ts'
import { StateBadge } from '../parts/state-badge.tsx'
import type { Task } from './task.ts'

interface TaskListProps {
  readonly labelledBy: string
  readonly tasks: readonly Task[]
  readonly today: string
}

/** A row a duty: what, until when, how it stands, and the one button. */
export function TaskList({ labelledBy, tasks, today }: TaskListProps) {
  return (
    <table class="tasks" aria-labelledby={labelledBy}>
      <thead>
        <tr>
          <th scope="col">{HEADINGS.matter}</th>
          <th scope="col">{HEADINGS.due}</th>
          <th scope="col">{HEADINGS.state}</th>
          <th scope="col" class="screen">
            {HEADINGS.act}
          </th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <TaskRow task={task} today={today} />
        ))}
      </tbody>
    </table>
  )
}

function TaskRow({ task: { what, of, notes, href, button, due, state, tickOff }, today }: TaskRowProps) {
  const name = of ? `${what}（${of}）` : what
  return (
    <tr class={state.tone === 'bad' ? 'bad' : undefined}>
      <th scope="row">
        <a href={href}>{what}</a>
        {of && <small>{of}</small>}
        {notes.map((note) => (
          <p>{note}</p>
        ))}
      </th>
      <td>{due && dueWords(due, daysBetween(today, due))}</td>
      <td>
        <StateBadge state={state} />
      </td>
      <td class="screen acts">
        <a class="button" href={href} aria-label={`${button}：${name}`}>
          {button}
        </a>
        {tickOff && (
          <form method="post" action={tickOff}>
            <button class="plain" type="submit" aria-label={`${SEEN_TO}：${name}`}>
              {SEEN_TO}
            </button>
          </form>
        )}
      </td>
    </tr>
  )
}

interface TaskRowProps {
  readonly task: Task
  readonly today: string
}

/** `要办3件，其中1件已逾期；最近一件截止6月5日，还有2天。` */
export function nearestOf(tasks: readonly Task[], today: string) {
  const due = tasks.flatMap((task) => (task.due ? [task.due] : [])).sort()
  const nearest = due.find((day) => day >= today) ?? due[0]
  return {
    overdue: due.filter((day) => day < today).length,
    nearest: nearest === undefined ? undefined : { due: nearest, days: daysBetween(today, nearest) },
  }
}
