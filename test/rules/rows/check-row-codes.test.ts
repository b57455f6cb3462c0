import { describe, expect, test } from 'vitest'
import { idNumber } from '../../../samples/id-number.ts'
import { DISABILITY_GRADES, DISABILITY_KINDS } from '../../../schemas/columns.ts'
import { check, faults, ID, LIST_FORMS, type ListForm, PERFECT, type Special, TAIPING } from './perfect-row.ts'

const COUNTY = '县（市、区）'
const TOWNSHIP = '乡镇（街道）'

describe('division-mismatch', () => {
  const expected = [`division-mismatch@${COUNTY}`]

  test.each(['始兴县', '始兴', '440222', '广东省韶关市始兴县', '韶关市始兴', ' 始兴 县', ''])(
    'no: %j is the own',
    (text) => {
      for (const form of LIST_FORMS) expect(faults(form, { [COUNTY]: text })).toEqual([])
      expect(faults('register', { 参保县: text })).toEqual([])
    },
  )

  test.each(['翁源县', '440229', '赣州市', '某县', '始兴区', '始兴县太平镇', '440222100'])('%s', (text) => {
    for (const form of LIST_FORMS) expect(faults(form, { [COUNTY]: text })).toEqual(expected)
    expect(faults('register', { 参保县: text })).toEqual(['division-mismatch@参保县'])
  })

  test.each(['韶关市', '韶关', '440200', '广东省韶关市'])('the city, %s: only in a register', (text) => {
    for (const form of LIST_FORMS) expect(faults(form, { [COUNTY]: text })).toEqual(expected)
    expect(faults('register', { 参保县: text })).toEqual([])
  })

  test('a number cell is a code', () => {
    expect(faults('dibao', { [COUNTY]: { number: '440222' } })).toEqual([])
    expect(faults('dibao', { [COUNTY]: { number: '440229' } })).toEqual(expected)
  })

  test('it is the sender that counts', () => {
    const row = { [COUNTY]: '翁源县', [TOWNSHIP]: '龙仙镇' }
    expect(faults('dibao', row, { division: '440229' })).toEqual([])
  })
})

describe('township-unknown', () => {
  test.each(['太平镇', '太平', TAIPING, '广东省韶关市太平镇', ' 太平\u3000镇'])('no: %j', (text) => {
    const { findings, listing } = check('dibao', { [TOWNSHIP]: text })
    expect(findings).toEqual([])
    expect(listing?.township).toBe(TAIPING)
  })

  test.each(['', ' ', '太平乡', '龙仙镇', '440229100', '始兴县', '无'])('%j', (text) => {
    for (const form of LIST_FORMS) expect(faults(form, { [TOWNSHIP]: text })).toEqual([`township-unknown@${TOWNSHIP}`])
  })

  test('of the sender, whatever the county column says', () => {
    expect(faults('dibao', { [COUNTY]: '翁源县' })).toEqual([`division-mismatch@${COUNTY}`])
    expect(faults('dibao', { [COUNTY]: '翁源县', [TOWNSHIP]: '龙仙镇' })).toEqual([
      `division-mismatch@${COUNTY}`,
      `township-unknown@${TOWNSHIP}`,
    ])
  })

  test('a register has none', () => {
    expect(faults('register', {})).toEqual([])
  })
})

describe("the city's lists: their county column names the county", () => {
  const city = { division: '440200' }

  test('any of its counties, with a township of that one', () => {
    expect(faults('dibao', {}, city)).toEqual([])
    expect(faults('dibao', { [COUNTY]: '翁源县', [TOWNSHIP]: '龙仙镇' }, city)).toEqual([])
    expect(faults('dibao', { [COUNTY]: '翁源县' }, city)).toEqual([`township-unknown@${TOWNSHIP}`])
  })

  test('division-mismatch: no county of it', () => {
    for (const text of ['赣州市', '韶关市'])
      expect(faults('dibao', { [COUNTY]: text }, city)).toEqual([`division-mismatch@${COUNTY}`])
  })

  test('blank means the sender: any township of the city', () => {
    expect(faults('dibao', { [COUNTY]: '' }, city)).toEqual([])
    expect(faults('dibao', { [COUNTY]: '', [TOWNSHIP]: '无' }, city)).toEqual([`township-unknown@${TOWNSHIP}`])
  })
})

