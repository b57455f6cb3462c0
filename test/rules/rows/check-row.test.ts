import { describe, expect, test } from 'vitest'
import { idNumber } from '../../../samples/id-number.ts'
import { check, faults, ID, LIST_FORMS, type ListForm, PERFECT, TAIPING } from './perfect-row.ts'

const ALL = Object.keys(PERFECT) as ListForm[]
const WOMAN = idNumber('440222', '1960-01-31', 2)
const WRONG_CHECK = ID.slice(0, 17) + (ID[17] === '0' ? '1' : '0')

describe('a perfect row', () => {
  test.each(ALL)('%s: no code', (form) => {
    expect(faults(form, {})).toEqual([])
    expect(check(form, {})).toMatchObject({ id: ID, name: '张三', scheme: form === 'register' ? '城乡居民' : '' })
  })

  test('a name list says who, where and how to reach them', () => {
    expect(check('dibao', {}).listing).toEqual({
      name: '张三',
      township: TAIPING,
      village: '城南村',
      phone: '13800000000',
    })
    expect(check('dibao', { '村（居）委会': '', 联系电话: ' ' }).listing).toEqual({ name: '张三', township: TAIPING })
    expect(check('dibao', {}, { without: ['村（居）委会', '联系电话'] }).listing).toEqual({
      name: '张三',
      township: TAIPING,
    })
    expect(check('dibao', {}).register).toBeUndefined()
  })

  test('a register row says what decides, with the year of the day on which it came', () => {
    const facts = {
      name: '张三',
      place: '440222',
      enrolment: 'active',
      year: 2018,
      contribution: 'unpaid',
      benefit: 'none',
      since: '2012-01-01',
      months: 72,
      paid: 12000,
      benefitFrom: '202001',
      student: false,
    }
    expect(check('register', {}).register).toEqual(facts)
    expect(check('register', {}, { today: '2019-01-01' }).register).toEqual({ ...facts, year: 2019 })
    expect(check('register', { 参保日期: { number: '40909' } }).register).toEqual(facts)
    expect(check('register', { 参保日期: { date: '2012-01-01 08:00:00' } }).register).toEqual(facts)
    expect(check('register', { 参保县: '' }).register).toEqual(facts)
    expect(check('register', { 参保县: '韶关市' }).register).toEqual({ ...facts, place: '440200' })
    expect(check('register', {}).listing).toBeUndefined()
    const bare = check('register', {
      参保日期: '',
      累计缴费月数: '六年',
      本年缴费金额: '无',
      待遇开始年月: '',
      月待遇金额: '-1',
      在校学生: '',
    })
    const { since: _s, months: _m, paid: _p, benefitFrom: _b, student: _t, ...least } = facts
    expect(bare.register).toEqual(least)
  })

  test.each([
    ['参保状态', { 正常参保: 'active', 暂停缴费: 'paused', 终止参保: 'ended', 死亡: 'deceased' }, 'enrolment'],
    ['本年缴费方式', { 未缴费: 'unpaid', 个人缴费: 'self', 政府代缴: 'sponsored' }, 'contribution'],
    ['待遇状态', { 未领取: 'none', 正常领取: 'drawing', 暂停: 'suspended' }, 'benefit'],
    ['在校学生', { 是: true, 否: false }, 'student'],
    ['月待遇金额', { '148.5': 14850, '1280': 128000, '0.01': 1, '1.13': 113, '148.55': 14855 }, 'benefitPaid'],
    ['累计缴费月数', { '0': 0, '180': 180 }, 'months'],
  ] as const)('each value of %s', (heading, values, field) => {
    for (const [value, fact] of Object.entries(values))
      expect(check('register', { [heading]: value }).register).toMatchObject({ [field]: fact })
  })

  test.each(['城乡居民', '企业职工', '机关事业'])('the scheme stands beside what the row says: %s', (scheme) => {
    expect(check('register', { 险种: scheme }).scheme).toBe(scheme)
    expect(check('register', { 险种: scheme }).register).toEqual(check('register', {}).register)
  })

  test('a row with a code says nothing', () => {
    expect(check('register', { 险种: '失业' }).register).toBeUndefined()
    expect(check('dibao', { 性别: '不详' }).listing).toBeUndefined()
  })
})

