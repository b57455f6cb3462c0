/** What bank, finance and registers know of payments: read from the months' files, as those offices would. */
import { join } from 'node:path'
import { beside, cellsOf, fenOf, filesUnder, rowsBelow } from './read-files.ts'

export interface KnownRow {
  readonly number: number
  readonly id: string
  readonly name: string
  readonly fen: number
  readonly isClaim: boolean
  readonly year: string
  /** The code that stands. */
  code?: string
}

export interface KnownBatch {
  readonly id: string
  readonly county: string
  /** Of approval. */
  readonly day: string
  /** Number of the month whose run approved it. */
  readonly month: number
  readonly rows: readonly KnownRow[]
}

export interface KnownRequest {
  readonly id: string
  readonly county: string
  readonly day: string
  readonly month: number
  readonly fen: number
}

export function batchesIn(out: string, day: string, month: number): KnownBatch[] {
  return filesUnder(out, 'bank').map(({ division, name, path }) => ({
    ...{ id: name, county: division, day, month },
    rows: rowsBelow(cellsOf(path), '身份证号码')
      .filter(({ cells }) => cells.身份证号码)
      .map(({ cells }) => ({
        ...{ number: Number(cells.序号), id: cells.身份证号码!, name: cells.姓名!, fen: fenOf(cells.金额) },
        ...{ isClaim: cells.业务类型 === '待遇申领', year: cells.缴费年度 ?? '' },
      })),
  }))
}

export function requestsIn(out: string, day: string, month: number): KnownRequest[] {
  return filesUnder(out, 'finance').map(({ division, name, path }) => ({
    ...{ id: name, county: division, day, month, fen: fenOf(beside(cellsOf(path), '本次申请')) },
  }))
}

export const monthFolder = (dir: string, period: string) => ({
  path: join(dir, period),
  inbox: join(dir, period, 'inbox'),
  out: join(dir, period, 'out'),
})
