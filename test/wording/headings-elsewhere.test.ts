/** A word with a code, and a word that two places show, stands in wording/ and nowhere else. */
import { readdirSync, readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'
import { FORMS } from '../../schemas/columns.ts'
import { BATCH_STATES } from '../../wording/batch-state.ts'
import { BUSINESS_NAMES } from '../../wording/business.ts'
import { EFFECT_NAMES, PERSONS_TITLES } from '../../wording/effect.ts'
import { MODE_NAMES, NIL_RETURN } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { NOTICE_NAMES } from '../../wording/letters/notice-names.ts'
import { OFFICE_NAMES } from '../../wording/offices.ts'
import { NOT_SENT } from '../../wording/open-mails.ts'
import { OUTCOME_NAMES, REASON_NAMES } from '../../wording/outcomes.ts'
import { FOLDER_NAMES } from '../../wording/output-names.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { BENEFIT_NAMES, ENROLMENT_NAMES, SCHEME_NAMES } from '../../wording/register.ts'
import { CASE_STATE_NAMES } from '../../wording/standings.ts'
import { LEGEND, TIMELINESS } from '../../wording/timeliness.ts'
import { UNREADABLE } from '../../wording/unreadable.ts'
import { UNREAD_SHEETS, UPLOAD_WORDS } from '../../wording/upload-state.ts'

interface Found {
  readonly file: string
  readonly word: string
}

/** String literals, parts of templates and text of pages, without the marks around them. */
function literalsOf(file: string): Found[] {
  const text = readFileSync(file, 'utf8')
  const found: Found[] = []
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { type, value } = node as { type?: string; value?: unknown }
    const own = type === 'TemplateElement' ? (value as { cooked: string }).cooked : value
    if (typeof own === 'string' && /^(Literal|JSXText|TemplateElement)$/.test(type ?? ''))
      found.push({ file, word: own.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}）]+$/gu, '').replace(/^（(.*)）$/, '$1') })
    for (const child of Object.values(node)) look(child)
  }
  look(parseSync(file, text).program)
  return found.filter(({ word }) => (word.match(/\p{Script=Han}/gu)?.length ?? 0) > 1)
}

const sourcesOf = (...rooms: string[]) =>
  rooms.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${room}/${name}`),
  )

const WORDS = new Set<string>([
  ...Object.values(BATCH_STATES).map(({ words }) => words),
  ...[OUTCOME_NAMES, REASON_NAMES, OFFICE_NAMES, CASE_STATE_NAMES, BUSINESS_NAMES, EFFECT_NAMES].flatMap((all) =>
    Object.values<string>(all),
  ),
  ...[PERSONS_TITLES, NOTICE_NAMES, NOT_SENT, FOLDER_NAMES, LEGEND, TIMELINESS, UNREADABLE, UPLOAD_WORDS].flatMap(
    (all) => Object.values<string>(all),
  ),
  ...[BENEFIT_NAMES, ENROLMENT_NAMES, SCHEME_NAMES, MODE_NAMES, PAGE_NAMES].flatMap((all) =>
    Object.values<string>(all),
  ),
  ...Object.values(FORMS).map(({ title }) => title),
  NIL_RETURN,
  UNREAD_SHEETS,
])

/**
 * What files hold is compared with what stands here: words of cells, of sheets and of a policy's workbook; and what a
 * simulated year reads of files without asking the hub.
 */
const FILES_HOLD =
  /^(schemas\/(codes|columns|records\/case)|rules\/(rows|answers)\/[\w-]+|forms\/(incoming|policy)\/.*|forms\/outgoing\/instructions|local\/year\/.*)\.ts$/

test('no word of a code stands outside of wording/', () => {
  const files = sourcesOf('schemas', 'rules', 'formats', 'stores', 'forms', 'pages', 'functions', 'infra', 'local')
  expect(files.length).toBeGreaterThan(300)
  expect(WORDS.size).toBeGreaterThan(120)
  const found = files.filter((file) => !FILES_HOLD.test(file)).flatMap(literalsOf)
  expect(found.filter(({ word }) => WORDS.has(word))).toEqual([])
})

/** Pieces of sentences, around what is put into them; a font; examples of how to fill in a template. */
const PIECES =
  /^(截至|截止|另有|文件|变化|恢复第|处变化|版的内容|参数第|人不再列入|个县（市、区）|名单上现有|原因|的零报告|退回|已收到|未报|宋体)$/

test('no word stands in two files of pages, workbooks and functions', () => {
  const sources = sourcesOf('pages', 'functions', 'forms/outgoing').filter((file) => !FILES_HOLD.test(file))
  const found = sources.flatMap(literalsOf).filter(({ word }) => !PIECES.test(word))
  expect(found.length).toBeGreaterThan(300)
  const files = [...Map.groupBy(found, ({ word }) => word)].map(
    ([word, own]) => [word, new Set(own.map(({ file }) => file))] as const,
  )
  expect(files.filter(([, { size }]) => size > 1)).toEqual([])
  const headings = new Set<string>(Object.values(HEADINGS))
  expect(found.filter(({ word }) => headings.has(word))).toEqual([])
})
