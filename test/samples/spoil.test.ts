import { describe, expect, it } from 'vitest'
import { type CityOptions, makeCity } from '../../samples/city.ts'
import { checkCharacter } from '../../samples/id-number.ts'

const BASE: CityOptions = {
  seed: 4,
  counties: 4,
  listedPerCounty: 600,
  registeredPerCounty: 1200,
  day: '2018-06-06',
  months: 2,
}
const city = makeCity({ ...BASE, badShare: 0.1 })
const [first, second] = city.months.map(({ counties }) => counties)
const rowsOf = (counties: typeof first) => counties!.flatMap(({ lists }) => lists.flatMap(({ rows }) => rows))
const lists = rowsOf(first)
const registers = first!.flatMap(({ register }) => [...register])

const codesOf = (rows: readonly { readonly returned?: string }[]) =>
  new Set(rows.flatMap(({ returned }) => returned ?? []))
const withCode = <Row extends { readonly returned?: string }>(rows: readonly Row[], code: string) =>
  rows.filter(({ returned }) => returned === code)

describe('makeCity: rows to be returned (docs/rules.md#row-codes)', () => {
  it('has none unless asked', () => {
    const clean = makeCity(BASE).months.flatMap(({ counties }) => counties)
    expect(codesOf(rowsOf(clean))).toEqual(new Set())
    expect(codesOf(clean.flatMap(({ register }) => [...register]))).toEqual(new Set())
  })

  it('spoils the share asked for, and every code occurs', () => {
    for (const rows of [lists, registers]) {
      const share = rows.filter(({ returned }) => returned).length / rows.length
      expect(share).toBeGreaterThan(0.08)
      expect(share).toBeLessThan(0.12)
    }
    const common = ['id-missing', 'id-numeric', 'id-15-digit', 'id-format', 'id-birthdate', 'id-checksum']
    const both = [...common, 'name-missing', 'name-invalid', 'division-mismatch', 'code-unknown', 'duplicate-row']
    const list = ['sex-mismatch', 'birthdate-mismatch', 'township-unknown']
    const disabled = ['certificate-mismatch', 'disability-not-covered']
    expect(codesOf(lists)).toEqual(new Set([...both, ...list, ...disabled]))
    expect(codesOf(registers)).toEqual(new Set(both))
  })

  it.each([
    ['id-missing', /^$/],
    ['id-numeric', /^\d\.\d{5}E\+17$/],
    ['id-15-digit', /^\d{15}$/],
    ['id-format', /^\d{17}$/],
    ['id-birthdate', /^\d{10}0230\d{3}[\dX]$/],
    ['id-checksum', /^\d{17}[\dX]$/],
  ])('%s looks like it', (code, shape) => {
    for (const { idNumber } of [...withCode(lists, code), ...withCode(registers, code)]) {
      expect(idNumber).toMatch(shape)
      if (code === 'id-checksum') expect(checkCharacter(idNumber)).not.toBe(idNumber[17])
    }
  })

  it('leaves each spoiled row one mistake: sex, birth date and certificate contradict the ID number only where the code says so', () => {
    for (const row of lists.filter(({ returned }) => !returned?.startsWith('id-'))) {
      const sexAgrees = row.sex === (Number(row.idNumber[16]) % 2 ? '男' : '女')
      expect(sexAgrees).toBe(row.returned !== 'sex-mismatch')
      expect(row.birthDate.replaceAll('-', '') === row.idNumber.slice(6, 14)).toBe(
        row.returned !== 'birthdate-mismatch',
      )
      if (!row.disability) continue
      const kind = 1 + ['视力', '听力', '言语', '肢体', '智力', '精神', '多重'].indexOf(row.disability)
      const grade = 1 + ['一级', '二级', '三级', '四级'].indexOf(row.grade!)
      const certified = [`${row.idNumber}${kind}${grade}`, `${row.idNumber}${kind}${grade}B1`].includes(row.certificate)
      expect(certified).toBe(row.returned !== 'certificate-mismatch')
      const covered = grade <= 2 || kind === 5 || kind === 6
      expect(covered).toBe(row.returned !== 'disability-not-covered')
    }
  })

  it('puts a duplicate behind the row that it repeats, in the same list', () => {
    for (const { rows } of first!.flatMap((sent) => sent.lists)) {
      rows.forEach((row, at) => {
        if (row.returned === 'duplicate-row')
          expect({ ...row, returned: undefined }).toEqual({ ...rows[at - 1], returned: undefined })
      })
    }
  })

  it('names another county for division-mismatch', () => {
    for (const { county, lists: sent } of first!) {
      for (const row of withCode(
        sent.flatMap(({ rows }) => rows),
        'division-mismatch',
      ))
        expect(row.county).not.toBe(county.name)
    }
  })

  it('sends what was returned again, right this time or not, in the next month', () => {
    const phones = new Set(rowsOf(second).map(({ phone, certificate }) => phone + certificate.slice(0, 3)))
    const returned = lists.filter(({ returned }) => returned && returned !== 'duplicate-row')
    const again = returned.filter(({ phone, certificate }) => phones.has(phone + certificate.slice(0, 3)))
    // Some have left the dibao list meanwhile.
    expect(again.length / returned.length).toBeGreaterThan(0.95)
  })
})
