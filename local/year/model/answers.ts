/** What townships and the agency have said of a person in a county: the latest word counts. */
import type { Answer, Model } from './model.ts'
import type { MonthFiles } from './month-files.ts'

export function takeMaterials(model: Model, files: MonthFiles): string[] {
  for (const file of files.taken('materials'))
    for (const { cells, isReturned } of files.rowsOf(file, '案件编号')) {
      if (isReturned) continue
      const answer: Answer = {
        ...{ at: model.next(), year: cells.案件编号!.split('-')[1]!, papers: cells.材料情况 ?? '' },
        ...{ visit: cells.入户复核 ?? '', finding: cells.核实情况 ?? '', on: cells.复核日期 ?? '' },
      }
      model.answers.set(`${file.division.slice(0, 6)} ${cells.身份证号码}`, answer)
    }
  return []
}

export function takeSettlements(model: Model, files: MonthFiles): string[] {
  for (const file of files.taken('settlement'))
    for (const { cells, isReturned } of files.rowsOf(file, '案件编号')) {
      if (isReturned || !cells.处理意见) continue
      const [id, key, at] = [cells.身份证号码!, `${file.division} ${cells.身份证号码}`, model.next()]
      model.settled.add(id)
      if (cells.处理意见 === '由对方县负责') model.given.add(key)
      if (cells.处理意见 === '撤回') model.withdrawn.add(key)
      if (cells.处理意见 === '暂缓办理') model.holds.add(key)
      if (cells.处理意见 === '恢复办理' && !needsTwo(model, file.division, id)) {
        model.resumed.set(key, at)
        model.holds.delete(key)
      }
    }
  return []
}

/** It may pay somebody dead, or a second time: a second person confirms it, and a month on folders has none. */
function needsTwo(model: Model, county: string, id: string): boolean {
  const key = `${county} ${id}`
  const answer = model.answers.get(key)
  const since = model.resumed.get(key) ?? 0
  if (answer?.finding === '死亡' && answer.at > since) return true
  return [true, false].some((isClaim) => {
    const last = latestResult(model, county, id, isClaim)
    return last?.code === '04' && last.codeAt! > since
  })
}

/** Of all years' rows of a kind in the county the one that the bank spoke of last. */
export function latestResult({ rows }: Model, county: string, id: string, isClaim: boolean) {
  return rows
    .filter((row) => row.county === county && row.id === id && row.isClaim === isClaim && row.code !== undefined)
    .toSorted((a, b) => a.codeAt! - b.codeAt!)
    .at(-1)
}
