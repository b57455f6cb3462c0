/** Every code has one word or sentence, and Chinese stands in wording/, forms/ and pages/ only. */
import { readdirSync, readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'
import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../local/hub/default-policy.ts'
import { PROBLEM_STATUSES } from '../schemas/api/problem.ts'
import { HeldReason, Office, Outcome, Reason, RefusalCode, RowCode } from '../schemas/codes.ts'
import { FORMS } from '../schemas/columns.ts'
import { BatchState, ExclusionReason } from '../schemas/records/batch.ts'
import { NoticeKind } from '../schemas/records/notice.ts'
import { Output } from '../schemas/records/output.ts'
import { BATCH_STATES } from '../wording/batch-state.ts'
import { BUSINESS_NAMES } from '../wording/business.ts'
import { EFFECT_NAMES, PERSONS_TITLES } from '../wording/effect.ts'
import { exclusionName } from '../wording/exclusions.ts'
import { formName, sentForms } from '../wording/forms.ts'
import { HEADINGS } from '../wording/headings.ts'
import { heldReasons, NOT_CONFIRMED } from '../wording/held-reasons.ts'
import { NOTICE_NAMES, NOTICE_SUBJECTS } from '../wording/letters/notice-names.ts'
import { OFFICE_NAMES } from '../wording/offices.ts'
import { NOT_SENT } from '../wording/open-mails.ts'
import { OUTCOME_NAMES, REASON_NAMES } from '../wording/outcomes.ts'
import { FOLDER_NAMES } from '../wording/output-names.ts'
import { PAGE_NAMES } from '../wording/page-names.ts'
import { refusalSentence } from '../wording/refusals.ts'
import { BENEFIT_NAMES, ENROLMENT_NAMES, SCHEME_NAMES } from '../wording/register.ts'
import { refusal, rowCodeName } from '../wording/row-reasons.ts'
import { LEGEND, TIMELINESS } from '../wording/timeliness.ts'
import { UNREADABLE } from '../wording/unreadable.ts'
import { UPLOAD_WORDS } from '../wording/upload-state.ts'

const wordsOf = <C extends string>(codes: readonly C[], word: (code: C) => string) => codes.map(word)
const PROBLEMS = Object.keys(PROBLEM_STATUSES) as (keyof typeof PROBLEM_STATUSES)[]
/** What any sentence may be told: names of fields, a period, numbers; `policy-unreadable` says a file's own sentence. */
const sentenceOf = (code: (typeof PROBLEMS)[number]) =>
  code === 'policy-unreadable'
    ? refusalSentence(code, 'file-too-large', undefined)
    : code === 'accounts-unreadable'
      ? refusalSentence(code, 'file-expands', undefined)
      : code === 'policy-drops-used'
        ? refusalSentence(code, '不能删除')
        : code === 'row-unfit'
          ? refusalSentence(code, '这一格有误')
          : code === 'query-unfit' || code === 'body-unfit'
            ? refusalSentence(code, ['period'])
            : code === 'password-unfit'
              ? refusalSentence(code, 'short')
              : code === 'as-of-unfit'
                ? refusalSentence(code, '2018-05-01', '2018-06-05')
                : code === 'duties-unfit'
                  ? refusalSentence(code, 'none')
                  : (refusalSentence as (code: string, ...facts: number[]) => string)(code, 1, 2)

const SUBJECTS = [...NoticeKind.options.map((kind) => NOTICE_SUBJECTS[kind](2, '低保对象新增名单等2项', '2018-06-05'))]

const POLICY = defaultPolicy()
const SENT = sentForms(POLICY).flatMap(({ forms }) => forms)
const FORM_CODES = [...SENT, 'materials', 'settlement', 'bank-return', 'allocation', 'statistics', 'consolidated']
const FILE_FACTS = {
  wanted: '低保对象',
  missing: ['姓名'],
  rows: 3,
  mostlyElsewhere: false,
  isPart: false,
  faults: ['batch-mixed'],
}
const refusalOf = (code: RefusalCode) => refusal(code, FILE_FACTS as never)

describe.each<[string, readonly string[]]>([
  ['outcomes', wordsOf(Outcome.options, (code) => OUTCOME_NAMES[code])],
  ['reasons', wordsOf(Reason.options, (code) => REASON_NAMES[code])],
  ['offices', wordsOf(Office.options, (code) => OFFICE_NAMES[code])],
  ['row codes', wordsOf(RowCode.options, rowCodeName)],
  ['held reasons', wordsOf(HeldReason.options, (code) => heldReasons([code]))],
  ['batch states', wordsOf(BatchState.options, (code) => BATCH_STATES[code].words)],
  ['exclusion reasons', ExclusionReason.options.flatMap(({ options }) => wordsOf(options, exclusionName))],
  ['files that cannot be read', Object.values(UNREADABLE)],
  ['upload states', Object.values(UPLOAD_WORDS)],
  ['forms', wordsOf(FORM_CODES, (code) => formName(code, POLICY))],
  ['titles of forms', Object.values(FORMS).map(({ title }) => title)],
  ['folders of produced files', wordsOf(Output.shape.folder.options, (code) => FOLDER_NAMES[code])],
  ['what the bank does', Object.values(BUSINESS_NAMES)],
  ['what a list does', Object.values(EFFECT_NAMES)],
  ['lists of persons', Object.values(PERSONS_TITLES)],
  ['schemes', Object.values(SCHEME_NAMES)],
  ['enrolments', Object.values(ENROLMENT_NAMES)],
  ['benefits', Object.values(BENEFIT_NAMES)],
  ['pages', Object.values(PAGE_NAMES)],
  ['headings', Object.values(HEADINGS)],
  ['held lists in the way', Object.values(NOT_CONFIRMED)],
  ['refused files', wordsOf(RefusalCode.options, refusalOf)],
  ['timeliness', Object.values(TIMELINESS)],
  ['legend of the board', Object.values(LEGEND)],
  ['notices of a day', SUBJECTS],
  ['notices', Object.values(NOTICE_NAMES)],
  ['mails not sent', Object.values(NOT_SENT)],
  ['refusals', PROBLEMS.map(sentenceOf)],
])('%s', (_, words) => {
  test('each code has a word, and no word stands twice', () => {
    for (const word of words) expect(word).toMatch(/\p{Script=Han}/u)
    expect(new Set(words).size).toBe(words.length)
  })
})

/** What files hold and are compared with, the made-up person’s list, headings of workbooks, names of saved files; each of the latter may go. */
const MAY_HOLD = [
  /^rules\/(days|rows\/(check-row|row-checks|divisions|id-number|lost-cells|name|radicals))\.ts$/,
  /^rules\/answers\/[\w-]+\.ts$/,
  /^schemas\/(codes|canary|columns|product|records\/case)\.ts$/,
]

/** A literal's own text, or nothing; comments are no part of the tree. */
function hasChinese(node: unknown): boolean {
  if (typeof node === 'string') return /\p{Script=Han}/u.test(node)
  return typeof node === 'object' && node !== null && Object.values(node).some(hasChinese)
}

test('no Chinese in functions, rules, stores, schemas and formats but for what stands in the list', () => {
  const files = ['functions', 'rules', 'stores', 'schemas', 'formats'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${room}/${name}`),
  )
  expect(files.length).toBeGreaterThan(100)
  const chinese = files.filter((file) => {
    const text = readFileSync(file, 'utf8')
    return /\p{Script=Han}/u.test(text) && hasChinese(parseSync(file, text).program)
  })
  expect(chinese.filter((file) => !MAY_HOLD.some((allowed) => allowed.test(file)))).toEqual([])
})
