import { describe, expect, test } from 'vitest'
import { compact, headingForm, normaliseId, normaliseName } from '../../../rules/rows/normalise.ts'
import fc from '../../fc.ts'

/** Any text, with what normal forms are about in every tenth place. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2 }),
      fc.constantFrom(
        '张',
        '𠮷',
        '·',
        '•',
        '.',
        '．',
        '｡',
        '⻢',
        '\u02d9',
        '\u3164',
        '\ufe00',
        'x',
        'Ｘ',
        '１',
        ' ',
        '　',
        '\u200b',
        '\u00ad',
        'e',
        '\u0301',
        'ﬁ',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

describe('normal forms (docs/rules.md#normal-forms)', () => {
  test('every normal form is its own normal form', () => {
    fc.assert(
      fc.property(text, (t) => {
        for (const form of [compact, normaliseId, normaliseName]) expect(form(form(t))).toBe(form(t))
      }),
      { numRuns: 2000 },
    )
  })

  test('a mark that only a zero-width character kept from its letter joins it', () => {
    expect(normaliseName('e\u200b\u0301')).toBe('é')
  })

  test('normal forms have no white space and no format character', () => {
    fc.assert(
      fc.property(text, (t) => {
        expect(normaliseName(t)).not.toMatch(/[\p{White_Space}\p{Cf}\p{Default_Ignorable_Code_Point}\u02d9]/u)
        expect(normaliseId(t)).not.toMatch(/[\p{White_Space}\p{Cf}x]/u)
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['full-width digits', '４４０２２２196001310019', '440222196001310019'],
    ['blanks inside and around', ' 440222 19600131\u00a00019\t', '440222196001310019'],
    ['ideographic blank, line ends', '\u3000440222\r\n196001310019', '440222196001310019'],
    ['zero-width characters', '\u200b440222\u200d1960\ufeff0131\u20600019\u00ad', '440222196001310019'],
    ['x made X', '44022219600131001x', '44022219600131001X'],
    ['a full-width x', '44022219600131001ｘ', '44022219600131001X'],
    ['a quote stays: it is no white space', "'440222196001310019", "'440222196001310019"],
    ['a middle dot stays: it is no name', '4402221960·', '4402221960·'],
  ])('ID number: %s', (_, given, normal) => {
    expect(normaliseId(given)).toBe(normal)
  })

  test.each([
    '\u00b7',
    '\u02d9',
    '\u25cf',
    '\u2024',
    '\u2022',
    '\u2027',
    '\u2219',
    '\u22c5',
    '\u30fb',
    '.',
    '．',
    '\uff65',
    '\u0387',
  ])('name: the middle dot %j is ·', (dot) => {
    expect(normaliseName(`买买提${dot}艾力`)).toBe('买买提·艾力')
  })

  test.each([
    ['blanks', ' 张　三 ', '张三'],
    ['next line, which is white space to Unicode alone', '张\u0085三', '张三'],
    ['several dots', '阿.卜.杜', '阿·卜·杜'],
    ['zero-width and soft hyphen', '张\u200b三\u00ad\u2060', '张三'],
    ['radicals that a PDF pasted', '⻢⻰⽅⻓', '马龙方长'],
    ['a radical of an ideograph outside the BMP', '⺕', '\u{2b739}'],
    ['a radical that stands for no ideograph', '⺀', '⺀'],
    ['fillers and selectors', '张\u3164\u115f\u1160\uffa0\u034f\u17b4\ufe00\u{e0100}三', '张三'],
    ['a compatibility ideograph', '\uf90a', '金'],
    ['full-width letters', 'ＡＢ', 'AB'],
    ['outside the BMP, as it is', '𠮷田', '𠮷田'],
    ['a private-use character, as it is', '\ue000三', '\ue000三'],
    ['a control character stays to be seen', '张\u0001三', '张\u0001三'],
    ['x stays x in a name', 'Alex', 'Alex'],
    ['another dot stays another', '张°三、四', '张°三、四'],
  ])('name: %s', (_, given, normal) => {
    expect(normaliseName(given)).toBe(normal)
  })
})

test('every radical of a table of Unicode stands for an ideograph, but two', () => {
  const all = Array.from({ length: 0x2ef4 - 0x2e80 }, (_, i) => String.fromCodePoint(0x2e80 + i))
  expect(all.filter((radical) => compact(radical) === radical)).toEqual(['\u2e80', '\u2e9a'])
  for (const radical of all.filter((r) => r !== '\u2e80' && r !== '\u2e9a'))
    expect(compact(radical)).toMatch(/^\p{Unified_Ideograph}$/u)
  // One of the beginning, some of the middle, the last: each in its place.
  expect(['⺁', '⺠', '⻅', '⻛', '⻳'].map(compact)).toEqual(['厂', '民', '见', '风', '龟'])
})

describe('headings (docs/forms.md)', () => {
  test.each([
    ['县（市、区）', '县'],
    ['县(市、区)*', '县'],
    ['县*（市、区）', '县'],
    [' 乡 镇\n（街道） ＊', '乡镇'],
    ['村（居）委会', '村委会'],
    ['姓名**', '姓名'],
    ['身份证号码【18位】', '身份证号码'],
    ['身份证号码〔18位〕', '身份证号码'],
    ['身份证号码［18位］*', '身份证号码'],
    ['姓名（与证件（身份证）一致）', '姓名'],
    ['姓名（必填）（汉字）', '姓名'],
    ['姓名（没有合上', '姓名(没有合上'],
    ['*姓名', '姓名'],
    ['＊姓名*', '姓名'],
    ['（必填）*姓名', '姓名'],
    ['*（必填）姓名（汉字）*', '姓名'],
    ['姓*名', '姓*名'],
    ['a(b[c)d]', 'ad]'],
    ['a)b]【c', 'a)b]【c'],
    ['a(b(c)', 'a(b'],
    [`姓名${'（'.repeat(300)}`, `姓名${'('.repeat(198)}`],
    ['（）', ''],
  ])('%j is %j', (heading, form) => {
    expect(headingForm(heading)).toBe(form)
    expect(headingForm(form)).toBe(form)
  })
})
