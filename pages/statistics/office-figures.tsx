import { yuan } from '../../rules/payments/amount.ts'
import type { StatisticsShown } from '../../schemas/api/statistics.ts'
import { periodName, periodsName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName, officeShort } from '../../wording/offices.ts'
import { MONEY_LINES, PICTURES } from '../../wording/statistics.ts'
import { LEGEND, nothingDue, ON_TIME_RATE, URGE } from '../../wording/timeliness.ts'
import { number, ScrollTable } from '../parts/scroll-table.tsx'
import { useMay } from '../parts/viewer.tsx'
import { Fen, picturesOf, rateText } from './cells.tsx'
import type { FiguresProps } from './figures.ts'
import { moneyPicture } from './options.ts'
import { Figure, type Picture } from './picture.tsx'
import { MONTHS, punctualPicture, punctualTiles, punctualWords } from './tiles.ts'

type Money = StatisticsShown['money'][number]
const LINES = Object.keys(MONEY_LINES) as (keyof typeof MONEY_LINES)[]
/** Series of the picture. */
const DRAWN = ['requested', 'allocated', 'outstanding', 'paid'] as const

/** Asked, allocated and paid, with what is missing. */
export function MoneyFigure({
  shown,
  policy,
  draw,
  isCity,
  brief,
  size,
}: FiguresProps & { readonly size?: Pick<Picture, 'width' | 'height'> }) {
  const { money, moneyRows, period, division } = shown
  const sum = (line: keyof Omit<Money, 'period'>) => money.reduce((total, month) => total + month[line], 0)
  const months = periodsName(money.map((month) => month.period))
  const linkOf = (month: string) => `${picturesOf({ division, period: month }, isCity)}#money`
  return (
    <Figure
      draw={draw}
      brief={brief}
      id="money"
      title={PICTURES.money}
      said={
        sum('requested') + sum('paid') === 0
          ? `${months}没有代缴资金。`
          : `${months}申请${yuan(sum('requested'))}元，已拨付${yuan(sum('allocated'))}元，未拨付${yuan(sum('outstanding'))}元；已缴费${yuan(sum('paid'))}元。`
      }
      hint="金额单位为元，按批次的所属期计：拨付和缴费计在所属申请的月份。红色虚线框为未拨付。"
      picture={
        money.some(({ approved, requested }) => approved + requested > 0) ? moneyPicture(money, size) : undefined
      }
      markOf={(series, i) => {
        const [month, line] = [money[i], DRAWN[series]]
        if (!month || !line) return undefined
        return {
          name: `${periodName(month.period)}${MONEY_LINES[line]}${yuan(month[line])}元`,
          href: linkOf(month.period),
        }
      }}
    >
      <ScrollTable
        name={PICTURES.money}
        headings={[HEADINGS.period, ...LINES.map((line) => number(MONEY_LINES[line]))]}
      >
        {money.map((month) => (
          <tr>
            <th scope="row">{periodName(month.period)}</th>
            <MoneyCells of={month} name={periodName(month.period)} href={linkOf(month.period)} />
          </tr>
        ))}
      </ScrollTable>
      <MonthRows rows={moneyRows} period={period} policy={policy} />
    </Figure>
  )
}

function MoneyCells({
  of,
  name,
  href,
}: {
  readonly of: Omit<Money, 'period'>
  readonly name: string
  readonly href: string
}) {
  return (
    <>
      {LINES.map((line) => (
        <Fen fen={of[line]} of={`${name}${MONEY_LINES[line]}`} href={href} />
      ))}
    </>
  )
}

