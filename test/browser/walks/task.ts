/** One of an office's tasks, done by pages alone (docs/portal.md). */
import type { Identity } from '../../../local/hub/identities.ts'
import type { Walker } from './walker.ts'
import type { World } from './world.ts'

export interface Task {
  readonly office: string
  readonly who: Identity
  readonly name: string
  /** From the home page, by what stands on the pages. */
  walk(by: Walker, world: World): Promise<void>
}

export type Tasks = readonly Task[]

/** @param tasks by name */
export function tasksOf(
  office: string,
  who: Identity,
  tasks: Readonly<Record<string, Task['walk'] | { readonly who: Identity; readonly walk: Task['walk'] }>>,
): Tasks {
  return Object.entries(tasks).map(([name, task]) =>
    typeof task === 'function' ? { office, who, name, walk: task } : { office, name, ...task },
  )
}
