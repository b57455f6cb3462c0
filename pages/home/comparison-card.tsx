import type { CategoryPolicy } from '../../schemas/records/policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { COMPARISON, differenceWords } from '../../wording/comparison.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'

export interface CityListShown {
  readonly category: CategoryPolicy
  /** The latest that stands. */
  readonly upload: Upload | undefined
}

/** Of each list of a city's office, how it differs from the counties'. */
export function ComparisonCard({ lists }: { readonly lists: readonly CityListShown[] }) {
  return (
    <section class="card" aria-labelledby="comparison-title">
      <h2 id="comparison-title">{PAGE_NAMES.comparison}</h2>
      <ul class="lines">
        {lists.map(({ category: { code, name }, upload }) => (
          <li>
            <a href={`/roster#list-${code}`}>{name}</a>
            <small>{upload?.compared ? differenceWords(upload.compared) : COMPARISON.noList}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