describe('code-unknown', () => {
  const coded: [ListForm, string, boolean][] = [
    ...LIST_FORMS.map((form) => [form, '性别', false] as [ListForm, string, boolean]),
    ['tekun', '供养方式', true],
    ['disabled', '残疾类别', true],
    ['disabled', '残疾等级', true],
    ['register', '险种', true],
    ['register', '参保状态', true],
    ['register', '本年缴费方式', true],
    ['register', '待遇状态', true],
    ['register', '在校学生', false],
  ]

  test.each(coded)('%s %s: a value outside the list; blank only where required', (form, heading, required) => {
    expect(faults(form, { [heading]: '其他' })).toEqual([`code-unknown@${heading}`])
    expect(faults(form, { [heading]: `${PERFECT[form][heading]}等` })).toEqual([`code-unknown@${heading}`])
    expect(faults(form, { [heading]: '' })).toEqual(required ? [`code-unknown@${heading}`] : [])
    expect(faults(form, { [heading]: ` ${PERFECT[form][heading]}\u200b` })).toEqual([])
  })

  const dates: [ListForm, string][] = [
    ...LIST_FORMS.flatMap((form) => [
      [form, '出生日期'] as [ListForm, string],
      [form, '认定日期'] as [ListForm, string],
    ]),
    ['register', '参保日期'],
  ]

  const noDates: (string | Special)[] = [
    '去年',
    '1960-02-30',
    '1960-1',
    '43131',
    '1960-01-31 10:30:00',
    '1960/1/310:00',
    '1960-01-31 24:00',
    { number: '43131.5' },
    { number: '100000' },
    { number: '19601301' },
  ]

  test.each(dates)('%s %s: a date that is none', (form, heading) => {
    for (const value of noDates) expect(faults(form, { [heading]: value })).toEqual([`code-unknown@${heading}`])
    expect(faults(form, { [heading]: '' })).toEqual([])
  })

  test.each(dates.filter(([, heading]) => heading !== '出生日期'))('%s %s: a date in any spelling', (form, heading) => {
    const spelt = ['2017-5-1', '2017/05/01', '2017.5.1', '20170501', '2017年5月1日', ' ２０１７-05-01']
    const cells = [{ number: '42856' }, { number: '20170501' }, { date: '2017-05-01' }, { date: '2017-05-01 13:45:00' }]
    const midnight = [
      '2017-05-01 00:00:00',
      '2017/5/1 0:00',
      '2017/5/1\u3000０：００：００',
      ' 2017.5.1 00:00 ',
      '2017-05-01T00:00:00',
      '2017-05-01T00:00:00.000Z',
      '2017年5月1日0:00',
      '20170501 00:00:00',
      '2017/5/1 12:00:00 AM',
    ]
    for (const value of [...spelt, ...midnight, ...cells]) expect(faults(form, { [heading]: value })).toEqual([])
  })

  test('other year and month columns are not checked, nor are amounts and counts', () => {
    const loose = { 待遇开始年月: '不详', 累计缴费月数: '十', 本年缴费金额: '壹佰', 月待遇金额: 'x' }
    expect(faults('register', loose)).toEqual([])
  })

  test('is given once a row, at the leftmost cell', () => {
    expect(faults('disabled', { 性别: '其他', 残疾等级: '五级', 认定日期: '去年' })).toEqual(['code-unknown@性别'])
    expect(faults('register', { 参保状态: '', 险种: '' })).toEqual(['code-unknown@险种'])
    expect(faults('register', { 参保状态: '', 险种: '' }, { turned: true })).toEqual(['code-unknown@参保状态'])
  })

  test('columns that the sheet does not have hold nothing unknown', () => {
    expect(faults('dibao', {}, { without: ['性别', '出生日期', '认定日期'] })).toEqual([])
    expect(faults('register', {}, { without: ['参保日期', '在校学生'] })).toEqual([])
  })
})

