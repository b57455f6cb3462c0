/** Every workbook that an office prints, with texts as long as they come. */

import { writeEndings } from '../../../forms/outgoing/endings-book.ts'
import { writeFundingRequest } from '../../../forms/outgoing/funding-request.ts'
import { type LedgerRow, writeLedger } from '../../../forms/outgoing/ledger.ts'
import { writeMaterialsNotice } from '../../../forms/outgoing/materials-notice.ts'
import { writePaymentInstruction } from '../../../forms/outgoing/payment-instruction.ts'
import { writeReturned } from '../../../forms/outgoing/returned.ts'
import { writeReviewList } from '../../../forms/outgoing/review-list.ts'
import { writeStatistics } from '../../../forms/outgoing/statistics.ts'
import { writeTemplate } from '../../../forms/outgoing/template.ts'
import { writeTimeliness } from '../../../forms/outgoing/timeliness.ts'
import { writeUnpaidList } from '../../../forms/outgoing/unpaid-list.ts'
import { writePolicyWorkbook } from '../../../forms/policy/policy-workbook.ts'
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import { Outcome } from '../../../schemas/codes.ts'
import { FORMS, type Form } from '../../../schemas/columns.ts'
import { ledgerTitle, statisticsTitle } from '../../../wording/forms.ts'
import { rowReason } from '../../../wording/row-reasons.ts'
import { bytesOf } from '../bytes-of.ts'

const policy = defaultPolicy()
const printed = { reportingOffice: '乳源瑶族自治县社会保险服务管理局', period: '2018-05' }
const disabled = policy.categories.find((c) => c.form === 'disabled')!
const ID = '440222196001310018'
const CATEGORIES = policy.categories.map((c) => c.name)

const person: LedgerRow = {
  county: '乳源瑶族自治县',
  township: '乐昌峡水利枢纽管理处',
  village: '东坪新村社区居委会',
  name: '阿不都热合曼·阿不都克里木·买买提明江·吐尔逊',
  id: ID,
  categories: CATEGORIES,
  scheme: 'resident',
  enrolment: 'active',
  enrolledOn: '2012-07-01',
  outcome: 'other-scheme',
  reason: 'register-incomplete',
  year: 2018,
  fen: 360_000,
  paidOn: '2018-06-20',
  is60: true,
  benefit: 'suspended',
  benefitFrom: '2017-03',
  benefitFen: 999_999,
  caseState: '待审批付款',
  updatedOn: '2018-06-06',
}
const payment = {
  name: person.name,
  id: ID,
  county: person.county,
  township: person.township,
  category: disabled.name,
  business: 'first-enrolment' as const,
  year: 2018,
  fen: 360_000,
  phone: '13800000000',
}
const PAYEE = {
  county: '440232',
  name: '乳源瑶族自治县城乡居民基本养老保险基金财政专户',
  bank: '中国邮政储蓄银行乳源瑶族自治县支行',
  account: '944000000000000001',
}
const CONTACT = {
  division: '440232',
  office: 'civil-affairs',
  email: 'urban-and-rural-minimum-living-security@civil-affairs.440232.invalid',
} as const
const counts = {
  persons: Object.fromEntries(Outcome.options.map((o) => [o, 12_345])) as Record<Outcome, number>,
  sponsoredFen: 1_234_567_800,
}
const named = [{ township: '440222100', persons: [{ id: ID, name: person.name, village: person.village! }] }]

function returnedOf(form: Form): Promise<Buffer> {
  // An allocation names nobody: its number is in the second column.
  const idAt = Math.max(
    1,
    form.columns.findIndex((c) => c.use === 'id'),
  )
  const facts = { value: ID, column: form.columns[idAt]!, place: person.county, firstRow: '名单2!12' }
  const reasons = (['id-checksum', 'duplicate-row'] as const).map((code) => ({
    column: idAt,
    code,
    text: rowReason(code, facts),
  }))
  const cells = form.columns.map((c) => (c.use === 'id' ? ID : c.use === 'name' ? person.name : c.heading.repeat(2)))
  return bytesOf((out) =>
    writeReturned(out, {
      title: form.title,
      reportingOffice: printed.reportingOffice,
      resend: 'new',
      fileName: '2018年5月重度残疾人名单（修改后）.xlsx',
      columns: () => form.columns.map((c) => c.heading),
      // A short reason leaves the height of its row to the sender's own long cells.
      rows: [
        { sheet: '', row: '名单2!123', cells, reasons },
        {
          sheet: '',
          row: '名单2!124',
          cells,
          reasons: [{ column: idAt, code: 'id-missing', text: rowReason('id-missing', facts) }],
        },
      ],
    }),
  )
}

