import { describe, expect, test } from 'vitest'
import { deadlinesWith } from '../../../forms/policy/policy-deadlines.ts'
import { readPolicyWorkbook } from '../../../forms/policy/policy-reading.ts'
import { type DeadlineSettings, SHEETS } from '../../../forms/policy/policy-sheets.ts'
import { DEFAULT_DEADLINES } from '../../../schemas/records/deadline-policy.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { officeName } from '../../../wording/offices.ts'
import fc from '../../fc.ts'
import { hasOpenpyxl, open, textsOf, withOpenpyxl } from '../bytes-of.ts'
import { calendar, contacts, faultsOf, policy, read, withRows, write } from './small-policy.ts'

describe('policy workbook', () => {
  test('what was written is read back, one revision on', async () => {
    expect(await read(await write())).toEqual({ ok: true, policy: { ...policy, version: 4 }, contacts, calendar })
  })

  test('bank codes, payees, official names, last payment days and places are read back as they were written', async () => {
    const full: Policy = {
      ...policy,
      bankCodes: [
        { code: '00', means: '00' },
        { code: '07', means: '03' },
        { code: 'E1', means: '99' },
      ],
      lastPaymentDays: [{ year: 2018, day: '2018-12-25' }],
      payees: [{ county: '440222', name: '始兴县社保基金', bank: '始兴支行', account: '6217001234567890123' }],
      officeNames: [{ division: '440222', office: 'social-insurance', name: '始兴县社会保险基金管理局' }],
    }
    const reading = await read(await write({ policy: full, contacts, calendar }))
    expect(reading).toEqual({ ok: true, policy: { ...full, version: 4 }, contacts, calendar })
    expect(officeName(full, { division: '440222', office: 'social-insurance' })).toBe('始兴县社会保险基金管理局')
    expect(officeName(full, { division: '440222', office: 'finance' })).toBe('始兴县财政局')
  })

  test.each([
    [
      '银行代码',
      [
        ['0', '0'],
        ['1', '77'],
      ],
      ['银行代码!5 “含义代码”只能填：00、01、02、03、04、05、90、99。'],
    ],
    ['银行代码', [['1', '01']], ['银行代码!0 至少要有一个银行代码的含义是00（成功）。']],
    [
      '银行代码',
      [
        ['0', '00'],
        ['00', '00'],
      ],
      ['银行代码!5 这个银行代码在本表中已有一行。请只保留一行。'],
    ],
    ['年度缴费截止', [['2018', '2019-01-05']], ['年度缴费截止!4 “最后缴费日”不在这个年度之内。请改正。']],
    ['收款账户', [['中山市', '甲', '乙', '123456']], ['收款账户!4 “县（市、区）”不是本市的县（市、区）。请填全称。']],
    ['收款账户', [['始兴县', '甲', '乙', '6.2E+18']], [expect.stringMatching(/^收款账户!4 “账号”应为6至32位数字/)]],
    ['单位名称', [['440222', '', '乡镇（街道）人社服务所', '甲']], ['单位名称!4 这个区划没有这样的单位。请改正。']],
    [
      '行政区划',
      [
        ['440200', '韶关市'],
        ['440222', '始兴县'],
        ['440229100', '龙仙镇'],
      ],
      ['行政区划!6 本表中没有它所在的县（市、区）440229。请补上。'],
    ],
    [
      '行政区划',
      [
        ['440222', '始兴县'],
        ['4402', '甲'],
      ],
      ['行政区划!5 “区划代码”应为6位（市、县）或9位（乡镇、街道）数字。请改正。'],
    ],
    [
      '行政区划',
      [
        ['440200', '韶关市'],
        ['440222', '始兴县'],
        ['999999', '试验县'],
      ],
      ['行政区划!6 这个县（市、区）不在本市：代码的前4位应与市的代码440200相同。请改正。'],
    ],
  ])('%s with a mistake: %j', async (sheet, rows, faults) => {
    expect(faultsOf(await withRows(sheet, rows))).toEqual(expect.arrayContaining(faults))
  })

  test('places of another city take the place of the ones there were, and offices are theirs', async () => {
    const rows = [
      ['441300', '惠州市'],
      ['441302', '惠城区'],
      ['441302001', '桥西街道'],
    ]
    const reading = await withRows('行政区划', rows, {
      policy: { ...policy, amounts: policy.amounts.slice(0, 2) },
      contacts: [],
      calendar: [],
    })
    if (!reading.ok) throw new Error(faultsOf(reading).join())
    expect(reading.policy.city).toEqual({ code: '441300', name: '惠州市' })
    expect(reading.policy.counties).toEqual([
      { code: '441302', name: '惠城区', townships: [{ code: '441302001', name: '桥西街道' }] },
    ])
  })

  test('a sheet of too many rows, and a text that is too long, are refused', async () => {
    const long = await withRows('工作日调整', [['2018-06-16', '上班', 'x'.repeat(201)]])
    expect(faultsOf(long)).toEqual(['工作日调整!4 “备注”太长，最多200个字。'])
    const many = Array.from({ length: 3_100 }, (_, i) => [String(2000 + i), '2018-01-01'])
    expect(faultsOf(await withRows('年度缴费截止', many))).toContain(
      '年度缴费截止!3004 这张表的行数太多，最多3000行。请删去多余的行。',
    )
  })

  test('every office has a line to write its address into', async () => {
    const rows = (await textsOf(await write())).get('单位联系')!
    // 6 of the city, 7 of each of 2 counties, 2 of 1 township, under title, hint and header.
    expect(rows).toHaveLength(3 + 6 + 14 + 2)
  })

  test('any policy within the rules survives', async () => {
    const amounts = fc.uniqueArray(
      fc.record({ fromYear: fc.integer({ min: 2018, max: 2030 }), fen: fc.integer({ min: 18_000, max: 10_000_000 }) }),
      { minLength: 1, maxLength: 6, selector: (a) => a.fromYear },
    )
    await fc.assert(
      fc.asyncProperty(amounts, async (rows) => {
        const held = { ...policy, amounts: rows }
        expect(await read(await write({ policy: held, contacts, calendar }))).toMatchObject({
          ok: true,
          policy: { amounts: rows },
        })
      }),
      { numRuns: 20 },
    )
  })

  test('an amount below the lowest tier of its year is refused, unless the row names the document', async () => {
    const general = ['2018', '', '', '180.00', '']
    expect(faultsOf(await withRows(SHEETS.amounts, [general, ['2020', '始兴', '', '179.99', '']]))).toEqual([
      '代缴标准!5 代缴金额179.99元低于2020年的最低缴费档次180.00元。请改正；确有文件规定保留的，请在“依据文件”栏写明文件名称和文号。',
    ])
    expect((await withRows(SHEETS.amounts, [general, ['2020', '始兴', '', '179.99', '某文件']])).ok).toBe(true)
    expect((await withRows(SHEETS.amounts, [general, ['2020', '440222', '', '180', '']])).ok).toBe(true)
  })

  test('an amount that a later tier overtakes is refused, unless a later row takes over', async () => {
    const first = ['2018', '', '', '120.00', '']
    expect(faultsOf(await withRows(SHEETS.amounts, [first]))[0]).toContain('低于2020年起的最低缴费档次180.00元')
    expect((await withRows(SHEETS.amounts, [first, ['2020', '', '', '200', '']])).ok).toBe(true)
    // A row for one county does not take over for the others.
    expect((await withRows(SHEETS.amounts, [first, ['2020', '始兴县', '', '200', '']])).ok).toBe(false)
  })

  test.each([
    ['a year', SHEETS.tiers, [['二〇一八', '120', '']], '缴费档次!4 “起始年度”应为四位年份，例如 2018。'],
    [
      'an amount',
      SHEETS.amounts,
      [['2018', '', '', '1.805', '']],
      '代缴标准!4 “代缴金额（元）”应为金额，单位元，最多两位小数，例如 180.00。',
    ],
    [
      'a county',
      SHEETS.amounts,
      [
        ['2018', '', '', '180', ''],
        ['2018', '番禺区', '', '180', ''],
      ],
      '代缴标准!5 “县（市、区）”不是本市的县（市、区）。请填全称，或留空表示各县都适用。',
    ],
    [
      'a category',
      SHEETS.amounts,
      [
        ['2018', '', '', '180', ''],
        ['2018', '', 'x', '180', ''],
      ],
      '代缴标准!5 “类别代码”在“人员类别”表里没有。请填那里的代码，或留空表示各类别都适用。',
    ],
    [
      'the general row',
      SHEETS.amounts,
      [['2018', '始兴县', '', '180', '']],
      '代缴标准!0 至少要有一行“县（市、区）”和“类别代码”都留空的通用标准。',
    ],
    ['a blank', SHEETS.tiers, [['2018', '', '']], '缴费档次!4 “最低缴费档次（元）”没有填。'],
    ['an office', SHEETS.contacts, [['440222', '', '卫健局', 'a@b.cn', '', '']], '单位联系!4 “单位”只能填：民政局、'],
    ['a division', SHEETS.contacts, [['440101', '', '民政局', 'a@b.cn', '', '']], '单位联系!4 “区划代码”不是本市、'],
    [
      'an address',
      SHEETS.contacts,
      [['440222', '', '民政局', 'a@b', '', '']],
      '单位联系!4 “电子邮箱”不是有效的邮箱地址。请改正。',
    ],
    [
      'a day',
      SHEETS.calendar,
      [['2018-02-30', '休息', '']],
      '工作日调整!4 “日期”不是有效的日期。请按“2018-05-01”的样式填写。',
    ],
    [
      'a day twice',
      SHEETS.calendar,
      [
        ['2018-02-03', '休息', ''],
        ['2018/2/3', '上班', ''],
      ],
      '工作日调整!5 这一天在本表中已有一行。请只保留一行。',
    ],
  ])('%s at fault is named with sheet and row', async (_, sheet, rows, message) => {
    const faults = faultsOf(await withRows(sheet, rows))
    expect(faults.some((fault) => fault.startsWith(message))).toBe(true)
  })

  describe('deadlines', () => {
    const settings: DeadlineSettings = {
      listDay: 6,
      holiday: 'later',
      sharedFrom: '2020-01-01',
      statisticsWorkday: 4,
      consolidatedWorkdays: 3,
      asked: { materials: 10, 'bank-return': 4, allocation: 8 },
      published: [2027, 2028],
    }
    const held = { policy, contacts, calendar, deadlines: settings }

    test('are read back as written, and an empty day says that nothing is shared', async () => {
      expect(await read(await write(held))).toMatchObject({ ok: true, deadlines: settings })
      const open = await read(await write({ ...held, deadlines: { ...settings, sharedFrom: undefined } }))
      expect(open.ok && 'sharedFrom' in open.deadlines! && open.deadlines.sharedFrom).toBe(undefined)
    })

    test('change what they name and nothing else; days replace all earlier ones', async () => {
      const before = { ...DEFAULT_DEADLINES, sharedFrom: '2019-01-01' }
      const workbook = {
        policy,
        contacts,
        calendar,
        deadlines: { listDay: 6, sharedFrom: undefined, asked: { materials: 10 } },
      }
      expect(deadlinesWith(before, workbook)).toEqual({
        ...DEFAULT_DEADLINES,
        listDay: 6,
        sharedFrom: undefined,
        asked: { ...DEFAULT_DEADLINES.asked, materials: 10 },
        calendar: { published: [], overrides: calendar },
      })
      expect(deadlinesWith(before, { policy, contacts, calendar: [] })).toEqual(before)
    })

    test.each([
      ['名单报送日', '31', '期限!4 “名单报送日”应为1至28的整数。'],
      ['申报材料', '', '期限!4 “申报材料”应为1至250的整数。'],
      ['遇休息日', '随便', '期限!4 “遇休息日”只能填：不变、提前、顺延。'],
      ['信息共享起始日', '明年', '期限!4 “值”不是有效的日期。请按“2018-05-01”的样式填写。'],
      ['已公布放假安排的年份', '27', '期限!4 “已公布放假安排的年份”请写四位年份，例如 2027。'],
      ['催报', '3', '期限!4 “项目”没有“催报”这一项。请不要改动这一栏。'],
    ])('%s as %j is a fault', async (item, value, message) => {
      expect(faultsOf(await withRows(SHEETS.deadlines, [[item, value, '']], held))).toEqual([message])
    })
  })

  test('a missing sheet is named', async () => {
    const workbook = await open(await write())
    const less = { ...workbook, sheets: workbook.sheets.filter((s) => s.name !== '工作日调整') }
    expect(faultsOf(await readPolicyWorkbook(less, policy))[0]).toMatch(/^工作日调整!0 缺少工作表/)
  })

  test.skipIf(!hasOpenpyxl)(
    'edited by another program: numbers, dates and blanks as Excel stores them (needs openpyxl)',
    async () => {
      const { saved } = withOpenpyxl(
        await write(),
        `import datetime
wb['缴费档次'].append([2024, 240, None])
wb['代缴标准'].append([2024, None, None, 240.5, None])
wb['工作日调整'].append([datetime.date(2024, 2, 4), '上班'])
wb.save('book.xlsx')`,
      )
      const reading = await read(saved)
      expect(reading).toMatchObject({ ok: true })
      if (!reading.ok) return
      expect(reading.policy.tiers.at(-1)).toEqual({ fromYear: 2024, fen: 24_000 })
      expect(reading.policy.amounts.at(-1)).toEqual({ fromYear: 2024, fen: 24_050 })
      expect(reading.calendar.at(-1)).toEqual({ day: '2024-02-04', work: true })
    },
  )
})
