import { describe, expect, it } from 'vitest'
import { renderLetter } from '../../../forms/letters/letter.ts'
import { addDays } from '../../../rules/deadlines/day-steps.ts'
import { digestsOf } from '../../../rules/deadlines/digests.ts'
import { dueDays, movedNotices } from '../../../rules/deadlines/moved-dates.ts'
import { noticesOn } from '../../../rules/deadlines/notices.ts'
import { requestedObligations } from '../../../rules/deadlines/obligations.ts'
import type { Obligation } from '../../../schemas/records/obligation.ts'
import { type DigestFacts, digestLetter } from '../../../wording/letters/digest-letter.ts'
import { expectMailHtml } from '../../forms/letters/mail-html.ts'
import { cityOf } from '../../rules/deadlines/city.ts'

const city = cityOf()
const LINK = 'https://hub.example/due?a=1&b=2'
const facts: DigestFacts = { policy: city.policy, calendar: city.calendar, link: LINK }

/** The letter of a day to an office about what is owed and due from … to, nothing met. */
function letter(day: string, to: string, owed: readonly Obligation[], more: Partial<DigestFacts> = {}) {
  const digests = digestsOf(noticesOn(city.rules, owed, day, addDays(day, -1)))
  const digest = digests.find((d) => `${d.to.division} ${d.to.office}` === to)
  if (!digest) throw new Error(`nobody writes to ${to} on ${day}`)
  return renderLetter(digestLetter(digest, { ...facts, ...more }))
}
const JUNE = city.owed('2018-06-01', '2018-06-30')

describe('the letters about what is owed (docs/rules.md#deadlines), as text', () => {
  it('reminder: what, of which month, by when, and the nil return', () => {
    const { subject, text } = letter('2018-06-04', '440222 civil-affairs', JUNE)
    expect(subject).toBe('请于6月5日24时前报送低保对象新增名单等2项')
    expect(text).toBe(`始兴县民政局：

以下报表即将到期，尚未报送。没有新增人员的，请报“零报告”。
1. 低保对象新增名单：还有1天
   所属期：2018年5月
   截止：2018年6月5日（星期二）24时
2. 特困人员新增名单：还有1天
   所属期：2018年5月
   截止：2018年6月5日（星期二）24时

请在截止时间前登录平台报送。
${LINK}

应保
2018年6月4日（星期一）

本邮件由平台自动发送，请勿直接回复。邮件中不含个人信息。如有疑问，请与平台管理员联系。
`)
  })
  it('a statistics return has no nil return', () => {
    const { text } = letter('2018-06-04', '440222 social-insurance', JUNE)
    expect(text).toContain('1. 参加养老保险情况统计表：还有1天')
    expect(text).not.toContain('零报告')
  })
  it('overdue: how late, who else is told, and what became of the file that came', () => {
    const unsettled = new Map([['440222/civil-affairs/dibao-new/2018-05', 'held' as const]])
    const { subject, text } = letter('2018-06-08', '440222 civil-affairs', JUNE, { unsettled })
    expect(subject).toBe('逾期未报：低保对象新增名单等2项')
    expect(text).toContain('本提醒同时抄送督促单位。')
    expect(text).toContain('1. 低保对象新增名单：逾期3个工作日')
    expect(text).toContain('已收到，等待另一人确认；确认后才算报送。')
    expect(text).not.toContain('尚未收到')
    expect(text).toContain('没有新增人员的，请报“零报告”。')
    unsettled.set('440222/civil-affairs/tekun-new/2018-05', 'held')
    expect(letter('2018-06-08', '440222 civil-affairs', JUNE, { unsettled }).text).not.toContain('零报告')
    expect(letter('2018-06-06', '440222 civil-affairs', JUNE).text).not.toContain('同时抄送')
    expect(letter('2018-06-12', '440222 civil-affairs', JUNE).text).toContain('督促单位和市级主管部门')
  })
  it('escalation: by office, one item for what it owes of a month', () => {
    const { subject, text } = letter('2018-06-08', '440222 human-resources', JUNE)
    expect(subject).toBe('有关单位逾期未报情况：5项')
    expect(text).toContain('1. 始兴县民政局：逾期3个工作日\n   低保对象新增名单、特困人员新增名单（2018年5月）')
    expect(text).toContain('4. 始兴县社保经办机构：逾期3个工作日')
    expect(text).toContain('请督促有关单位尽快报送。')
  })
  it('a digest of several kinds names each, the most urgent step once', () => {
    const { subject, text } = letter('2018-06-12', '440200 civil-affairs', JUNE)
    expect(subject).toBe('逾期未报2项，有关单位逾期20项')
    expect(text.match(/【.+】/g)).toEqual(['【逾期未报】', '【有关单位逾期】'])
    expect(text.match(/请尽快登录平台补报/g)).toHaveLength(1)
    expect(text).not.toContain('请督促')
  })
  it('provisional date changed: the old day and the new one', () => {
    const later = cityOf({ calendar: { published: [2027], overrides: [{ day: '2027-02-03', work: false }] } })
    const year = ['2027-01-01', '2027-12-31'] as const
    const notices = movedNotices(dueDays(city.owed(...year)), later.owed(...year), '2026-11-20')
    const [digest] = digestsOf(notices).filter((d) => d.to.division === '440222')
    const { subject, text } = renderLetter(digestLetter(digest!, { ...facts, calendar: later.calendar }))
    expect(subject).toBe('截止日期调整通知：1项报表')
    expect(text).toContain('原定：2027年2月3日（星期三）\n   现定：2027年2月4日（星期四）24时')
    expect(text).not.toContain('暂定')
  })
  it('a provisional day says so', () => {
    const { text } = letter('2027-02-04', '440222 civil-affairs', city.owed('2027-02-01', '2027-02-28'))
    expect(text).toContain('截止：2027年2月5日（星期五）24时（暂定）')
  })
  it('a township and its government are called by their names', () => {
    const ask = { division: '440222100', office: 'township', form: 'materials', period: '2018-06', ref: 'C7' } as const
    const owed = requestedObligations(city.duties, [{ ...ask, requestedOn: '2018-06-01' }])
    const day = city.calendar.after(owed[0]!.due, 3)
    expect(letter(day, '440222100 township', owed).text).toMatch(/^始兴县太平镇人社服务所：/)
    const { text } = letter(day, '440222100 township-government', owed)
    expect(text).toMatch(/^始兴县太平镇人民政府：/)
    expect(text).toContain('申报材料收集情况（C7）（2018年6月）')
  })
  it('a hundred items are not listed', () => {
    const owed = city.owed('2018-07-01', '2020-12-31').filter((o) => o.division === '440222')
    const late = owed.map((o) => ({ ...o, due: '2018-06-05' }))
    const { text, html } = letter('2018-06-06', '440222 civil-affairs', late)
    const rest = late.filter((o) => o.office === 'civil-affairs').length - 20
    expect(text).toContain(`\n20. `)
    expect(text).not.toContain(`\n21. `)
    expect(text).toContain(`另有${rest}项，请在平台上查看。`)
    expect(html).toContain(`另有${rest}项，请在平台上查看。`)
  })
})

