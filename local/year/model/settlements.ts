/** Of settlements the model keeps only whom they touch: what they change is held to what nothing may change. */
import type { Model } from './model.ts'
import type { MonthFiles } from './month-files.ts'

export function takeSettlements(model: Model, files: MonthFiles): string[] {
  for (const file of files.taken('settlement'))
    for (const { cells, isReturned } of files.rowsOf(file, '案件编号')) {
      if (isReturned || !cells.处理意见) continue
      model.settled.add(cells.身份证号码!)
      if (cells.处理意见 === '由对方县负责') model.given.add(`${file.division} ${cells.身份证号码}`)
    }
  return []
}