describe('certificate-mismatch: ID number + kind digit 1-7 + grade digit 1-4 (+ B and a digit)', () => {
  const wrong = ['certificate-mismatch@残疾人证号']
  const certificate = (text: string) => faults('disabled', { 残疾人证号: text })

  test.each([`${ID}62`, `${ID}62B1`, `${ID}62B9`, ` ${ID} 62`, `${ID}６２`])('no: %s', (text) => {
    expect(certificate(text)).toEqual([])
  })

  test.each([
    ['blank', ''],
    ['the ID number alone', ID],
    ['no grade', `${ID}6`],
    ['kind 0', `${ID}02`],
    ['kind 8', `${ID}82`],
    ['grade 0', `${ID}60`],
    ['grade 5', `${ID}65`],
    ['B without digit', `${ID}62B`],
    ['B and two digits', `${ID}62B12`],
    ['another letter', `${ID}62C1`],
    ['something behind', `${ID}621`],
    ['something before', `1${ID}62`],
    ['another ID number', `44022219600131003462`],
  ])('%s', (_, text) => {
    expect(certificate(text)).toEqual(wrong)
  })

  test('every kind and grade digit agrees with its column, and with no other', () => {
    for (const [kind, kindName] of DISABILITY_KINDS.entries())
      for (const [grade, gradeName] of DISABILITY_GRADES.entries()) {
        const row = { 残疾类别: kindName, 残疾等级: gradeName }
        for (let k = 1; k <= 7; k++)
          for (let g = 1; g <= 4; g++)
            expect(faults('disabled', { ...row, 残疾人证号: `${ID}${k}${g}` }).includes(wrong[0]!)).toBe(
              k !== kind + 1 || g !== grade + 1,
            )
      }
  })

  test('is compared with a column only where that holds a known code', () => {
    expect(faults('disabled', { 残疾类别: '听力言语' })).toEqual(['code-unknown@残疾类别'])
    expect(faults('disabled', { 残疾等级: '' })).toEqual(['code-unknown@残疾等级'])
    expect(faults('disabled', { 残疾类别: '其他', 残疾人证号: `${ID}63` })).toEqual(['code-unknown@残疾类别', ...wrong])
  })

  test.each(['02', '82', '60', '65'])('kind and grade %s are none, though the columns hold unknown codes', (digits) => {
    const row = { 残疾类别: '其他', 残疾等级: '五级', 残疾人证号: `${ID}${digits}` }
    expect(faults('disabled', row)).toEqual(['code-unknown@残疾类别', ...wrong])
    expect(faults('disabled', { ...row, 残疾人证号: `${ID}71` })).toEqual(['code-unknown@残疾类别'])
  })

  test('with an invalid ID number only that it is not blank', () => {
    const bad = { 身份证号码: '44022219600131' }
    expect(faults('disabled', { ...bad, 残疾人证号: '无' })).toEqual(['id-format@身份证号码'])
    expect(faults('disabled', { ...bad, 残疾人证号: `${ID}11` })).toEqual(['id-format@身份证号码'])
    expect(faults('disabled', { ...bad, 残疾人证号: ' ' })).toEqual(['id-format@身份证号码', ...wrong])
  })
})

describe('disability-not-covered: neither 一级/二级, nor 精神, nor 智力', () => {
  test('every kind and grade', () => {
    for (const [k, kind] of DISABILITY_KINDS.entries())
      for (const [g, grade] of DISABILITY_GRADES.entries()) {
        const covered = grade === '一级' || grade === '二级' || kind === '精神' || kind === '智力'
        const row = { 残疾人证号: `${ID}${k + 1}${g + 1}`, 残疾类别: kind, 残疾等级: grade }
        expect(faults('disabled', row)).toEqual(covered ? [] : ['disability-not-covered@残疾类别'])
      }
  })

  test('with unknown codes it is not asked', () => {
    expect(faults('disabled', { 残疾人证号: `${ID}43`, 残疾类别: '肢残', 残疾等级: '三级' })).toEqual([
      'code-unknown@残疾类别',
    ])
  })

  test('it is asked with an invalid ID number, too', () => {
    const row = { 身份证号码: '', 残疾人证号: '无', 残疾类别: '视力', 残疾等级: '四级' }
    expect(faults('disabled', row)).toEqual(['id-missing@身份证号码', 'disability-not-covered@残疾类别'])
  })
})

