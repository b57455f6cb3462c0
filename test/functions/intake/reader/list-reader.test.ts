import { describe, expect, test } from 'vitest'
import { foundRow } from '../../../../formats/register-table.ts'
import { keyAt } from '../../../../formats/roster.ts'
import { flagOfScheme, isFlag, LISTING, returnedName, slotOfScheme } from '../../../../formats/slots.ts'
import { readUnitLines } from '../../../../formats/unit-lines.ts'
import { idNumber } from '../../../../samples/id-number.ts'
import { hash, headerOf, readerFor, rowFrom, type Sent } from '../memory-hub.ts'

const ID = idNumber('440222', '1960-01-31', 1)
const OTHER = idNumber('440222', '1960-01-31', 3)
/** A digit is wrong. */
const WRONG = OTHER.replace('440222', '440223')
const person = (changes: Record<string, string> = {}) => ({
  '县（市、区）': '始兴县',
  '乡镇（街道）': '太平镇',
  姓名: '张三',
  身份证号码: ID,
  低保证号: '1',
  ...changes,
})
const enrolled = (changes: Record<string, string> = {}) => ({
  姓名: '张三',
  身份证号码: ID,
  险种: '城乡居民',
  参保状态: '正常参保',
  参保县: '始兴县',
  本年缴费方式: '未缴费',
  待遇状态: '未领取',
  ...changes,
})

/** Reads rows from row 2 on; a row with a sheet stands in that one. */
function reading(form: Sent['form'], rows: readonly Record<string, string>[], sheets: readonly string[] = []) {
  const reader = readerFor(form)
  const headers = new Map(['', ...sheets].map((sheet) => [sheet, headerOf(form, sheet)]))
  const codes = rows.map((cells, i) => {
    const returned = reader.read(rowFrom(form, cells, i + 2), headers.get(sheets[i] ?? '')!)
    return returned?.findings.map(({ code }) => code + (code === 'duplicate-row' ? ` ${returned.earlier}` : '')) ?? []
  })
  const { list, lines, rows: ofRegister } = reader.finish()
  const entries = Array.from({ length: list.entries.length / 32 }, (_, i) => keyAt(list.entries, i * 32))
  const { bytes, ranges } = lines.finish()
  const units = ranges.flatMap(({ start, end }) => [...readUnitLines(bytes.subarray(start, end))])
  const found = entries.flatMap((_, row) => {
    const text = ofRegister?.textAt(row)
    return text ? [foundRow(0, text.bytes.subarray(text.start, text.end))] : []
  })
  return { codes, list, entries, units, reader, found }
}
const key = (id: string) => hash.personKeyHex(id)
const nameOf = (name: string) => {
  const digest = Buffer.alloc(8)
  hash.digest(name, digest, 0)
  return digest.toString('hex', 0, 6)
}

