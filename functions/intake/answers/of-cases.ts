/** Answers whose rows name cases: every row is judged against the case as earlier rows have left it. */
import type { AnswerRow } from '../../../rules/answers/answer-row.ts'
import { caseNumberIn } from '../../../rules/answers/named-case.ts'
import { present } from '../../../schemas/present.ts'
import type { AnswerFact } from '../../../schemas/records/case.ts'
import { type Call, countyOf } from '../../../schemas/records/upload.ts'
import { type Cases, type FoundCase, findCases, type KnownRegisters } from '../../shared/cases/named-cases.ts'
import { followRegisters } from '../../shared/registers/follow-registers.ts'
import type { IntakeDeps } from '../deps.ts'
import type { Answer, Taken } from './answer.ts'
import { Calls } from './calls.ts'
import { eachRow, FirstRows } from './each-row.ts'
import { Facts, orderOf } from './write-facts.ts'

interface OfCases {
  readonly judge: (row: AnswerRow, found: FoundCase | undefined, isTwice: boolean, cases: Cases) => void
  /** What an accepted row says of its person, and in which order. */
  readonly said: (
    row: AnswerRow,
    found: FoundCase,
    order: string,
    cases: Cases,
  ) => Pick<AnswerFact, 'materials' | 'settlement'>
  /** Whose turn it has become. */
  readonly calls: (fact: AnswerFact, found: FoundCase) => readonly Omit<Call, 'count'>[]
}

export async function takeOfCases(
  deps: IntakeDeps,
  { upload, read, returned }: Answer,
  { judge, said, calls: callsOf }: OfCases,
): Promise<Taken> {
  const county = countyOf(upload.division)
  const registers: KnownRegisters = {
    load: deps.registers.load,
    of: () => deps.registers,
    follow: (persons, counties) => followRegisters(deps, counties, persons),
  }
  const cases = await findCases(deps, registers, upload)
  const first = new FirstRows()
  const facts = new Facts(deps.shards)
  const calls = new Calls()
  const judged = await eachRow(
    read,
    {
      load: (rows) => cases.load(rows.map(({ row }) => caseNumberIn(row))),
      judge({ row, label }) {
        const number = caseNumberIn(row)
        const earlier = first.earlier(number, label)
        judge(row, cases.find(number), earlier !== undefined, cases)
        return earlier
      },
      take({ row, index }) {
        const found = present(cases.find(caseNumberIn(row)), 'the case of an accepted row')
        const { key, id } = found.person
        const fact = { id, county, ...said(row, found, orderOf(upload, index), cases) }
        facts.add(key, fact)
        for (const call of callsOf(fact, found)) calls.add(call)
        cases.note(key, fact)
      },
    },
    returned,
  )
  return { ...judged, ...calls.all, write: () => facts.write(deps, upload) }
}