describe('formula-empty and text-damaged: what the file has lost', () => {
  const losses: [string, string | Special][] = [
    ['formula-empty', { formula: '' }],
    ['text-damaged', '字\ufffd'],
  ]
  const everywhere = [...LIST_FORMS, 'register' as const].flatMap((form) =>
    Object.keys(PERFECT[form])
      .filter((heading) => heading !== '序号')
      .map((heading) => [form, heading] as [ListForm, string]),
  )

  test.each(everywhere)('%s %s: that code, and no other of the cell', (form, heading) => {
    for (const [code, value] of losses) {
      const checked = check(form, { [heading]: value })
      expect(checked.findings.map((f) => f.code)).toEqual([code])
      expect([checked.listing, checked.register]).toEqual([undefined, undefined])
    }
  })

  test('a formula in 序号 earns nothing, damaged text there does', () => {
    for (const form of LIST_FORMS) {
      expect(faults(form, { 序号: { formula: '' } })).toEqual([])
      expect(faults(form, { 序号: '\ufffd' })).toEqual(['text-damaged@序号'])
    }
  })

  test.each(losses)('%s is given once, at the leftmost cell; other cells are tested', (code, value) => {
    const changes = { '村（居）委会': value, 姓名: '张3', 身份证号码: value, 性别: '其他', 认定日期: value }
    const expected = [`${code}@村（居）委会`, 'name-invalid@姓名', 'code-unknown@性别']
    expect(faults('dibao', changes)).toEqual(expected)
    expect(faults('dibao', changes, { turned: true })[0]).toBe(`${code}@认定日期`)
    // Of two unknown values the lost one is not the leftmost.
    expect(faults('disabled', { 残疾类别: value, 残疾等级: '五级' })).toEqual([
      `${code}@残疾类别`,
      'code-unknown@残疾等级',
    ])
  })

  test('both in a row', () => {
    expect(faults('dibao', { 备注: '\ufffd', 认定日期: { formula: '' } })).toEqual([
      'formula-empty@认定日期',
      'text-damaged@备注',
    ])
  })

  test.each(losses)(
    '%s: nobody is known by a lost number or name, and nothing is compared with them',
    (code, value) => {
      const lost = check('disabled', { 身份证号码: value, 姓名: value, 性别: '女' })
      expect(lost).toMatchObject({ id: undefined, number: '', isNamed: false })
      expect(lost.findings.map((f) => f.code)).toEqual([code])
      expect(check('disabled', { 残疾类别: value }).findings.map((f) => f.code)).toEqual([code])
      expect(check('disabled', { 残疾类别: value, 残疾等级: '四级' }).findings.map((f) => f.code)).toEqual([
        code,
        'certificate-mismatch',
      ])
    },
  )

  test("the county of a city list is lost: the township may be any county's", () => {
    expect(faults('dibao', { [COUNTY]: { formula: '' } }, { division: '440200' })).toEqual([`formula-empty@${COUNTY}`])
  })
})

describe('a damaged column: a number that ends in 000 has lost its digits', () => {
  test('whatever its check digit says, and it stays known by its text', () => {
    const days = Array.from({ length: 28 }, (_, i) => `1960-01-${String(i + 1).padStart(2, '0')}`)
    const ending = days.map((day) => idNumber('440222', day, 100)).find((id) => id.endsWith('000'))!
    const blank = { 性别: '', 出生日期: '' }
    const cut = ending.replace(/^440222/, '440223')
    for (const id of [ending, cut]) {
      expect(faults('dibao', { ...blank, 身份证号码: id }, { isCut: true })).toEqual(['id-numeric@身份证号码'])
      expect(check('dibao', { ...blank, 身份证号码: id }, { isCut: true })).toMatchObject({ id: undefined, number: id })
    }
    expect(faults('dibao', { ...blank, 身份证号码: ending })).toEqual([])
    expect(faults('dibao', { ...blank, 身份证号码: cut })).toEqual(['id-checksum@身份证号码'])
    expect(faults('dibao', {}, { isCut: true })).toEqual([])
    expect(faults('dibao', { 身份证号码: '440222600131000' }, { isCut: true })).toEqual(['id-15-digit@身份证号码'])
  })
})
