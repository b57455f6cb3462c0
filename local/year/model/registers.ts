/** What each county's register says of a person (docs/rules.md#listings): a returned row loses nobody. */
import { checkCharacter } from '../../../samples/id-number.ts'
import type { Row } from '../read-files.ts'
import type { Enrolled, Model, ModelRegister, Returned } from './model.ts'
import type { MonthFiles } from './month-files.ts'

const SCHEMES = ['城乡居民', '企业职工', '机关事业']

export function takeRegisters(model: Model, files: MonthFiles): string[] {
  const faults: string[] = []
  const year = files.today.slice(0, 4)
  for (const { division = '', file } of files.confirmed) if (file?.startsWith('register')) confirm(model, division)
  for (const file of files.sent.filter(({ form }) => form === 'register')) {
    const { receipt, division } = file
    // What is taken back was never sent.
    if (!receipt || receipt.state === 'refused' || file.act === 'withdrawn') continue
    const before = model.registers.get(division)
    const rows = files.rowsOf(file, '身份证号码')
    const good = rows.filter(({ isReturned }) => !isReturned).map(({ cells }) => cells)
    const bad = rows.filter(({ isReturned }) => isReturned).map(({ cells }) => cells)
    const said = Map.groupBy(good, ({ 身份证号码: id = '' }) => id)
    const persons = new Map([...said].map(([id, own]) => [id, own.map((cells) => enrolledAs(cells, year))]))
    const returned = returnedRows(good, bad)
    // What is held takes back nothing that the register before it left open.
    const waiting = receipt.state === 'held' ? merged(before?.returned, returned) : returned
    const newNames = new Set(
      good.flatMap(({ 身份证号码: id = '', 姓名: name = '' }) => (before?.persons.has(id) ? [] : [name])),
    )
    const dropped: string[] = []
    for (const [id, facts] of before?.persons ?? []) {
      const own = persons.get(id)
      const isNamed = facts.some(({ name }) => returned.names.has(name) || newNames.has(name))
      const isSafe = returned.ids.has(id) || isNamed
      if (!isSafe && !own) dropped.push(id)
      if (isSafe || receipt.state === 'held') {
        const others = facts.filter(({ scheme }) => !own?.some((one) => one.scheme === scheme))
        persons.set(id, [...(own ?? []), ...others])
      }
    }
    const isHeld = receipt.state === 'held'
    const ended = isHeld ? 0 : dropped.length
    if (Number(receipt.ended) !== ended)
      faults.push(`${division} ${file.name}: ended ${receipt.ended} by its receipt, and ${ended} by its rows`)
    const register: ModelRegister = {
      ...{ year, persons, returned: waiting },
      ...(isHeld && { waiting: { ids: dropped, returned } }),
    }
    model.registers.set(division, register)
    model.registersOf.set(`${division} ${year}`, register)
  }
  return faults
}

/** What was held is dropped now. */
function confirm({ registers, registersOf }: Model, county: string): void {
  const register = registers.get(county)
  if (!register?.waiting) return
  for (const id of register.waiting.ids) register.persons.delete(id)
  const confirmed = { year: register.year, persons: register.persons, returned: register.waiting.returned }
  registers.set(county, confirmed)
  registersOf.set(`${county} ${register.year}`, confirmed)
}

/**
 * Schemes by valid ID number, and by name where a row has none or another person's: whoever bears that name waits too.
 */
function returnedRows(good: readonly Row[], bad: readonly Row[]): Returned {
  const [ids, names] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()]
  for (const { 身份证号码: id = '', 姓名: name = '', 险种: scheme = '' } of bad) {
    const schemes = SCHEMES.includes(scheme) ? [scheme] : SCHEMES
    if (isValid(id)) ids.set(id, new Set([...(ids.get(id) ?? []), ...schemes]))
    const isAnothers = [...good, ...bad].some((row) => row.身份证号码 === id && row.姓名 !== name)
    if (!isValid(id) || isAnothers) names.set(name, new Set([...(names.get(name) ?? []), ...schemes]))
  }
  return { ids, names }
}

function merged(before: Returned | undefined, now: Returned): Returned {
  const both = (one: ReadonlyMap<string, ReadonlySet<string>>, other: typeof one) =>
    new Map([...one, ...other].map(([key]) => [key, new Set([...(one.get(key) ?? []), ...(other.get(key) ?? [])])]))
  return before ? { ids: both(before.ids, now.ids), names: both(before.names, now.names) } : now
}

function enrolledAs(cells: Row, year: string): Enrolled {
  return {
    ...{ name: cells.姓名 ?? '', scheme: cells.险种 ?? '', status: cells.参保状态 ?? '' },
    ...{
      contribution: cells.本年缴费方式 ?? '',
      benefit: cells.待遇状态 ?? '',
      isStudent: cells.在校学生 === '是',
      year,
    },
  }
}

const isValid = (id: string) => {
  if (!/^[1-9]\d{16}[\dX]$/.test(id)) return false
  const born = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
  const day = new Date(`${born}T00:00:00Z`)
  return (
    !Number.isNaN(day.getTime()) && day.toISOString().startsWith(born) && checkCharacter(id.slice(0, 17)) === id[17]
  )
}