describe('duplicate-row: the same valid ID number stands earlier in the file', () => {
  test('each later row names the first', () => {
    expect(reading('dibao-new', [person(), person({ 身份证号码: OTHER }), person(), person()]).codes).toEqual([
      [],
      [],
      ['duplicate-row 2'],
      ['duplicate-row 2'],
    ])
  })

  test('even in a row that was returned; then nobody is on the list', () => {
    const { codes, entries } = reading('dibao-full', [person({ 性别: '女' }), person()])
    expect(codes).toEqual([['sex-mismatch'], ['duplicate-row 2']])
    expect(entries).toEqual([])
  })

  test('beside other codes', () => {
    expect(reading('dibao-new', [person(), person({ 姓名: '' })]).codes[1]).toEqual(['name-missing', 'duplicate-row 2'])
  })

  test('by its normal form, whatever the name', () => {
    const spelt = person({ 身份证号码: ` ${ID.slice(0, 6)}\u200b${ID.slice(6)}`, 姓名: '李四' })
    expect(reading('dibao-new', [person(), spelt]).codes[1]).toEqual(['duplicate-row 2'])
  })

  test('an invalid number is no duplicate', () => {
    const bad = person({ 身份证号码: '4402' })
    expect(reading('dibao-new', [bad, bad]).codes).toEqual([['id-format'], ['id-format']])
  })

  test('over sheets: the row is called as the sender finds it', () => {
    const rows = [person(), person({ 身份证号码: OTHER }), person(), person({ 身份证号码: OTHER })]
    expect(reading('dibao-new', rows, ['', '名单2', '名单2', '名单3']).codes).toEqual([
      [],
      [],
      ['duplicate-row 2'],
      ['duplicate-row 名单2!3'],
    ])
  })

  test('in a register only with the same 险种', () => {
    const rows = [
      enrolled(),
      enrolled({ 险种: '企业职工' }),
      enrolled({ 险种: '机关事业' }),
      enrolled({ 险种: ' 企业职工' }),
    ]
    expect(reading('register', rows).codes).toEqual([[], [], [], ['duplicate-row 3']])
  })

  test('in a register an unknown 险种 is none', () => {
    const rows = ['', '失业', '失业'].map((scheme) => enrolled({ 险种: scheme }))
    expect(reading('register', [enrolled(), ...rows]).codes).toEqual([[], ...rows.map(() => ['code-unknown'])])
  })

  test('many persons: the table and the divisions grow', () => {
    const rows = Array.from({ length: 3000 }, (_, i) =>
      person({ 身份证号码: idNumber('440222', `19${60 + (i % 30)}-01-31`, Math.trunc(i / 30) * 2 + 1) }),
    )
    const { codes, entries } = reading('dibao-new', [...rows, rows[2999]!, rows[0]!])
    expect(codes.slice(3000)).toEqual([['duplicate-row 3001'], ['duplicate-row 2']])
    expect(entries).toHaveLength(3000)
  })
})

