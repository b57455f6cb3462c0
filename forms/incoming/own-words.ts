/** The month and mode that a file states above its header; an open choice (新增|全部) or a contradiction states nothing. */
import { compact } from '../../rules/rows/normalise.ts'
import { type ListMode, Period } from '../../schemas/codes.ts'

export interface OwnWords {
  /** `2018-05`. */
  readonly period: string | undefined
  readonly mode: ListMode | undefined
}

const PERIOD = /所属期:?(\d{4})(?:年(\d{1,2})月(?![-—–~至到])|[-./]?(\d{2}|\d)(?![\d月年至到~]))/g

export function ownWords(rows: readonly (readonly string[])[]): OwnWords {
  const periods = new Set<string>()
  const modes = new Set<ListMode>()
  for (const line of rows.flatMap(linesOf)) {
    for (const [, year, spoken, written = ''] of line.matchAll(PERIOD)) {
      const { data } = Period.safeParse(`${year}-${(spoken ?? written).padStart(2, '0')}`)
      if (data) periods.add(data)
    }
    const [, mode, rest = ''] = /名单类型:?(新增|全部)(.*)/.exec(line) ?? []
    if (mode === '新增' && !rest.includes('全部')) modes.add('new')
    if (mode === '全部' && !rest.includes('新增')) modes.add('full')
  }
  return { period: onlyOne(periods), mode: onlyOne(modes) }
}

/** A value may stand in the cells right of its label. */
function linesOf(row: readonly string[]): string[] {
  const cells = row.map(compact)
  return cells.map((cell, i) => (/(?:所属期|名单类型):?$/.test(cell) ? cells.slice(i).join('') : cell))
}

function onlyOne<T>(values: ReadonlySet<T>): T | undefined {
  return values.size === 1 ? [...values][0] : undefined
}
