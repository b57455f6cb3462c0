import { idNumber } from '../../samples/id-number.ts'

const HEADINGS = ['县（市、区）', '乡镇（街道）', '姓名', '身份证号码', '低保证号']

/** A small dibao list of 始兴县 as CSV, from a perfect one by changing rows. */
export function dibaoList(persons: number, change: (rows: string[][]) => void = () => {}): Buffer {
  const rows = Array.from({ length: persons }, (_, i) => [
    '始兴县',
    '太平镇',
    `李${'一二三四五六七八九十'[i % 10]}${'甲乙丙丁'[Math.floor(i / 10)]}`,
    idNumber('440222', `197${i % 10}-03-05`, 100 + i),
    `D${i}`,
  ])
  change(rows)
  return Buffer.from([HEADINGS, ...rows].map((row) => `${row.join(',')}\r\n`).join(''))
}
