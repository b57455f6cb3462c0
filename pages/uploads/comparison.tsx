import type { CategoryPolicy, Policy } from '../../schemas/records/policy.ts'
import type { Upload, UploadOwner } from '../../schemas/records/upload.ts'
import { COMPARISON, sentList } from '../../wording/comparison.ts'
import { officeName } from '../../wording/offices.ts'
import { PAGE_NAMES, SEE_RECEIPT } from '../../wording/page-names.ts'
import { Layout } from '../parts/layout.tsx'
import { ComparedTable } from './compared-table.tsx'

interface ComparisonProps {
  readonly of: Pick<UploadOwner, 'division' | 'office'>
  /** The office's own, each with its list that stands. */
  readonly lists: readonly { readonly category: CategoryPolicy; readonly upload: Upload | undefined }[]
  readonly policy: Policy
  readonly local: boolean
}

/** 市县比对: the lists of a city's office that stand, beside the counties'. */
export function ComparisonPage({ of, lists, policy, local }: ComparisonProps) {
  const title = `${officeName(policy, of)}${PAGE_NAMES.comparison}`
  return (
    <Layout title={title} here="/roster" policy={policy} local={local}>
      <h1>{title}</h1>
      {lists.map(({ category: { code, name }, upload }) => (
        <section class="card" aria-labelledby={`list-${code}`}>
          <h2 id={`list-${code}`}>{name}</h2>
          {upload ? (
            <>
              <p>
                {sentList(upload)}。<a href={`/uploads/${upload.division}/${upload.id}`}>{SEE_RECEIPT}</a>
              </p>
              <ComparedTable upload={upload} policy={policy} name={`${name}${PAGE_NAMES.comparison}`} />
            </>
          ) : (
            <p class="note">
              {COMPARISON.noList}
              <a href="/lists">{PAGE_NAMES.lists}</a>
            </p>
          )}
        </section>
      ))}
    </Layout>
  )
}
