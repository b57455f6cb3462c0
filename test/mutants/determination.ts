/** Each line of the table is looked at, in its place (docs/rules.md#determination). */
import type { Mutant, Mutants } from './mutant.ts'

const FILE = 'rules/determination/determine.ts'
const LISTINGS = 'rules/determination/listings.ts'
const TABLE = 'test/docs/determination.test.ts'
const LINES = 'test/rules/determination/determine.test.ts'
const PAYMENT = 'test/rules/determination/determine-payment.test.ts'

/** A line of the table that holds for nobody. */
const without = (undoes: string, text: string, becomes: string): Mutant => ({
  undoes,
  file: FILE,
  text,
  becomes,
  killedBy: [TABLE],
})

export const DETERMINATION: Mutants = {
  'line-1-dropped': without('names that differ are reviewed', 'return names.size > 1', 'return names.size > 9'),
  'line-2-dropped': without(
    'who is dead in a register is decided on as dead',
    "([, , , row]) => row.enrolment === 'deceased'",
    '() => false',
  ),
  'line-3-dropped': without(
    'who is not in an accepted register is reviewed',
    'c.registerMissing || c.rowReturned.length > 0',
    'c.rowReturned.length > 9',
  ),
  'line-4-dropped': without(
    'who is listed in two counties is reviewed',
    'new Set(c.listings.map(([, county]) => county)).size > 1',
    'false',
  ),
  'line-5-dropped': without(
    'who is enrolled in two counties is reviewed',
    'return new Set(rows.map(([, county]) => county)).size > 1',
    'return rows.length > 9',
  ),
  'line-6-dropped': without(
    'who is enrolled in another county is reviewed',
    'residentInForce(c).filter(([, county]) => county !== c.county)',
    '[]',
  ),
  'line-7-dropped': without('who is younger than 16 is not enrolled', '(c) => (c.age < 16 ?', '(c) => (c.age < 0 ?'),
  'line-8-dropped': without(
    'who is in another scheme is left alone',
    "scheme !== 'resident' && (row.enrolment",
    'scheme === `` && (row.enrolment',
  ),
  'line-9-dropped': without(
    'who draws a pension claims none',
    "residentInForce(c).filter(([, , , row]) => row.benefit === 'drawing')",
    '[]',
  ),
  'line-10-dropped': without('who is 60 and draws none claims', 'if (c.age < 60) return undefined', 'return undefined'),
  'line-11-dropped': without(
    'who was sponsored this year is not paid again',
    "found([...contributed(c, 'sponsored'), ...c.confirmed], 'sponsored')",
    'undefined',
  ),
  'line-12-dropped': without(
    'who has paid this year is not paid for',
    "found(contributed(c, 'self'), 'self-paid')",
    'undefined',
  ),
  'line-13-dropped': without('a student is not enrolled', '([, , , row]) => row.student === true', '() => false'),
  'line-14-dropped': without('who is enrolled is paid for', "found(residentInForce(c), 'pay')", 'undefined'),
  'line-3-flag-dropped': {
    undoes: 'whose row was returned and who has no earlier fact is reviewed',
    file: FILE,
    text: 'person.rejectionFlags.includes(fact) ?',
    becomes: 'false ?',
    killedBy: [LINES, 'row was returned and no earlier fact stands'],
  },
  'line-3-name-dropped': {
    undoes: 'whose name stands in a returned row without a number is reviewed',
    file: FILE,
    text: 'isNameReturned(county, name, scheme)',
    becomes: 'false',
    killedBy: [LINES, 'by name: it stands in a returned row without a number'],
  },
  'line-3-any-scheme': {
    undoes: 'a row counts for its own scheme only',
    file: FILE,
    text: 'if (fact in person.register) return []',
    becomes: 'if (Object.keys(person.register).some((key) => key.startsWith(county))) return []',
    killedBy: [LINES, 'an accepted row of the same person counts for its own scheme'],
  },
  'line-3-unread-dropped': {
    undoes: 'who may have rows in a register that cannot be read is reviewed',
    file: FILE,
    text: ' || c.unread.length > 0',
    becomes: '',
    killedBy: [LINES, 'a register of any county may have rows of the person that cannot be read'],
  },
  'line-3-fact-ignored': {
    undoes: 'an earlier fact of the person stands before a returned row',
    file: FILE,
    text: 'if (fact in person.register) return []',
    becomes: '',
    killedBy: [LINES, 'no: an earlier fact stands'],
  },
  'ended-enrolment-counts': {
    undoes: 'an enrolment that is 终止 is none',
    file: FILE,
    text: "row.enrolment !== 'ended'",
    becomes: "row.enrolment !== 'deceased'",
    killedBy: [LINES, 'neither: the other is 终止'],
  },
  'payment-of-another-year': {
    undoes: 'only this year’s contribution counts',
    file: FILE,
    text: ' && row.year === c.year',
    becomes: '',
    killedBy: [PAYMENT],
  },
  'payment-of-ended-row': {
    undoes: 'a row that is 终止 still shows what was paid',
    file: FILE,
    text: '  resident(c).filter(([, , , row]) => row.contribution',
    becomes: '  residentInForce(c).filter(([, , , row]) => row.contribution',
    killedBy: [PAYMENT, '11 sponsored, 12 self-paid'],
  },
  'sixteenth-birthday': {
    undoes: 'the 16th birthday itself counts',
    file: FILE,
    text: 'c.age < 16',
    becomes: 'c.age <= 16',
    killedBy: [LINES, '7 under-16'],
  },
  'birthday-itself': {
    undoes: 'the birthday itself counts',
    file: 'rules/days.ts',
    text: 'day.slice(5) < birth.slice(5)',
    becomes: 'day.slice(5) <= birth.slice(5)',
    killedBy: ['test/rules/days.test.ts', 'the birthday itself counts'],
  },
  'other-scheme-drawing': {
    undoes: 'who draws from another scheme is in it',
    file: FILE,
    text: "(row.enrolment === 'active' || row.benefit === 'drawing')",
    becomes: "row.enrolment === 'active'",
    killedBy: [LINES, '8 other-scheme'],
  },
  'claim-suspended': {
    undoes: 'a benefit that is 暂停 is the reason of the claim',
    file: FILE,
    text: "rows.some(([, , , row]) => row.benefit === 'suspended')",
    becomes: 'rows.length < 0',
    killedBy: [PAYMENT],
  },
  'category-over': {
    undoes: 'a listing in a category that has ended does not count',
    file: LISTINGS,
    text: '(category.from ?? day) <= day && day <= (category.until ?? day)',
    becomes: '(category.from ?? day) <= day',
    killedBy: [PAYMENT, 'listings that count'],
  },
  'category-not-begun': {
    undoes: 'a listing in a category that has not begun does not count',
    file: LISTINGS,
    text: '(category.from ?? day) <= day && day',
    becomes: 'day',
    killedBy: [PAYMENT, 'listings that count'],
  },
  'category-last-day': {
    undoes: 'a category counts on its last day',
    file: LISTINGS,
    text: 'day <= (category.until ?? day)',
    becomes: '(day < (category.until ?? day) || !category.until)',
    killedBy: [PAYMENT, 'listings that count'],
  },
  'ended-listing-counts': {
    undoes: 'a listing that has ended does not count',
    file: LISTINGS,
    text: 'return fact && !fact.ended ? fact.row : undefined',
    becomes: 'return fact?.row',
    killedBy: [PAYMENT, 'a listing that has ended'],
  },
  'late-day': {
    undoes: 'a message of an earlier day takes no decision back to it',
    file: FILE,
    text: 'if (decision.day > last) last = decision.day',
    becomes: '',
    killedBy: ['test/faults/disorder.test.ts', 'a run that names an earlier day'],
  },
  'primary-category': {
    undoes: 'the primary category is the first one of the policy',
    file: 'rules/determination/snapshot-row.ts',
    text: 'const [first] = standing',
    becomes: 'const first = standing.at(-1)',
    killedBy: ['test/rules/determination/snapshot-row.test.ts', 'the first is primary'],
  },
  'amount-county-first': {
    undoes: 'a county’s amount counts before a category’s',
    file: 'rules/payments/amount.ts',
    text: '(row.county ? 20_000 : 0)',
    becomes: '(row.county ? 5_000 : 0)',
    killedBy: ['test/rules/payments/amount.test.ts', 'a county counts before a category'],
  },
  'amount-below-tier': {
    undoes: 'an amount below the lowest tier of its year is refused without a document',
    file: 'forms/policy/policy-reading.ts',
    text: 'if (faults.length === 0) belowTheTier(tiers, amounts)',
    becomes: '',
    killedBy: ['test/forms/policy/policy-workbook.test.ts', 'an amount below the lowest tier'],
  },
  'batch-of-other-outcomes': {
    undoes: 'only who is to be paid is in a batch',
    file: 'functions/batch/decide-again.ts',
    text: "if (standing.state !== 'ready')",
    becomes: "if (standing.state === 'in-flight')",
    killedBy: ['test/faults/batch.test.ts', 'approve'],
  },
  'statistics-total-once': {
    undoes: 'the total counts each person once, in the township of the primary category',
    file: 'rules/determination/statistics.ts',
    text: 'row.listings[category ?? row.primary]',
    becomes: 'row.listings[category ?? row.categories.at(-1)!]',
    killedBy: ['test/rules/determination/statistics.test.ts'],
  },
}
