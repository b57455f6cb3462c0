import type { Policy } from '../../schemas/records/policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { notCompared } from '../../wording/unread-lists.ts'
import { number, ScrollTable } from '../parts/scroll-table.tsx'

const COMPARED = '市县比对'

/** A city's list beside the counties' lists of its category. */
export function ComparedTable({ upload, policy }: { upload: Upload; policy: Policy }) {
  const lacking = notCompared(upload, policy)
  return (
    <>
      <p class="hint">与各县（市、区）现行名单比对的结果。市级名单只用于比对，不增减任何人。</p>
      {lacking && <p class="note">{lacking}</p>}
      <ScrollTable
        name={COMPARED}
        headings={[HEADINGS.county, number('市县一致'), number('仅市名单有'), number('仅县名单有')]}
      >
        {upload.compared?.map(({ county, both, onlyCity, onlyCounty }) => (
          <tr>
            <th scope="row">{divisionName(county, policy)}</th>
            <td class="number">{both}</td>
            <td class="number">{onlyCity}</td>
            <td class="number">{onlyCounty}</td>
          </tr>
        ))}
      </ScrollTable>
    </>
  )
}
