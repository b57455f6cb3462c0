/** Nobody is paid twice for a year, and nobody's pension is claimed twice at once (docs/cases.md#never-with-cases). */
import { beside, cellsOf, fenOf, filesUnder, rowsBelow } from '../read-files.ts'
import { isFailed, isInFlight, type Model, type ModelRow } from './model.ts'
import type { MonthFiles } from './month-files.ts'
import { stateOf } from './states.ts'

const KNOWN = ['00', '01', '02', '03', '04', '05', '90', '99']
/** Accepted returns: a code that the bank's profile does not know counts as unclear. */
export function takeResults(model: Model, files: MonthFiles): string[] {
  const faults: string[] = []
  for (const file of files.taken('bank-return'))
    for (const { cells, isReturned } of files.rowsOf(file, '批次号')) {
      if (isReturned) continue
      const row = model.rows.find(({ batch, number }) => batch === cells.批次号 && number === Number(cells.序号))
      const code = (cells.处理结果代码 ?? '').padStart(2, '0')
      if (!row) faults.push(`${file.division} ${file.name}: a result for a row that no instruction has was taken`)
      else say(row, KNOWN.includes(code) ? code : '90', model)
    }
  return faults
}

/** What the bank says again changes nothing. */
function say(row: ModelRow, code: string, model: Model): void {
  if (row.code === code) return
  row.code = code
  row.codeAt = model.next()
}

export function takeBatches(model: Model, files: MonthFiles): string[] {
  const faults: string[] = []
  const outcomes = new Map(files.table('outcomes').map((row) => [`${row.county} ${row.id_number}`, row]))
  for (const { division, name, path } of filesUnder(files.out, 'bank')) {
    const cells = cellsOf(path)
    const rows = rowsBelow(cells, '身份证号码').filter((row) => row.cells.身份证号码)
    if (beside(cells, '批次号') !== name) faults.push(`${name}: the instruction names another batch`)
    if (Number(beside(cells, '笔数')) !== rows.length) faults.push(`${name}: 笔数 is not the number of its rows`)
    const sum = rows.reduce((total, row) => total + fenOf(row.cells.金额), 0)
    if (fenOf(beside(cells, '总金额')) !== sum) faults.push(`${name}: 总金额 is not the sum of its rows`)
    for (const { cells: row } of rows) {
      const made: ModelRow = {
        ...{ batch: name, county: division, number: Number(row.序号), id: row.身份证号码!, name: row.姓名 ?? '' },
        ...{ fen: fenOf(row.金额), isClaim: row.业务类型 === '待遇申领', month: model.month, at: model.next() },
        year: name.split('-')[1]!,
      }
      const state = stateOf(model, { ...made, today: files.today, outcome: outcomes.get(`${division} ${made.id}`) })
      if (state !== 'ready' && !model.withdrawn.has(`${division} ${made.id}`))
        faults.push(`${name} row ${made.number}: its case is ${state} and not ready`)
      const twice = model.rows.find((one) => stands(one, made, model))
      if (twice)
        faults.push(
          `${name} row ${made.number}: ${made.isClaim ? 'claimed' : 'paid'} twice, as ${twice.batch} row ${twice.number} is ${twice.code ?? 'in flight'}`,
        )
      model.rows.push(made)
    }
  }
  return faults
}

/** An earlier row keeps a later one from being made: a claim that was done until the person has been seen drawing. */
function stands(earlier: ModelRow, later: ModelRow, { drawing }: Model): boolean {
  if (earlier.id !== later.id || earlier.isClaim !== later.isClaim) return false
  if (!earlier.isClaim && earlier.year !== later.year) return false
  if (isFailed(earlier)) return false
  return isInFlight(earlier) || !later.isClaim || (drawing.get(later.id) ?? 0) <= earlier.month
}