describe('what a list says', () => {
  test('its accepted rows, as entries and as lines', () => {
    const { entries, units, list, reader } = reading('dibao-full', [person(), person({ 身份证号码: OTHER, 姓名: '' })])
    expect(entries).toEqual([{ person: key(ID), slot: LISTING }])
    expect(units).toHaveLength(1)
    expect(units[0]).toMatchObject({ key: key(ID), slot: LISTING, op: '=' })
    expect(JSON.parse(units[0]!.json)).toMatchObject({ id: ID, row: { name: '张三' } })
    expect(Buffer.from(list.entries).toString('hex', 24, 30)).toBe(nameOf('张三'))
    expect(list.mode).toBe('full')
    expect([reader.returned, reader.byCode]).toEqual([1, { 'name-missing': 1 }])
  })

  test('another row digest where something was said otherwise, and the same where not', () => {
    const digest = (changes: Record<string, string>) =>
      Buffer.from(reading('dibao-full', [person(changes)]).list.entries).toString('hex', 16, 24)
    const all = [
      {},
      { '乡镇（街道）': '马市镇' },
      { 姓名: '张四' },
      { 联系电话: '1' },
      { '村（居）委会': '城南村' },
    ].map(digest)
    expect(new Set(all).size).toBe(all.length)
    expect(digest({ 备注: '另说' })).toBe(all[0])
    expect(digest({ '乡镇（街道）': '太平' })).toBe(all[0])
  })

  test('of returned rows: every number shown, valid or not, every name, and who shows no name', () => {
    const rows = [
      person({ 性别: '女', 姓名: '甲' }),
      person({ 身份证号码: WRONG, 姓名: ' 乙·丁' }),
      person({ 身份证号码: '', 姓名: '' }),
      person({ 身份证号码: ` ${OTHER}`, 姓名: '12' }),
    ]
    const { list } = reading('dibao-full', rows)
    expect([...list.returnedKeys]).toEqual([key(ID), key(WRONG), key(OTHER)])
    expect([...list.returnedNames]).toEqual([nameOf('甲'), nameOf('乙·丁'), nameOf('12')])
    expect(list.nameless).toEqual([undefined, key(OTHER)])
  })

  test('a duplicate is a returned row, too', () => {
    const { list, entries } = reading('dibao-full', [person(), person({ 姓名: '乙' })])
    expect([...list.returnedKeys]).toEqual([key(ID)])
    expect([...list.returnedNames]).toEqual([nameOf('乙')])
    expect(entries).toHaveLength(1)
  })

  test('a register: each scheme its entry, a mark for whom a row was returned, names of returned rows without a number', () => {
    const rows = [
      enrolled(),
      enrolled({ 险种: '企业职工' }),
      enrolled({ 身份证号码: OTHER, 参保状态: '' }),
      enrolled({ 身份证号码: WRONG, 姓名: '李四' }),
    ]
    const { list, entries, units, found } = reading('register', rows)
    const expected = [
      { person: key(ID), slot: slotOfScheme('resident') },
      { person: key(ID), slot: slotOfScheme('employee') },
      { person: key(OTHER), slot: flagOfScheme('resident') },
    ]
    const order = (a: { person: string; slot: number }, b: { person: string; slot: number }) =>
      a.person < b.person ? -1 : a.person > b.person ? 1 : a.slot - b.slot
    expect(entries).toEqual(expected.sort(order))
    // Its rows go to a table, in the order of the entries, and to nobody's item.
    expect(units).toEqual([])
    expect(found.map(({ id }) => id)).toEqual(expected.map(({ slot }) => (isFlag(slot) ? '' : ID)))
    expect([...list.returnedKeys]).toEqual([key(OTHER), key(WRONG)])
    expect([...list.returnedNames]).toEqual([nameOf('李四')])
    const names = Array.from({ length: 3 }, (_, i) =>
      Buffer.from(list.entries).toString('hex', i * 32 + 24, i * 32 + 30),
    )
    expect(names.sort()).toEqual(['0'.repeat(12), nameOf('张三'), nameOf('张三')])
  })

  test('of a register: names whose row has no number, or the number of a row before under another name', () => {
    const rows = [
      enrolled(),
      enrolled({ 身份证号码: WRONG, 姓名: ' 乙.丁 ' }),
      enrolled({ 身份证号码: '', 姓名: '丙' }),
      enrolled({ 姓名: '李四' }),
      enrolled(),
      enrolled({ 身份证号码: OTHER, 姓名: '王五', 参保状态: '' }),
      enrolled({ 身份证号码: '', 姓名: '12' }),
    ]
    const resident = (name: string) => returnedName(nameOf(name), 'resident')
    expect([...reading('register', rows).list.unnumbered]).toEqual(['乙·丁', '丙', '李四'].map(resident))
    expect([...reading('dibao-full', [person({ 身份证号码: WRONG })]).list.unnumbered]).toEqual([])
  })

  test('of a register: a returned row whose scheme cannot be read counts for every scheme', () => {
    const rows = [
      enrolled(),
      enrolled({ 身份证号码: OTHER, 险种: '城居' }),
      enrolled({ 身份证号码: WRONG, 姓名: '李四', 险种: '' }),
      enrolled({ 身份证号码: ID, 险种: '机关事业', 参保状态: '' }),
    ]
    const { list, entries } = reading('register', rows)
    const schemes = ['resident', 'employee', 'public'] as const
    expect([...list.unnumbered]).toEqual(schemes.map((scheme) => returnedName(nameOf('李四'), scheme)))
    const flags = entries.filter(({ slot }) => isFlag(slot))
    expect(flags.filter(({ person }) => person === key(OTHER)).map(({ slot }) => slot)).toEqual(
      schemes.map(flagOfScheme),
    )
    expect(flags.filter(({ person }) => person === key(ID)).map(({ slot }) => slot)).toEqual([flagOfScheme('public')])
  })

  test('what a row of a register says leaves its scheme to the slot', () => {
    const { found } = reading('register', [enrolled()])
    expect(JSON.parse(found[0]!.row)).not.toHaveProperty('scheme')
  })
})