describe('the same as HTML that mail clients take', () => {
  it.each([
    ['2018-06-04', '440222 civil-affairs'],
    ['2018-06-08', '440222 human-resources'],
    ['2018-06-12', '440200 civil-affairs'],
  ])('%s to %s', (day, to) => {
    const mail = letter(day, to, JUNE)
    expectMailHtml(mail, LINK)
  })
  it('零报告: a link an item, for a list of new persons and nothing else', () => {
    const nilLink = ({ id }: Obligation) => ({ url: `https://hub.example/nil/${id}?a=1&b=2`, code: '012345' })
    const unsettled = new Map([['440222/civil-affairs/dibao-new/2018-05', 'refused' as const]])
    const one = letter('2018-06-04', '440222 civil-affairs', JUNE, { nilLink, unsettled })
    expect(one.text.match(/\/nil\//g)).toHaveLength(1)
    const mail = letter('2018-06-04', '440222 civil-affairs', JUNE, { nilLink })
    const links = ['dibao', 'tekun'].map((c) => `https://hub.example/nil/440222/civil-affairs/${c}-new/2018-05?a=1&b=2`)
    expect(mail.text.match(/ {3}没有新增人员，提交零报告（打开后填写6位数字 012345）：\n {3}(\S+)/g)).toEqual(
      links.map((link) => `   没有新增人员，提交零报告（打开后填写6位数字 012345）：\n   ${link}`),
    )
    expectMailHtml(mail, ...links, LINK)
    for (const [day, to] of [
      ['2018-06-04', '440222 social-insurance'],
      ['2018-06-04', '440200 civil-affairs'],
      ['2018-06-08', '440222 human-resources'],
    ] as const)
      expectMailHtml(letter(day, to, JUNE, { nilLink }), LINK)
  })
})
