/** Submissions of months: one to which nothing was submitted since is not read again, so that a page costs the same after years. */
import type { Submission } from '../../../schemas/records/obligation.ts'
import type { WebDeps } from '../deps.ts'

type Deps = Pick<WebDeps, 'submissions' | 'submitted'>

/** With what was taken back, each month's by the obligation's id. */
export async function submittedIn(
  { submissions, submitted }: Deps,
  periods: readonly string[],
): Promise<readonly ReadonlyMap<string, Submission>[]> {
  const versionOf = await submissions.versions()
  return Promise.all(periods.map((period) => submitted(period, versionOf(period), () => submissions.everyOf(period))))
}
