import type { MonthStage, StatisticsShown } from '../../schemas/api/statistics.ts'
import type { Office, RowCode } from '../../schemas/codes.ts'
import { periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName, OFFICE_NAMES, officeShort } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { rowCodeName } from '../../wording/row-reasons.ts'
import { PICTURES, STAGE_NAMES, stageWords } from '../../wording/statistics.ts'
import { number, ScrollTable } from '../parts/scroll-table.tsx'
import { useMay } from '../parts/viewer.tsx'
import { Count } from './cells.tsx'
import type { FiguresProps } from './figures.ts'
import { returnedPicture } from './options.ts'
import { Figure } from './picture.tsx'
import { stagesPicture, stageTone } from './tiles.ts'

/** Where the month's work of a county's stage is looked at. */
function useStageLink(period: string) {
  const may = useMay()
  const year = period.slice(0, 4)
  return (county: string, stage: MonthStage): string | undefined => {
    const own = { division: county }
    if (stage === 'lists') return may('see', 'timeliness', own) ? `/timeliness?year=${year}#place-${county}` : undefined
    if (stage === 'close' || stage === 'return')
      return may('see', 'statistics', own) ? `/returns/${county}/${period}` : undefined
    if (may('see', 'funding-request', own)) return `/reconciliation/${county}`
    return may('see', 'counts', own) ? `/balances/${county}` : undefined
  }
}

export interface StagesProps extends Pick<FiguresProps, 'policy'> {
  readonly shown: Pick<StatisticsShown, 'stages' | 'period'>
}

const HINT = '绿色已完成，黄色完成一部分，红色没有开始，灰色没有要办的。名单、审批、银行为已完成数/应完成数。'

function stagesSaid({ stages, period }: StagesProps['shown']) {
  const open = stages.filter((one) => one.stages.some(({ stage, part }) => stage === 'return' && part === 0))
  return {
    title: `${periodName(period)}办理进度`,
    said: open.length === 0 ? '统计表已全部报送。' : `${open.length}个县（市、区）没有报送统计表。`,
  }
}

/** The month's way through the stages, where it is one of many pictures. */
export function StagesFigure({ shown, policy, draw }: StagesProps & Pick<FiguresProps, 'draw'>) {
  const { stages, period } = shown
  const linkOf = useStageLink(period)
  const columns = stages[0]?.stages ?? []
  return (
    <Figure
      draw={draw}
      id="stages"
      {...stagesSaid(shown)}
      hint={HINT}
      picture={stagesPicture(stages, policy)}
      markOf={(_, i) => {
        const county = stages[Math.floor(i / columns.length)]
        const own = county?.stages[i % columns.length]
        if (!county || !own) return undefined
        const name = `${divisionName(county.county, policy)}${STAGE_NAMES[own.stage]}${stageWords(own)}`
        return { name, href: linkOf(county.county, own.stage) }
      }}
    >
      <StagesTable shown={shown} policy={policy} />
    </Figure>
  )
}

/** The same on a home page, which waits for no drawing library: the table's cells are the tiles. */
export function StagesCard({ shown, policy }: StagesProps) {
  const { title, said } = stagesSaid(shown)
  return (
    <div class="card figure" id="stages">
      <h2>{title}</h2>
      <p class="said">{said}</p>
      <p class="hint">{HINT}</p>
      <div class="tiles">
        <StagesTable shown={shown} policy={policy} />
      </div>
    </div>
  )
}

function StagesTable({ shown: { stages, period }, policy }: StagesProps) {
  const linkOf = useStageLink(period)
  const columns = stages[0]?.stages ?? []
  return (
    <ScrollTable name={PICTURES.stages} headings={[HEADINGS.county, ...columns.map(({ stage }) => STAGE_NAMES[stage])]}>
      {stages.map(({ county, stages: own }) => (
        <tr>
          <th scope="row">{divisionName(county, policy)}</th>
          {own.map((one) => {
            const href = linkOf(county, one.stage)
            const words = stageWords(one)
            const name = `${divisionName(county, policy)}${STAGE_NAMES[one.stage]}${words}`
            return (
              <td data-tone={stageTone(one)}>
                {href && one.whole > 0 ? (
                  <a href={href} aria-label={name}>
                    {words}
                  </a>
                ) : (
                  words
                )}
              </td>
            )
          })}
        </tr>
      ))}
    </ScrollTable>
  )
}

