import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import { divisionIndex } from '../../../rules/rows/divisions.ts'

const policy = defaultPolicy()
const divisions = divisionIndex(policy)
const TAIPING = policy.counties.find((c) => c.code === '440222')!.townships.find((t) => t.name === '太平镇')!.code

describe('counties by their spellings (docs/rules.md#divisions)', () => {
  test('every county by its name, its short name, its code, and each of them behind province and city', () => {
    for (const { code, name } of policy.counties) {
      const short = name.replace(/(瑶族自治县|县|市|区)$/, '')
      for (const lead of ['', '广东省', '韶关市', '广东省韶关市'])
        for (const spelling of [name, short, code]) expect(divisions.division(lead + spelling)).toBe(code)
    }
  })

  test.each([
    ['乐昌市', '440281'],
    ['乐昌', '440281'],
    ['乳源', '440232'],
    ['乳源瑶族自治县', '440232'],
    ['韶关市', '440200'],
    ['广东省韶关市', '440200'],
    ['韶关', '440200'],
    ['440200', '440200'],
    [' 始 兴\u3000县\n', '440222'],
    ['４４０２２２', '440222'],
    ['始\u200b兴县', '440222'],
  ])('%j is %s', (text, code) => {
    expect(divisions.division(text)).toBe(code)
  })

  test.each([
    '乳源县',
    '乳源瑶族自治',
    '乳源自治县',
    '乐昌县',
    '始兴区',
    '始',
    '县',
    '广东省',
    '广东',
    '广东始兴县',
    '韶关始兴县',
    '韶关市广东省始兴县',
    '始兴县太平镇',
    '赣州市',
    '440299',
    '440222100',
    '4402220',
    'constructor',
  ])('%s is no spelling', (text) => {
    expect(divisions.division(text)).toBeUndefined()
  })
})

describe('townships (docs/rules.md#divisions)', () => {
  test('every township of every county by its name and its code', () => {
    for (const county of policy.counties)
      for (const { code, name } of county.townships) {
        expect(divisions.township(county.code, name)).toBe(code)
        expect(divisions.township(county.code, code)).toBe(code)
        expect(divisions.township(county.code, `广东省韶关市${name}`)).toBe(code)
      }
  })

  test('every township by its name without 镇, 乡 or 街道, where no other of its county is called so', () => {
    for (const county of policy.counties) {
      const short = (name: string) => name.replace(/(镇|乡|街道)$/, '')
      for (const { code, name } of county.townships) {
        const namesakes = county.townships.filter((t) => short(t.name) === short(name) || t.name === short(name))
        if (namesakes.length === 1) expect(divisions.township(county.code, short(name))).toBe(code)
      }
    }
  })

  test('a township is one of its own county, though another county has one of that name', () => {
    expect(divisions.township('440224', '大桥镇')).toMatch(/^440224/)
    expect(divisions.township('440232', '大桥镇')).toMatch(/^440232/)
    expect(divisions.township('440222', '大桥镇')).toBeUndefined()
    expect(divisions.township('440224', '黄坑')).toMatch(/^440224/)
    expect(divisions.township('440282', '黄坑')).toMatch(/^440282/)
    expect(divisions.township('440224', TAIPING)).toBeUndefined()
  })

  test.each(['太平乡', '太平街道', '太', '镇', '始兴县', '始兴县太平镇', '440222', ''])('%j is none', (text) => {
    expect(divisions.township('440222', text)).toBeUndefined()
  })

  test.each(['太平镇', '太平', ' 太平\u3000镇', '韶关市太平镇', TAIPING])('%j is one', (text) => {
    expect(divisions.township('440222', text)).toBe(TAIPING)
  })

  test.each(['深渡水乡', '深渡水瑶族乡', '深渡水瑶乡', '深渡水', '广东省韶关市深渡水瑶族乡'])(
    'a 民族乡 by its legal name: %s',
    (text) => {
      const { code } = policy.counties.flatMap((c) => c.townships).find((t) => t.name === '深渡水乡')!
      expect(divisions.township('440222', text)).toBe(code)
    },
  )

  test.each(['深渡水瑶族', '深渡水族乡', '深渡水美利坚族乡', '太平瑶族镇', '太平瑶族乡'])('%s is none', (text) => {
    expect(divisions.township('440222', text)).toBeUndefined()
  })

  test('the city: any township of its counties', () => {
    expect(divisions.township('440200', '太平镇')).toBe(TAIPING)
    expect(divisions.township('440200', TAIPING)).toBe(TAIPING)
    expect(divisions.township('440200', '无此镇')).toBeUndefined()
  })

  test('no county of this city', () => {
    expect(divisions.township('360700', '太平镇')).toBeUndefined()
  })
})

describe('another city by its data alone', () => {
  const other = divisionIndex({
    ...policy,
    province: '江西省',
    city: { code: '360700', name: '赣州市' },
    counties: [
      {
        code: '360702',
        name: '章贡区',
        townships: [
          { code: '360702001', name: '解放街道' },
          { code: '360702100', name: '水南镇' },
          { code: '360702200', name: '水南乡' },
        ],
      },
    ],
  })

  test('its own leading names are dropped, those of Guangdong are not', () => {
    expect(other.division('江西省赣州市章贡区')).toBe('360702')
    expect(other.division('赣州市')).toBe('360700')
    expect(other.division('韶关市章贡区')).toBeUndefined()
  })

  test('a short name that two townships of a county share is no spelling of either', () => {
    expect(other.township('360702', '水南镇')).toBe('360702100')
    expect(other.township('360702', '水南乡')).toBe('360702200')
    expect(other.township('360702', '水南')).toBeUndefined()
    expect(other.township('360702', '解放')).toBe('360702001')
  })

  test('a list of divisions may hold the legal name, and a 乡 may be called as a nationality is', () => {
    const townships = [
      { code: '360702100', name: '深渡水瑶族乡' },
      { code: '360702101', name: '长白乡' },
    ]
    const legal = divisionIndex({ ...policy, counties: [{ code: '360702', name: '章贡区', townships }] })
    for (const text of ['深渡水瑶族乡', '深渡水瑶乡', '深渡水乡', '深渡水'])
      expect([text, legal.township('360702', text)]).toEqual([text, '360702100'])
    expect(legal.township('360702', '长白乡')).toBe('360702101')
    expect(legal.township('360702', '长乡')).toBeUndefined()
  })

  test('a county may be called 市 as its city is: the full name is that of the one that bears it', () => {
    const twice = divisionIndex({
      ...policy,
      city: { code: '440200', name: '韶关市' },
      counties: [{ code: '440221', name: '韶关县', townships: [] }],
    })
    expect(twice.division('韶关县')).toBe('440221')
    expect(twice.division('韶关市')).toBe('440200')
    expect(twice.division('韶关')).toBeUndefined()
  })
})