describe('the ID number', () => {
  test.each([
    ['id-missing', ''],
    ['id-missing', ' \u200b\u3000'],
    ['id-numeric', { number: '4.40222196001310E+17' }],
    ['id-numeric', { number: '440222196001310019' }],
    ['id-numeric', { date: '1960-01-31' }],
    ['id-numeric', '4.40222E+17'],
    ['id-15-digit', '440222600131001'],
    ['id-format', '44022219600131'],
    ['id-birthdate', '440222196002310013'],
    ['id-checksum', WRONG_CHECK],
  ] as const)('%s: %j, and no other code', (code, value) => {
    for (const form of ALL) {
      // The certificate is only asked whether it is blank.
      expect(faults(form, { 身份证号码: value })).toEqual([`${code}@身份证号码`])
      expect(check(form, { 身份证号码: value }).id).toBeUndefined()
    }
  })

  test('is taken in its normal form', () => {
    const written = `\u200b${ID.slice(0, 6)} ${ID.slice(6)}`
    expect(check('dibao', { 身份证号码: written })).toMatchObject({ findings: [], id: ID })
  })

  test('is known as text, valid or not, and not as a number, whose digits are lost', () => {
    expect(check('dibao', { 身份证号码: ` ${WRONG_CHECK}` }).number).toBe(WRONG_CHECK)
    for (const lost of [{ number: ID }, { date: '1960-01-31' }])
      expect(check('dibao', { 身份证号码: lost }).number).toBe('')
  })

  test('stays known where something else is wrong', () => {
    expect(check('dibao', { 姓名: '' }).id).toBe(ID)
  })

  test('id-birthdate: up to the day that the upload names', () => {
    const born = idNumber('440222', '2018-06-07', 1)
    const changes = { 身份证号码: born, 出生日期: '' }
    expect(faults('dibao', changes, { today: '2018-06-06' })).toEqual(['id-birthdate@身份证号码'])
    expect(faults('dibao', changes, { today: '2018-06-07' })).toEqual([])
  })
})

describe('the name', () => {
  test.each(['', ' ', '\u3000\u200b'])('name-missing: %j', (name) => {
    for (const form of ALL) expect(faults(form, { 姓名: name })).toEqual(['name-missing@姓名'])
  })

  test.each([
    ['a digit', '张3'],
    ['more than 100 characters', '张'.repeat(101)],
    ['a full-width digit', '张３'],
    ['a digit that NFKC makes', '张①'],
    ['a digit of another script', '张٣'],
    ['digits alone', '3'],
    ['a control character', '张\u0001三'],
    ['DEL', '张三\u007f'],
    ['a C1 control', '张\u0080三'],
    ['Latin beside Han', '张San'],
    ['one Latin letter beside Han', '张三a'],
    ['full-width Latin beside Han', '张Ａ'],
    ['an accented letter beside Han', '张é'],
    ['Latin beside Han outside the BMP', '𠮷A'],
    ['Latin beside 〇', '〇A'],
    ['an error cell', { error: '#N/A' }],
    ['an error cell, whatever its text', { error: '张三' }],
    ['an error as text', '#REF!'],
    ['brackets', '张三（小）'],
    ['square brackets', '张三【低保】'],
    ['brackets of another kind', '张〔三〕'],
    ['brackets around nothing', '张三()'],
    ['dots alone', '··'],
    ['a dash', '—'],
    ['a mark without a letter', '\u0301'],
    ...['?', '？', '#', '＃', '*', '＊', '□', '■', '○', '/', '／', '=', '<', '＞', '_', '＿', '{', '｝'].map(
      (sign): [string, string] => [sign, `张${sign}三`],
    ),
    ...[
      'null',
      'NULL',
      'ＮＵＬＬ',
      'undefined',
      'NaN',
      'None',
      'N/A',
      'n/a',
      'nil',
      '[object Object]',
      '无',
      ' 无 名',
    ].map((word): [string, string] => ['a word of emptiness', word]),
  ])('name-invalid: %s', (_, name) => {
    for (const form of ALL) expect(faults(form, { 姓名: name })).toEqual(['name-invalid@姓名'])
  })

  test.each([
    ['Han', '欧阳修'],
    ['one character', '张'],
    ['a middle dot', '买买提·艾力'],
    ['outside the BMP', '𠮷𡋾'],
    ['〇 and 々', '佐〇々'],
    ['a compatibility ideograph', '\uf90a三'],
    ['a private-use character', '\ue000三'],
    ['Latin alone', 'Anna Maria'],
    ['Cyrillic', 'Анна'],
    ['Cyrillic beside Han', '张Анна'],
    ['Greek beside Han', '张α'],
    ['blanks and line ends, which go', ' 张\n三\t'],
    ['〇', '孙〇'],
    ['a radical that a PDF pasted', '⻢三'],
    ['a private-use character alone', '\ue000'],
    ['a word of emptiness inside', '无忌'],
    ['Nell', 'Nell'],
    ['a hyphen', 'Anne-Marie'],
    ['of the extensions', '㐀三'],
    ['a bracket without its other', '张三（'],
    ['a number that is none', '张三五'],
  ])('valid: %s', (_, name) => {
    for (const form of ALL) expect(faults(form, { 姓名: name })).toEqual([])
  })

  test("says whether it can be anybody's", () => {
    expect(check('dibao', {}).isNamed).toBe(true)
    for (const 姓名 of ['', '无', '张*']) expect(check('dibao', { 姓名 }).isNamed).toBe(false)
  })

  test('is kept in its normal form', () => {
    const changes = { 姓名: ' 买买提•艾 力' }
    expect(check('dibao', changes).listing?.name).toBe('买买提·艾力')
    expect(check('register', changes).register?.name).toBe('买买提·艾力')
    expect(check('dibao', { ...changes, 身份证号码: '' }).name).toBe('买买提·艾力')
  })
})