const BY_OFFICE = '按报送单位'
/** Reasons that a picture has room for. */
const REASONS = 12

/** Where the rows of a reason and a kind of office begin. */
const rowsAt = (code: RowCode, office: Office): string => `returned-${code}-${office}`

/** Rows that came back, by reason and office. */
export function ReturnedFigure({ shown: { returned, period }, policy, draw }: FiguresProps) {
  const offices = [...new Set(returned.map(({ office }) => office))]
  const reasons = [...Map.groupBy(returned, ({ code }) => code)].map(([code, own]) => {
    const byOffice = Object.fromEntries(
      offices.map((office) => [OFFICE_NAMES[office], sum(own.filter((one) => one.office === office))]),
    )
    return { code, name: rowCodeName(code), rows: sum(own), byOffice }
  })
  reasons.sort((a, b) => b.rows - a.rows)
  const names = offices.map((office) => OFFICE_NAMES[office])
  const [first] = reasons
  return (
    <Figure
      draw={draw}
      id="returned"
      title={`${periodName(period)}${PICTURES.returned}`}
      said={first ? `退回最多的原因是“${first.name}”，${first.rows}行。` : '本月没有行被退回。'}
      hint="一行有几处错误的，每处计一次；同一份文件只计一次，全部名单计最后一份。"
      picture={first && returnedPicture(reasons.slice(0, REASONS), names)}
      markOf={(series, i) => {
        const [reason, office] = [reasons[i], offices[series]]
        const rows = office && reason?.byOffice[OFFICE_NAMES[office]]
        if (!rows) return undefined
        return { name: `${reason.name}${OFFICE_NAMES[office]}${rows}行`, href: `#${rowsAt(reason.code, office)}` }
      }}
    >
      <ScrollTable
        name={PICTURES.returned}
        headings={[HEADINGS.returnedFor, ...names.map(number), number(HEADINGS.total)]}
      >
        {reasons.map(({ code, name, rows, byOffice }) => (
          <tr>
            <th scope="row">{name}</th>
            {offices.map((office) => (
              <Count
                count={byOffice[OFFICE_NAMES[office]] ?? 0}
                of={`${name}${OFFICE_NAMES[office]}`}
                href={`#${rowsAt(code, office)}`}
              />
            ))}
            <td class="number total">{rows}</td>
          </tr>
        ))}
      </ScrollTable>
      <ReturnedRows policy={policy} offices={offices} reasons={reasons.map(({ code }) => code)} returned={returned} />
    </Figure>
  )
}

interface ReturnedRowsProps extends Pick<FiguresProps, 'policy'>, Pick<StatisticsShown, 'returned'> {
  readonly reasons: readonly RowCode[]
  readonly offices: readonly Office[]
}

/** In the order of the picture, each office with the receipts its rows stand on. */
function ReturnedRows({ policy, reasons, offices, returned }: ReturnedRowsProps) {
  const may = useMay()
  const groups = reasons.flatMap((code) =>
    offices.map((office) => returned.filter((one) => one.code === code && one.office === office)),
  )
  return (
    <details class="place">
      <summary>
        <h3>{BY_OFFICE}</h3>
      </summary>
      <ScrollTable
        name={BY_OFFICE}
        headings={[HEADINGS.sender, HEADINGS.returnedFor, number(HEADINGS.rows), PAGE_NAMES.receipt]}
      >
        {groups.map((own) =>
          own.map(({ division, office, code, rows, uploads }, nth) => (
            <tr id={nth === 0 ? rowsAt(code, office) : undefined}>
              <th scope="row">{officeShort(policy, { division, office })}</th>
              <td>{rowCodeName(code)}</td>
              <td class="number">{rows}</td>
              <td>
                {may('see', 'returned-rows', { division, office })
                  ? uploads.map((id, i) => (
                      <>
                        {i > 0 && '、'}
                        <a href={`/uploads/${division}/${id}`}>{`${PAGE_NAMES.receipt}${i + 1}`}</a>
                      </>
                    ))
                  : `${uploads.length}份`}
              </td>
            </tr>
          )),
        )}
      </ScrollTable>
    </details>
  )
}

const sum = (rows: readonly { readonly rows: number }[]): number => rows.reduce((all, one) => all + one.rows, 0)
