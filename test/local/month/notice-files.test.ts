import { describe, expect, it } from 'vitest'
import { noticesCsv, readUploads } from '../../../local/month/notice-files.ts'
import { cityOf } from '../../rules/deadlines/city.ts'

const HEADER = 'time,division,office,form,period,state\n'
const REST = '440222,civil-affairs,dibao-new,2018-05'

describe('uploads to be played', () => {
  it.each([
    ['2018-06-05T23:59:00+08:00', '2018-06-05T15:59:00.000Z'],
    ['2018-06-05T15:59:00Z', '2018-06-05T15:59:00.000Z'],
    ['2018-06-05T23:59', '2018-06-05T15:59:00.000Z'],
    ['2018-06-05 23:59:30', '2018-06-05T15:59:30.000Z'],
    ['2018-06-05', '2018-06-04T16:00:00.000Z'],
    ['2018-06-05 24:00', '2018-06-05T16:00:00.000Z'],
    ['2018-06-05 23:59:59 +0800', '2018-06-05T15:59:59.000Z'],
  ])('%s is %s', (time, wanted) => {
    expect(readUploads(`${HEADER}${time},${REST},accepted\n`)[0]?.time).toBe(wanted)
  })
  it('columns by their names, CR LF and a BOM as Excel leaves them', () => {
    const text = `\uFEFFstate,time,division,office,form,period\r\nnil,2018-06-05T00:00:00Z,${REST}\r\n`
    expect(readUploads(text)).toEqual([
      {
        time: '2018-06-05T00:00:00.000Z',
        division: '440222',
        office: 'civil-affairs',
        form: 'dibao-new',
        period: '2018-05',
        state: 'nil',
      },
    ])
    expect(readUploads(HEADER)).toEqual([])
    expect(readUploads('')).toEqual([])
  })
  it.each([
    [`soon,${REST},accepted`, 'line 2 has no valid time'],
    [`2018-06-05,${REST},done`, 'line 2 has no valid state'],
    [`2018-06-05,440222,mayor,dibao-new,2018-05,nil`, 'line 2 has no valid office'],
    [`2018-02-30,${REST},accepted`, 'line 2 has no valid time'],
    ['2018-06-05 10:00,440222', 'line 2 has no valid office, form, period, state'],
    [`\n2018-06-05,${REST},done`, 'line 3 has no valid state'],
  ])('%s: %s', (line, message) => {
    expect(() => readUploads(`${HEADER}${line}\n`)).toThrow(message)
  })
})

it('notices, sorted by day and recipient; the division is that of the office that owes', () => {
  const notices = cityOf().run('2018-06-12', '2018-06-11', [], '2018-06-01')
  const lines = noticesCsv(notices).split('\n')
  expect(lines[0]).toBe('date,recipient_office,division,kind,form,period')
  expect(lines).toContain('2018-06-12,civil-affairs,440222,overdue,dibao-new,2018-05')
  expect(lines).toContain('2018-06-12,civil-affairs,440222,escalation,dibao-new,2018-05')
  expect(lines).toContain('2018-06-12,human-resources,440222,escalation,dibao-new,2018-05')
  const rows = lines.slice(1, -1)
  expect(rows).toEqual([...rows].sort())
  const twoOffices = '2018-06-12,human-resources,440222,escalation,statistics,2018-05'
  expect(rows.filter((row) => row === twoOffices)).toHaveLength(1)
  expect(new Set(rows).size).toBe(rows.length)
  const [twice] = notices
  expect(noticesCsv([...notices, twice!]).split('\n')).toHaveLength(lines.length + 1)
})
