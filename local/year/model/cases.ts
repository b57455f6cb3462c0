/** Whoever has something coming has a case, and every row of a batch stands in one (docs/cases.md#case-states). */
import { type Row, yuanOf } from '../read-files.ts'
import { isInFlight, isPaid, type Model, type ModelRow } from './model.ts'
import type { MonthFiles } from './month-files.ts'
import { stateOf } from './states.ts'

export function checkCases(model: Model, files: MonthFiles): string[] {
  const faults: string[] = []
  const cases = files.table('cases')
  const year = files.today.slice(0, 4)
  const numbers = cases.map((row) => row.case)
  for (const number of new Set(numbers.filter((one, at) => numbers.indexOf(one) !== at)))
    faults.push(`${number} stands in cases.csv twice`)
  // A person has one contribution case a year, and one claim case.
  const kinds = Map.groupBy(
    cases,
    (row) => `${row.county} ${row.id_number} ${row.business === 'claim' ? 'claim' : row.case!.split('-')[1]}`,
  )
  for (const [key, own] of kinds) if (own.length > 1) faults.push(`${key} has ${own.length} cases`)
  for (const { county, id_number: id, outcome = '' } of files.table('outcomes')) {
    const kind = outcome === 'claim' ? 'claim' : /^(?:pay|enrol|review)$/.test(outcome) ? year : undefined
    if (kind && !kinds.has(`${county} ${id} ${kind}`)) faults.push(`${county} ${id} is ${outcome} and has no case`)
  }
  for (const [key, rows] of Map.groupBy(
    model.rows,
    (row) => `${row.county} ${row.id} ${row.isClaim ? 'claim' : row.year}`,
  )) {
    const kind = key.split(' ')[2]!
    // Contribution cases of earlier years than the last are no longer shown.
    if (kind !== 'claim' && Number(kind) < Number(year) - 1) continue
    const found = kinds.get(key)?.[0]
    if (!found) faults.push(`${key} stands in ${rows[0]?.batch} and has no case`)
    else faults.push(...contradictions(found, rows).map((what) => `${key}: ${what}`))
  }
  const outcomes = new Map(files.table('outcomes').map((row) => [`${row.county} ${row.id_number}`, row]))
  for (const [key, [found]] of kinds) {
    const { county = '', id_number: id = '', state, reason } = found!
    const isClaim = found!.business === 'claim'
    const person = `${county} ${id}`
    if ((isClaim || key.endsWith(` ${year}`)) && !model.withdrawn.has(person)) {
      const expected = stateOf(model, { county, id, isClaim, today: files.today, outcome: outcomes.get(person) })
      const shown = expected.includes(' ') ? `${state} ${reason}` : state
      if (shown !== expected) faults.push(`${found!.case} is ${state} ${reason}, and should be ${expected}`)
      if (expected === 'ready') faults.push(`${found!.case} is ready and stands in no batch`)
    }
    const stands = model.rows.some((row) => `${row.county} ${row.id} ${row.isClaim ? 'claim' : row.year}` === key)
    if (!stands && ['paid', 'in-flight', 'registered'].includes(found!.state!))
      faults.push(`${key} is ${found!.state} and stands in no batch`)
  }
  return faults
}

/** A case's line against its rows, in the order of their batches. */
function contradictions({ state = '', reason, batch, amount }: Row, rows: readonly ModelRow[]): string[] {
  const faults: string[] = []
  const last = rows.at(-1)!
  const isContribution = !last.isClaim
  if (batch !== last.batch || amount !== yuanOf(last.fen))
    faults.push(`cases.csv has batch ${batch} with ${amount}, the instructions ${last.batch} with ${yuanOf(last.fen)}`)
  const isOpen = isContribution ? rows.some(isInFlight) : isInFlight(last)
  const expected = isContribution && rows.some(isPaid) ? 'paid' : isOpen ? 'in-flight' : undefined
  if (expected ? state !== expected : state === 'paid' || state === 'in-flight')
    faults.push(`it is ${state} where its rows are ${rows.map(({ code }) => code ?? 'open').join(' ')}`)
  if (expected === 'in-flight') {
    const said =
      (rows.find(isInFlight)?.code ?? '') === reason ||
      rows.some((row) => isInFlight(row) && (row.code ?? '') === reason)
    if (!said) faults.push(`it is in flight for ${reason}`)
  }
  if (state === 'registered' && !isPaid(last)) faults.push(`it is registered where its last row is ${last.code}`)
  return faults
}
