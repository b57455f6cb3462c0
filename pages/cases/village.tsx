import type { Listing } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { VILLAGE_BLANKS } from '../../wording/materials-page.ts'
import { townshipName } from '../../wording/offices.ts'
import { BACK_TO_MATERIALS, PAGE_NAMES, PRINT_LIST } from '../../wording/page-names.ts'
import { standingName } from '../../wording/standings.ts'
import { Layout } from '../parts/layout.tsx'
import { ShownTo } from '../parts/looking.tsx'
import { ScrollTable } from '../parts/scroll-table.tsx'
import type { ListedCase } from './case-list.tsx'

interface VillagePageProps {
  readonly division: string
  readonly village: string
  readonly rows: readonly (ListedCase & { readonly listing: Listing | undefined })[]
  readonly policy: Policy
  readonly local: boolean
  readonly today: string
  readonly now: number
}

const HEADS = [
  ...[HEADINGS.number, HEADINGS.name, HEADINGS.id, HEADINGS.phone, HEADINGS.caseNumber, HEADINGS.state, HEADINGS.due],
  ...VILLAGE_BLANKS,
]

/** 村表: a village's persons on paper, with empty columns for what is found there. */
export function VillagePage({ division, village, rows, policy, local, today, now }: VillagePageProps) {
  const title = `${townshipName(division.slice(0, 6), division, policy)}${village}${PAGE_NAMES.village}`
  return (
    <Layout title={PAGE_NAMES.village} here="/materials" policy={policy} local={local} landscape>
      <p class="back">
        <a href={`/materials/${division}`}>{BACK_TO_MATERIALS}</a>
      </p>
      <h1>{title}</h1>
      <p>
        共{rows.length}件（{dayName(today)}）。空白各栏入户时填写，回来以后在“{PAGE_NAMES.materials}”页报送。
      </p>
      <p class="screen hint">{PRINT_LIST}</p>
      <ScrollTable name={PAGE_NAMES.village} headings={HEADS}>
        {rows.map(({ row, standing, next, name, id, listing }, at) => (
          <tr>
            <td>{at + 1}</td>
            <td>{name}</td>
            <td>{id}</td>
            <td>{listing?.phone}</td>
            <td>{row.number}</td>
            <td>{standingName(standing)}</td>
            <td>{dayName(next.until)}</td>
            {VILLAGE_BLANKS.map(() => (
              <td />
            ))}
          </tr>
        ))}
      </ScrollTable>
      <ShownTo policy={policy} now={now} />
    </Layout>
  )
}
