import { describe, expect, it } from 'vitest'
import { renderWords } from '../../../forms/letters/letter.ts'
import type { InTheWay } from '../../../rules/roster/held-list.ts'
import type { Upload } from '../../../schemas/records/upload.ts'
import { UPLOAD_LETTERS } from '../../../wording/letters/upload-letters.ts'
import { expectMailHtml } from '../../forms/letters/mail-html.ts'
import { policy } from '../../rules/deadlines/city.ts'

const LINK = 'https://hub.example/uploads/1'
const PERFECT: Upload = {
  id: '1',
  division: '440222',
  office: 'civil-affairs',
  form: 'dibao-new',
  period: '2018-05',
  fileName: '王小明等人.xlsx',
  size: 1000,
  state: 'accepted',
  day: '2018-06-04',
  requestedAt: '2018-06-04T01:00:00Z',
  policy: 1,
  reading: { sha256: '0', rows: 132, returned: 0, byCode: {}, unreadSheets: [] },
}

function letter(changes: Partial<Upload>, inTheWay?: InTheWay) {
  const facts = { upload: { ...PERFECT, ...changes }, policy, inTheWay }
  const words = UPLOAD_LETTERS['upload.settled'].words(facts, 'civil-affairs')!
  const mail = renderWords(words, { to: '始兴县民政局', date: '2018年6月4日', url: LINK })
  expectMailHtml(mail, LINK)
  // The sender's own names of files and sheets may be a person's.
  expect(`${mail.subject}${mail.text}${mail.html}`).not.toContain('王小明')
  return mail
}

describe('what became of a file', () => {
  it('receipt: accepted, with counts', () => {
    const { subject, text } = letter({})
    expect(subject).toBe('已接收：低保对象新增名单（2018年5月）')
    expect(text).toContain('1. 读取的行数：132行\n2. 采用的行数：132行')
    expect(text).toContain(`查看和打印。\n${LINK}`)
  })
  it.each([{}, { reading: { ...PERFECT.reading!, returned: 7, byCode: { 'id-numeric': 7 } } }])(
    'a list that ended somebody says how many, with rows returned or without',
    (changes) => {
      const effect = { began: 0, kept: 129, ended: 3, protected: 2 }
      const { text } = letter({ ...changes, form: 'dibao-full', effect })
      expect(text).toContain('不再列入的人数：3人')
      expect(text).toContain('暂予保留的人数：2人')
      expect(text).not.toContain('无须其他操作')
    },
  )
  it('overtaken by a later list, nothing of it is called taken, and whom it ends all the same is counted', () => {
    const effect = { began: 9, kept: 120, ended: 3, protected: 0 }
    const reading = { ...PERFECT.reading!, returned: 7, byCode: { 'id-numeric': 7 } }
    for (const changes of [{}, { reading }]) {
      const { subject, text } = letter({ ...changes, form: 'dibao-full', overtaken: true, effect })
      expect(subject).toBe('已有更晚的全部名单：低保对象全部名单（2018年5月）')
      expect(text).toContain('现行人员以那一份为准')
      expect(text).not.toMatch(/全部接收|采用/)
      expect(text).toContain('不再列入的人数：3人')
    }
  })
  it('told of again: that another list has changed whom it ends, and whom it ends now', () => {
    const notified = { version: 3, day: '2018-06-05', isChange: true }
    const { subject, text } = letter({ notified, effect: { began: 0, kept: 129, ended: 4, protected: 0 } })
    expect(subject).toBe('人员变动有更新：低保对象新增名单（2018年5月）')
    expect(text).toContain('与以前告知的不同，以本次为准')
    expect(text).toContain('不再列入的人数：4人')
    // A list that is confirmed now is told of as such.
    expect(letter({ notified: { ...notified, isChange: false } }).subject).toContain('已接收')
  })
  it('held, and nobody would be ended: nobody is to be looked at', () => {
    const { text } = letter({ state: 'held', heldFor: ['mode-contradicted'] })
    expect(text).toContain('请另一位同志核对后确认')
  })
  it('held behind a later full list: nobody is asked to confirm it', () => {
    const { subject, text } = letter({ state: 'held', heldFor: ['half-ended'] }, 'later-list')
    expect(subject).toBe('不再确认：低保对象新增名单（2018年5月）')
    expect(text).toContain('有误的，请撤回；无误的，无须其他操作')
    expect(text).not.toMatch(/核对后确认/)
  })
  it('returned rows: how many, each reason with its count, and what to do with the returned workbook', () => {
    const reading = { ...PERFECT.reading!, returned: 7, byCode: { 'id-numeric': 5, 'duplicate-row': 3 } }
    const { subject, text } = letter({ reading })
    expect(subject).toBe('有7行被退回：低保对象新增名单（2018年5月）')
    expect(text).toContain('采用的行数：125行')
    expect(text).toContain('身份证号码被存成数字：5行')
    expect(text).toContain('与前面的行重复：3行')
    expect(text).toContain('再作为“新增”名单报送')
  })
  it('returned rows of a file that replaces the one before are never sent in its place', () => {
    const reading = { ...PERFECT.reading!, returned: 7, byCode: { 'id-numeric': 7 } }
    expect(letter({ reading, form: 'dibao-full' }).text).toContain('不要作为“全部”名单报送')
    expect(letter({ reading, office: 'social-insurance', form: 'register' }).text).toContain('再报送完整文件')
  })
  it('a sheet that was not read is counted, not named', () => {
    const { text } = letter({ reading: { ...PERFECT.reading!, unreadSheets: ['王小明'] } })
    expect(text).toContain('未读取的工作表：1张')
  })
  it('refused: why, and to send again', () => {
    const { subject, text } = letter({ state: 'refused', refusal: { code: 'empty' } })
    expect(subject).toBe('整份退回：低保对象新增名单（2018年5月）')
    expect(text).toContain('报送的低保对象新增名单（2018年5月）未能接收。')
  })
  it('held: why, whom it would end of how many, and that a second person is needed', () => {
    const { subject, text } = letter({
      state: 'held',
      form: 'dibao-full',
      wouldEnd: { active: 1320, ended: 412 },
      heldFor: ['many-ended', 'unread-sheet'],
    })
    expect(subject).toBe('待第二人确认：低保对象全部名单（2018年5月）')
    expect(text).toContain('原因：不再列入的人数超过规定比例；有工作表未读取，里面可能还有人员。')
    expect(text).toContain('现在名单上的人数：1320人')
    expect(text).toContain('将不再列入的人数：412人')
    expect(text).toContain('请另一位同志核对将不再列入的人员后确认')
  })
  it('an upload that is not settled has no letter', () => {
    expect(() => letter({ state: 'requested' })).toThrow()
  })
})
