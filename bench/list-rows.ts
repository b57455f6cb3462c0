/** Rows of Chinese text as lists have them, each a function of its index. */
import type { BigSheet } from './big-workbook.ts'

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高'
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平'
const TOWNSHIPS = ['坪石镇', '乐城街道', '北乡镇', '九峰镇', '廊田镇', '长来镇', '梅花镇', '三溪镇']

const two = (value: number) => String(value).padStart(2, '0')
const pick = <T>(from: ArrayLike<T>, index: number): T => from[index % from.length]!
const name = (index: number) => pick(SURNAMES, index) + pick(GIVEN, index * 7 + (index >> 4)) + pick(GIVEN, index >> 2)
const birth = (index: number) => [1930 + (index % 80), 1 + (index % 12), 1 + (index % 28)] as const
const idNumber = (index: number) => {
  const [year, month, day] = birth(index)
  return `440281${year}${two(month)}${two(day)}${String(index % 1000).padStart(3, '0')}${'0123456789X'[index % 11]}`
}

export const nameList = (rows: number): BigSheet => ({
  rows,
  header: [
    '序号',
    '县',
    '乡镇',
    '村委会',
    '姓名',
    '性别',
    '身份证号码',
    '出生日期',
    '户籍地址',
    '联系电话',
    '认定日期',
    '备注',
  ],
  row: (index) => {
    const [year, month, day] = birth(index)
    const township = pick(TOWNSHIPS, index)
    const village = `第${index % 97}村`
    const address = `广东省韶关市乐昌市${township}${village}${index % 300}号`
    const recognised = `2018-0${1 + (index % 5)}-15`
    const note = pick(['重度残疾人家庭', '已公示', '', '一户多残'], index)
    return [
      index + 1,
      '乐昌市',
      township,
      village,
      name(index),
      pick('男女', index),
      idNumber(index),
      `${year}-${two(month)}-${two(day)}`,
      address,
      `138${10_000_000 + (index % 90_000_000)}`,
      recognised,
      note,
    ]
  },
})

export const register = (rows: number): BigSheet => ({
  rows,
  header: [
    '姓名',
    '身份证号码',
    '险种',
    '参保状态',
    '参保县',
    '参保日期',
    '累计缴费月数',
    '本年缴费方式',
    '本年缴费金额',
    '待遇状态',
    '待遇开始年月',
    '月待遇金额',
    '在校学生',
  ],
  row: (index) => {
    const [year, month] = birth(index)
    const joined = `${2009 + (index % 9)}-${two(month)}-${two(1 + (index % 28))}`
    return [
      name(index),
      idNumber(index),
      pick(['城乡居民', '企业职工', '机关事业'], index),
      pick(['正常参保', '暂停缴费', '终止参保'], index),
      '乐昌市',
      joined,
      index % 400,
      pick(['未缴费', '个人缴费', '政府代缴'], index),
      120,
      year < 1958 ? '正常领取' : '未领取',
      `${year + 60}${two(month)}`,
      148.5,
      pick(['是', '否'], index),
    ]
  },
})