describe('what contradicts the ID number', () => {
  test('sex-mismatch: the column is filled and says the other', () => {
    expect(faults('dibao', { 性别: '女' })).toEqual(['sex-mismatch@性别'])
    expect(faults('dibao', { 身份证号码: WOMAN })).toEqual(['sex-mismatch@性别'])
    expect(faults('dibao', { 身份证号码: WOMAN, 性别: ' 女' })).toEqual([])
  })

  test('no sex-mismatch: blank, absent, a register', () => {
    expect(faults('dibao', { 身份证号码: WOMAN, 性别: '' })).toEqual([])
    expect(faults('dibao', { 身份证号码: WOMAN }, { without: ['性别'] })).toEqual([])
    expect(faults('register', { 身份证号码: WOMAN })).toEqual([])
  })

  test('birthdate-mismatch: another day', () => {
    for (const born of ['1960-02-01', '19600130', '1961年1月31日', { number: '21945' }, { date: '1960-01-30' }])
      expect(faults('dibao', { 出生日期: born })).toEqual(['birthdate-mismatch@出生日期'])
  })

  test('no birthdate-mismatch: the same day in any spelling, blank, absent', () => {
    const day = { date: '1960-01-31 23:59:59' }
    for (const born of ['1960/1/31', '1960.1.31', '19600131', '1960年1月31日', { number: '21946' }, day, ''])
      expect(faults('dibao', { 出生日期: born })).toEqual([])
    expect(faults('dibao', {}, { without: ['出生日期'] })).toEqual([])
  })

  test('sex and birth date are compared only where the ID number is valid: one mistake, one code', () => {
    const wrong = { 身份证号码: WRONG_CHECK, 性别: '女', 出生日期: '1999-01-01' }
    expect(faults('dibao', wrong)).toEqual(['id-checksum@身份证号码'])
    expect(faults('dibao', { 身份证号码: '', 性别: '女', 出生日期: '1999-01-01' })).toEqual(['id-missing@身份证号码'])
  })

  test('a value outside the code list contradicts nothing', () => {
    expect(faults('dibao', { 性别: '女性' })).toEqual(['code-unknown@性别'])
    expect(faults('dibao', { 出生日期: '去年' })).toEqual(['code-unknown@出生日期'])
  })
})

describe('every code that applies, each once', () => {
  test('a row with all of them', () => {
    const row = {
      身份证号码: ID,
      姓名: '',
      性别: '女',
      出生日期: '1999-01-01',
      '县（市、区）': '翁源县',
      '乡镇（街道）': '无此镇',
      认定日期: '去年',
      残疾人证号: `${ID}43`,
      残疾类别: '肢体',
      残疾等级: '四级',
    }
    expect(faults('disabled', row)).toEqual([
      'name-missing@姓名',
      'code-unknown@认定日期',
      'sex-mismatch@性别',
      'birthdate-mismatch@出生日期',
      'division-mismatch@县（市、区）',
      'township-unknown@乡镇（街道）',
      'certificate-mismatch@残疾人证号',
      'disability-not-covered@残疾类别',
    ])
  })

  test.each(LIST_FORMS)('%s: the columns without code list may be blank, required or not', (form) => {
    const blank: Record<string, string> = {}
    for (const heading of Object.keys(PERFECT[form]))
      if (!/^(姓名|身份证号码|乡镇|残疾|供养方式)/.test(heading)) blank[heading] = ''
    expect(Object.keys(blank).length).toBeGreaterThanOrEqual(9)
    expect(faults(form, blank)).toEqual([])
  })
})
