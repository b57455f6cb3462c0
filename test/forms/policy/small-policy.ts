/** A small policy, its workbook, and what reading says of a changed sheet. */
import { Kind, type Sheet, type Workbook } from '../../../forms/incoming/sheet/sheet.ts'
import { type PolicyReading, readPolicyWorkbook } from '../../../forms/policy/policy-reading.ts'
import type { PolicyWorkbook } from '../../../forms/policy/policy-sheets.ts'
import { writePolicyWorkbook } from '../../../forms/policy/policy-workbook.ts'
import { Policy } from '../../../schemas/records/policy.ts'
import { bytesOf, open, textsOf } from '../bytes-of.ts'

export const policy = Policy.parse({
  version: 3,
  province: '广东省',
  city: { code: '440200', name: '韶关市' },
  counties: [
    { code: '440222', name: '始兴县', townships: [{ code: '440222100', name: '太平镇' }] },
    { code: '440281', name: '乐昌市', townships: [] },
  ],
  categories: [
    { code: 'tekun', name: '特困人员', form: 'tekun', office: 'civil-affairs' },
    {
      code: 'dibao',
      name: '低保对象',
      form: 'dibao',
      office: 'civil-affairs',
      from: '2018-05-01',
      until: '2030-12-31',
    },
  ],
  tiers: [
    { fromYear: 2018, fen: 12_000 },
    { fromYear: 2020, fen: 18_000, toBeConfirmed: true },
  ],
  amounts: [
    { fromYear: 2018, fen: 12_000 },
    { fromYear: 2020, fen: 18_000 },
    { fromYear: 2020, county: '440222', category: 'dibao', fen: 12_000, document: '粤人社发〔2020〕1号' },
  ],
  held: { percent: 20, persons: 10 },
})
export const contacts = [
  { division: '440222', office: 'finance', email: 'a@example.org', name: '王芳', phone: '0751-1' },
  { division: '440222100', office: 'township', email: 'b@example.org' },
] as const
export const calendar = [{ day: '2018-06-16', work: true, note: '补班' }] as const

export const write = (held: PolicyWorkbook = { policy, contacts, calendar }) =>
  bytesOf((out) => writePolicyWorkbook(out, held))
export const read = async (bytes: Uint8Array) => readPolicyWorkbook(await open(bytes), policy)

/** The written workbook with one sheet's rows put in another's place, from row 4 on. */
export async function withRows(name: string, rows: string[][], held?: PolicyWorkbook): Promise<PolicyReading> {
  const texts = await textsOf(await write(held))
  const sheets = [...texts].map(([sheetName, written]): Sheet => {
    const own = rows.map((cells, i) => ({ number: i + 4, texts: cells, kinds: cells.map(() => Kind.text) }))
    const all = sheetName === name ? [...written.slice(0, 3), ...own] : written
    return {
      name: sheetName,
      hidden: false,
      async *rows() {
        yield all
      },
    }
  })
  const workbook: Workbook = { kind: 'xlsx', sheets }
  return readPolicyWorkbook(workbook, policy)
}

export const faultsOf = (reading: PolicyReading) =>
  reading.ok ? [] : reading.faults.map((f) => `${f.sheet}!${f.row} ${f.message}`)