/** By what it is; each makes the bytes of the workbook. */
export const PRINTED_BOOKS: Record<string, () => Promise<Buffer>> = {
  ledger: () =>
    bytesOf((out) =>
      writeLedger(out, { ...printed, title: ledgerTitle(disabled), rows: [person, { ...person, categories: [] }] }),
    ),
  'statistics of a county': () =>
    bytesOf((out) =>
      writeStatistics(out, {
        ...printed,
        title: statisticsTitle(disabled),
        places: 'townships',
        rows: [{ place: person.township, counts }],
      }),
    ),
  'statistics of the city': () =>
    bytesOf((out) =>
      writeStatistics(out, {
        ...printed,
        title: statisticsTitle(undefined),
        places: 'counties',
        rows: policy.counties.map(({ name }, i) => ({ place: name, counts: i === 0 ? counts : undefined })),
      }),
    ),
  'materials notice': () =>
    bytesOf((out) =>
      writeMaterialsNotice(out, {
        ...printed,
        township: person.township,
        addressee: `${person.county}${person.township}人社服务所`,
        contact: { name: '李四', phone: '0751-3330000' },
        due: '2018-06-27',
        provisional: true,
        rows: [
          {
            caseNumber: '440222-2018-00001',
            village: person.village,
            name: person.name,
            id: ID,
            kind: 'claim',
            standing: { state: 'failed', reason: '03' },
            phone: '13800000000',
          },
        ],
      }),
    ),
  'review list': () =>
    bytesOf((out) =>
      writeReviewList(out, {
        ...printed,
        rows: [
          {
            caseNumber: '440222-2018-00001',
            name: person.name,
            id: ID,
            township: person.township,
            categories: CATEGORIES,
            reason: '参保登记信息不全',
            evidence:
              '本县名单：阿不都热合曼·阿不都克里木·买买提明江·吐尔逊（特困人员、低保对象）；翁源县参保登记：吐尔逊',
            choices: ['name', 'correct-list', 'hold'],
            names: [person.name, '吐尔逊'],
          },
        ],
      }),
    ),
  'unpaid list': () =>
    bytesOf((out) =>
      writeUnpaidList(out, {
        ...printed,
        year: 2018,
        rows: [
          {
            number: '440222-2018-00001',
            id: ID,
            name: person.name,
            township: person.township,
            village: '东坪新村社区居委会',
            phone: '13800000000',
            was: { state: 'waiting', reason: 'other-county' },
          },
        ],
      }),
    ),
  'payment instruction': () =>
    bytesOf((out) => writePaymentInstruction(out, { ...printed, batch: '440222-2018-001', rows: () => [payment] })),
  'funding request': () =>
    bytesOf((out) =>
      writeFundingRequest(out, {
        ...printed,
        number: '440222-2018-001',
        addressee: '乳源瑶族自治县财政局',
        payee: PAYEE,
        nettedFen: 0,
        categories: CATEGORIES,
        rows: () => [payment, { ...payment, township: '必背镇', fen: 123_456_789 }],
      }),
    ),
  endings: () =>
    bytesOf((out) =>
      writeEndings(out, {
        ...printed,
        list: `${disabled.name}全部名单`,
        townshipName: () => person.township,
        endings: {
          seen: '',
          mode: 'full',
          counts: { active: 1, began: 1, kept: 0, ending: 1, protected: 0 },
          began: named,
          ended: named,
          protected: [],
          renumbered: [{ name: person.name, came: ID, kept: ID }],
        },
      }),
    ),
  timeliness: () =>
    bytesOf((out) => writeTimeliness(out, { ...printed, policy, year: 2018, standings: [], asOf: '2018-08-20 08:00' })),
  policy: () =>
    bytesOf((out) =>
      writePolicyWorkbook(out, { policy: { ...policy, payees: [PAYEE] }, contacts: [CONTACT], calendar: [] }),
    ),
  ...Object.fromEntries(
    Object.values(FORMS).flatMap((form) => [
      [`returned rows of ${form.code}`, () => returnedOf(form)],
      [
        `template of ${form.code}`,
        () =>
          bytesOf((out) =>
            writeTemplate(out, form, {
              reportingOffice: printed.reportingOffice,
              counties: policy.counties.slice(0, 1),
            }),
          ),
      ],
    ]),
  ),
}