/** What the month's sums are made of. */
function MonthRows({
  rows,
  period,
  policy,
}: Pick<FiguresProps, 'policy'> & { readonly rows: StatisticsShown['moneyRows']; readonly period: string }) {
  const may = useMay()
  if (rows.length === 0) return null
  const title = `${periodName(period)}的申请`
  return (
    <>
      <h3>{title}</h3>
      <ScrollTable
        name={title}
        headings={[
          rows.some(({ request }) => request) ? HEADINGS.request : HEADINGS.county,
          ...LINES.map((line) => number(MONEY_LINES[line])),
        ]}
      >
        {rows.map(({ county, request, ...sums }) => {
          const href = request ? `/funding/${county}/${request}` : `/balances/${county}?year=${period.slice(0, 4)}`
          const isOpen = may('see', request ? 'funding-request' : 'counts', { division: county, office: 'finance' })
          const name = request ?? divisionName(county, policy)
          return (
            <tr>
              <th scope="row">{isOpen ? <a href={href}>{name}</a> : name}</th>
              {LINES.map((line) => (
                <Fen fen={sums[line]} />
              ))}
            </tr>
          )
        })}
      </ScrollTable>
    </>
  )
}

/** Offices and months, the worst first, with the telephone number to call. */
export function PunctualFigure({ shown, policy, draw, brief }: FiguresProps) {
  const { punctual, period } = shown
  const year = period.slice(0, 4)
  const late = punctual.filter(({ year: { due, onTime } }) => onTime < due)
  const linkOf = ({ division }: (typeof punctual)[number]) => `/timeliness?year=${year}#place-${division}`
  const may = useMay()
  // A letter is about one list: the board has the button of each.
  const mayUrge = (office: (typeof punctual)[number]) => office.year.missing > 0 && may('send', 'timeliness', office)
  const urges = punctual.some(mayUrge)
  const tiles = punctualTiles(punctual)
  const months = MONTHS.flatMap((_, month) => (tiles.some((tile) => tile.month === month) ? [month] : []))
  return (
    <Figure
      draw={draw}
      brief={brief}
      id="punctual"
      title={`${year}年各单位${PICTURES.punctual}`}
      said={
        punctual.length === 0
          ? nothingDue(year)
          : late.length === 0
            ? `${punctual.length}个单位全部按时报送。`
            : `${punctual.length}个单位中，${late.length}个有迟报或者逾期未报。`
      }
      hint={`每格为按时项数/应报项数，月份为所属期；绿色全部按时，黄色有${LEGEND.late}，红色有${LEGEND.missing}，从逾期最多的排起。`}
      picture={punctual.length > 0 ? punctualPicture(punctual, policy) : undefined}
      markOf={(_, i) => {
        const tile = tiles[i]
        if (!tile) return undefined
        const { office, month, due, onTime } = tile
        return {
          name: `${officeShort(policy, office)}${MONTHS[month]}${LEGEND['on-time']}${onTime}项，应报${due}项`,
          href: linkOf(office),
        }
      }}
    >
      <ScrollTable
        name={PICTURES.punctual}
        headings={[
          HEADINGS.office,
          ...months.map((month) => number(MONTHS[month] ?? '')),
          number('应报项数'),
          number('按时项数'),
          number(LEGEND.missing),
          number(ON_TIME_RATE),
          HEADINGS.phone,
          ...(urges ? [URGE] : []),
        ]}
      >
        {punctual.map((office) => (
          <tr>
            <th scope="row">
              <a href={linkOf(office)}>{officeShort(policy, office)}</a>
            </th>
            {months.map((month) => (
              <td class="number">{punctualWords(office.months[month])}</td>
            ))}
            <td class="number">{office.year.due}</td>
            <td class="number">{office.year.onTime}</td>
            <td class="number">{office.year.missing}</td>
            <td class="number">{rateText(office.year.due === 0 ? undefined : office.year.onTime / office.year.due)}</td>
            <td>{office.phones.join('、')}</td>
            {urges && (
              <td>
                {mayUrge(office) && (
                  <a href={linkOf(office)} aria-label={`${URGE}：${officeShort(policy, office)}`}>
                    {URGE}
                  </a>
                )}
              </td>
            )}
          </tr>
        ))}
      </ScrollTable>
    </Figure>
  )
}
