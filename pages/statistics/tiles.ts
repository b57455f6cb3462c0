/** What the drawing library is told of tiles: each has its words, and colour repeats them. */
import type { StagesShown, StatisticsShown } from '../../schemas/api/statistics.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { divisionName, officeShort } from '../../wording/offices.ts'
import { percent } from '../../wording/rate.ts'
import { STAGE_NAMES, stageWords } from '../../wording/statistics.ts'
import { TONES } from '../assets/tones.ts'
import { category, INK } from './looks.ts'
import type { Picture } from './picture.tsx'

interface Tile {
  readonly x: number
  readonly y: number
  readonly tone: 0 | 1 | 2 | 3 | 4
  readonly words: string
}

interface Tiles {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly tiles: readonly Tile[]
  readonly left: number
  readonly each: number
  readonly width?: number
}

function tilesPicture({ rows, columns, tiles, left, each, width = 1100 }: Tiles): Picture {
  const isNamed = columns.some((name) => name !== '')
  const bare = { axisLine: { show: false } }
  return {
    ...{ width, height: (isNamed ? 36 : 8) + rows.length * each },
    option: {
      // Where nothing is asked for there is no tile.
      grid: { left, right: 8, top: isNamed ? 30 : 4, bottom: 4, show: true, backgroundColor: TONES[0], borderWidth: 0 },
      xAxis: category(columns, { position: 'top', ...bare }),
      yAxis: category(rows, { inverse: true, ...bare }),
      visualMap: {
        ...{ show: false, type: 'piecewise', dimension: 2 },
        pieces: TONES.map((color, value) => ({ value, color })),
      },
      series: [
        {
          ...{ type: 'heatmap', itemStyle: { borderColor: '#fff', borderWidth: 2 } },
          data: tiles.map(({ x, y, tone, words }) => ({ value: [x, y, tone], label: { formatter: words } })),
          label: { show: true, color: INK, fontSize: 12, lineHeight: 15 },
        },
      ],
    },
  }
}

export const MONTHS = Array.from({ length: 12 }, (_, i) => `${i + 1}月`)

type Punctual = StatisticsShown['punctual']

/** Months in which an office owed something, in the order of the picture’s tiles. */
export const punctualTiles = (offices: Punctual) =>
  offices.flatMap((office, y) =>
    office.months.flatMap((of, month) => (of.due > 0 ? [{ ...of, office, month, y }] : [])),
  )

/** `2/3` on time; nothing where nothing was due. */
export const punctualWords = (of: Punctual[number]['months'][number] | undefined): string =>
  of && of.due > 0 ? `${of.onTime}/${of.due}` : ''

/** Offices by months. */
export function punctualPicture(offices: Punctual, policy: Policy): Picture {
  const tiles = punctualTiles(offices).map((of): Tile => {
    const tone = of.missing > 0 ? 1 : of.onTime < of.due ? 2 : 4
    return { x: of.month, y: of.y, tone, words: punctualWords(of) }
  })
  const rows = offices.map((office) => officeShort(policy, office))
  return tilesPicture({ rows, columns: MONTHS, tiles, left: 190, each: 24 })
}

/** A county's townships stand beside each other, the least covered first. */
export function townshipsPicture(counties: readonly StatisticsShown['townships'][], policy: Policy): Picture {
  const longest = Math.max(...counties.map(({ length }) => length))
  const tiles = counties.flatMap((own, y) =>
    own.map(({ name, rate }, x): Tile => {
      const tone = rate === undefined ? 0 : rate < 0.6 ? 1 : rate < 0.8 ? 2 : rate < 0.95 ? 3 : 4
      return {
        x,
        y,
        tone,
        words: `${name.replace(/(镇|乡|街道)$/, '').slice(0, 4)}\n${percent({ due: 0, onTime: 0, rate })}`,
      }
    }),
  )
  return tilesPicture({
    ...{ rows: counties.map(([first]) => divisionName(first?.county ?? '', policy)), tiles, left: 118, each: 44 },
    columns: Array(longest).fill(''),
  })
}

export const stageTone = ({ part, whole }: Pick<StagesShown['stages'][number], 'part' | 'whole'>): Tile['tone'] =>
  whole === 0 ? 0 : part === 0 ? 1 : part < whole ? 2 : 4

/** Counties by stages of the month. */
export function stagesPicture(counties: readonly StagesShown[], policy: Policy): Picture {
  const tiles = counties.flatMap(({ stages }, y) =>
    stages.map(({ part, whole, stage }, x): Tile => {
      return { x, y, tone: stageTone({ part, whole }), words: stageWords({ stage, part, whole }) }
    }),
  )
  return tilesPicture({
    ...{ rows: counties.map(({ county }) => divisionName(county, policy)), tiles, left: 118, each: 32 },
    columns: (counties[0]?.stages ?? []).map(({ stage }) => STAGE_NAMES[stage]),
  })
}
