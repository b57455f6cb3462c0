import type { Policy } from '../../schemas/records/policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { COMPARISON, onlyCityTitle } from '../../wording/comparison.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { notCompared } from '../../wording/unread-lists.ts'
import { number, ScrollTable } from '../parts/scroll-table.tsx'
import { useMay } from '../parts/viewer.tsx'

/** A city's list beside the counties' lists of its category. */
export function ComparedTable({ upload, policy, name }: { upload: Upload; policy: Policy; name?: string }) {
  const { division, id, compared = [] } = upload
  const lacking = notCompared(upload, policy)
  const seesNames = useMay()('see', 'name-list', upload, true)
  const totals = (['both', 'onlyCity', 'onlyCounty'] as const).map((one) =>
    compared.reduce((sum, counts) => sum + counts[one], 0),
  )
  return (
    <>
      <p class="hint">{COMPARISON.hint}</p>
      {lacking && <p class="note">{lacking}</p>}
      <ScrollTable
        name={name ?? PAGE_NAMES.comparison}
        headings={[
          HEADINGS.county,
          ...[COMPARISON.both, COMPARISON.onlyCity, COMPARISON.onlyCounty].map((one) => number(one)),
        ]}
      >
        {compared.map(({ county, both, onlyCity, onlyCounty, key }) => (
          <tr>
            <th scope="row">{divisionName(county, policy)}</th>
            <td class="number">{both}</td>
            <td class="number">
              {key && onlyCity > 0 && seesNames ? (
                <a
                  href={`/uploads/${division}/${id}/compared/${county}`}
                  aria-label={`${onlyCityTitle(divisionName(county, policy))}：${onlyCity}人`}
                >
                  {onlyCity}
                </a>
              ) : (
                onlyCity
              )}
            </td>
            <td class="number">{onlyCounty}</td>
          </tr>
        ))}
        {compared.length > 1 && (
          <tr class="total">
            <th scope="row">{HEADINGS.total}</th>
            {totals.map((sum) => (
              <td class="number">{sum}</td>
            ))}
          </tr>
        )}
      </ScrollTable>
      <p class="hint">{COMPARISON.counties}</p>
    </>
  )
}
