/**
 * A letter as plain text and as HTML for mail clients: tables, inline styles, 600 pixels; counts only, never a person.
 */
import { PRODUCT } from '../../schemas/product.ts'
import type { Item, Letter, Section, Words } from '../../wording/letters/letter.ts'

export interface Mail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const SENDER = PRODUCT
/** Nobody reads more in a mail; the rest is counted. */
const MOST_ITEMS = 20
const FOOT = '本邮件由平台自动发送，请勿直接回复。邮件中不含个人信息。如有疑问，请与平台管理员联系。'

/** @param url the next step's */
export function renderWords(
  { subject, text, items = [], step }: Words,
  { to, date, url }: { readonly to: string; readonly date: string; readonly url: string },
): Mail {
  return renderLetter({ subject, to, date, sections: [{ heading: '', text, items }], step: { ...step, url } })
}

export function renderLetter(letter: Letter): Mail {
  return { subject: letter.subject, text: textOf(letter), html: htmlOf(letter) }
}

function more(section: Section): string | undefined {
  const rest = section.items.length - MOST_ITEMS
  return rest > 0 ? `另有${rest}项，请在平台上查看。` : undefined
}

function textOf({ to, date, sections, step }: Letter): string {
  const lines = [`${to}：`, '']
  for (const section of sections) {
    if (sections.length > 1) lines.push(`【${section.heading}】`)
    lines.push(section.text)
    section.items.slice(0, MOST_ITEMS).forEach(({ title, facts = [], mark, link }, i) => {
      lines.push(`${i + 1}. ${title}${mark ? `：${mark}` : ''}`)
      for (const fact of facts) lines.push(`   ${fact}`)
      if (link) lines.push(`   ${link.text}：`, `   ${link.url}`)
    })
    const rest = more(section)
    if (rest) lines.push(rest)
    lines.push('')
  }
  lines.push(step.text, step.url, '', SENDER, date, '', FOOT, '')
  return lines.join('\n')
}

const FONT = "font-family:-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif"
const PLAIN = `${FONT};font-size:16px;line-height:1.7;color:#1f2329`
const SMALL = `${FONT};font-size:14px;line-height:1.6;color:#565d66`
const TABLE = 'role="presentation" cellpadding="0" cellspacing="0" border="0"'
const BLUE = '#1a5fb4'
const RED = '#b3261e'

function htmlOf({ subject, to, date, sections, step }: Letter): string {
  const parts = sections.map((section) => sectionHtml(section, sections.length > 1)).join('')
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:0;background:#eef1f5">
<table ${TABLE} width="100%" style="background:#eef1f5"><tr><td align="center" style="padding:16px 8px">
<table ${TABLE} width="600" style="width:100%;max-width:600px;background:#ffffff;border:1px solid #d8dde3">
<tr><td style="padding:12px 20px;background:${BLUE};${FONT};font-size:14px;line-height:1.5;color:#ffffff">${SENDER}</td></tr>
<tr><td style="padding:20px 20px 0">
<h1 style="margin:0 0 12px;${FONT};font-size:20px;line-height:1.45;color:#1f2329">${escapeHtml(subject)}</h1>
<p style="margin:0;${PLAIN}">${escapeHtml(to)}：</p></td></tr>
${parts}<tr><td style="padding:20px">
<p style="margin:0 0 14px;${PLAIN}">${escapeHtml(step.text)}</p>
<table ${TABLE}><tr><td style="background:${BLUE};border-radius:4px">
<a href="${escapeHtml(step.url)}" style="display:inline-block;padding:11px 28px;${FONT};font-size:16px;line-height:1.5;color:#ffffff;text-decoration:none">${escapeHtml(step.label)}</a></td></tr></table>
<p style="margin:14px 0 0;${SMALL};word-break:break-all">按钮打不开时，请将网址复制到浏览器：<br>${escapeHtml(step.url)}</p></td></tr>
<tr><td style="padding:12px 20px 18px;border-top:1px solid #d8dde3">
<p style="margin:0;${SMALL}">${date}</p>
<p style="margin:0;${SMALL}">${FOOT}</p></td></tr>
</table></td></tr></table></body></html>
`
}

function sectionHtml(section: Section, withHeading: boolean): string {
  const rest = more(section)
  const items = section.items.slice(0, MOST_ITEMS).map(itemHtml).join('')
  return `<tr><td style="padding:14px 20px 0">
${withHeading ? `<h2 style="margin:6px 0 4px;${FONT};font-size:17px;line-height:1.5;color:#1f2329">${escapeHtml(section.heading)}</h2>` : ''}
<p style="margin:0 0 8px;${PLAIN}">${escapeHtml(section.text)}</p>
${items === '' ? '' : `<table ${TABLE} width="100%">${items}</table>`}
${rest ? `<p style="margin:8px 0 0;${SMALL}">${rest}</p>` : ''}</td></tr>
`
}

function itemHtml({ title, facts = [], mark = '', urgent, link }: Item): string {
  const colour = urgent ? RED : '#1f2329'
  const line = 'border-top:1px solid #e4e8ed'
  const below = facts.map(escapeHtml).join('<br>')
  const step = link
    ? `<br><a href="${escapeHtml(link.url)}" style="display:inline-block;padding:6px 0;${FONT};font-size:15px;color:${BLUE}">${escapeHtml(link.text)}</a>`
    : ''
  return `<tr><td valign="top" style="padding:8px 8px 0 0;${line};${PLAIN};line-height:1.5">${escapeHtml(title)}</td>
<td valign="top" align="right" style="padding:8px 0 0;${line};${FONT};font-size:15px;line-height:1.6;color:${colour};white-space:nowrap">${escapeHtml(mark)}</td></tr>
<tr><td colspan="2" style="padding:0 0 8px;${SMALL}">${below}${step}</td></tr>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}
