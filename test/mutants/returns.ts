/** A return is submitted once, as it was closed, and stands (docs/cases.md#the-return-frozen). */
import type { Mutant, Mutants } from './mutant.ts'

const TEST = 'test/delivery/returns.test.ts'
const of =
  (file: string) =>
  (undoes: string, text: string, becomes: string, name: string): Mutant => ({
    ...{ undoes, file, text, becomes },
    killedBy: [TEST, name],
  })
const submit = of('functions/web/months/submit-return.ts')
const store = of('stores/months/returns.ts')
const AT_ONCE = 'a list is taken back while the month is submitted'

export const RETURNS: Mutants = {
  'return-submitted-unseen': submit(
    'what is submitted is what was seen',
    "if (seenOf(content) !== asked.seen) throw refuse('return-changed')",
    '',
    'submitted once',
  ),
  'return-submitted-twice': submit(
    'a month is submitted once',
    "if (standing) throw refuse('return-submitted', standing.by.name, dayName(standing.on))",
    '',
    'submitted once',
  ),
  'return-unexplained': submit(
    'money that does not tie out is explained',
    'if (faults.length > 0 && !explanation)',
    'if (false && !explanation)',
    'with an explanation only',
  ),
  'return-while-closing': submit(
    'nothing is submitted while the month is being closed',
    'if (isYoung || (await runs.get(division, closing)))',
    'if (false)',
    'both versions stay',
  ),
  'return-two-at-once': store(
    'of two submissions at once one counts',
    "condition: ['acts', 'closing', 'undrawnAt']",
    "condition: ['closing', 'undrawnAt']",
    'at once: one counts',
  ),
  'return-closed-while-submitted': store(
    'of a close and a submission at once one counts',
    "condition: ['acts', 'closing', 'undrawnAt']",
    "condition: ['acts', 'undrawnAt']",
    'a close and a submission at once',
  ),
  'return-rests-on-nothing': store(
    'of a withdrawal and a submission at once one counts',
    "condition: ['acts', 'closing', 'undrawnAt']",
    "condition: ['acts', 'closing']",
    AT_ONCE,
  ),
  'return-withdrawn-under-it': of('functions/web/uploads/take-back.ts')(
    'who has submitted meanwhile keeps the list',
    'if (!(await deps.returns.undraw(of, at))) await refuseIfSubmitted()',
    'await deps.returns.undraw(of, at)',
    AT_ONCE,
  ),
  'return-kept-unsaid': {
    ...of('functions/web/uploads/upload-pages.ts')(
      'a list that a submitted return rests on is not offered to be taken back',
      'mayTakeBack ? keptFor(deps, upload) : undefined',
      'undefined',
      'until a submitted month rests on it',
    ),
    killedBy: ['test/flow/endings.test.ts', 'until a submitted month rests on it'],
  },
  'return-drawn-too-late': store(
    'a close that was under way when a list was taken back is not submitted',
    ' AND (attribute_not_exists(#undrawnAt) OR #undrawnAt < :at)',
    ' AND (attribute_not_exists(#undrawnAt) OR #undrawnAt <> :at)',
    'under way when a list was taken back',
  ),
  'return-of-another-month-before': submit(
    'a correction is about what was submitted of the month before',
    'drawn.follows !== followsText(earlier)',
    'drawn.follows === undefined',
    'a month is closed again where the month before was submitted',
  ),
  'return-sent-back-by-the-county': of('functions/web/months/returns-api.ts')(
    'the county’s own agency sends nothing back',
    "does: { action: 'send-back', ...own }",
    "does: { action: 'submit', ...own }",
    'both versions stay',
  ),
  'return-sent-back-unowed': of('functions/report/carry-out.ts')(
    'while nothing stands the return is owed',
    "...(sentBack ? { state: 'withdrawn', takenBackOn: sentBack.on } : { state: 'accepted' })",
    "state: 'accepted'",
    'both versions stay',
  ),
  'return-city-follows': of('functions/shared/returns/consolidated.ts')(
    'the city’s sum is of the versions that it names',
    'all.find((one) => one.version === versions[division])',
    'all.at(-1)',
    'both versions stay',
  ),
  'return-closed-anew': store(
    'what is submitted is not closed again',
    "'attribute_not_exists(#standing) AND (attribute_not_exists(#closingAt) OR #closingAt <= :at OR #closing = :id)'",
    "'attribute_not_exists(#closingAt) OR #closingAt <= :at OR #closing = :id'",
    'submitted once',
  ),
  'return-sent-back-unreminded': {
    undoes: 'what was sent back after its day is reminded of',
    file: 'functions/deadlines/day.ts',
    text: ' || isTakenBack(submitted.get(o.id))',
    becomes: '',
    killedBy: ['test/functions/deadlines/day.test.ts', 'tells of what was sent or taken back'],
  },
  'return-sent-back-overdue-at-once': {
    undoes: 'what was sent back has days of its own',
    file: 'rules/deadlines/taken-back.ts',
    text: 'return { ...obligation, due, provisional: !calendar.isPublished(due) }',
    becomes: 'return obligation',
    killedBy: ['test/rules/deadlines/taken-back.test.ts'],
  },
  'return-taken-back-in-time': {
    undoes: 'whoever takes back before the day has no more time by it',
    file: 'rules/deadlines/taken-back.ts',
    text: ' || takenBackOn <= obligation.due',
    becomes: '',
    killedBy: ['test/rules/deadlines/taken-back.test.ts'],
  },
  'return-uploads-end-unsubmitted': {
    undoes: 'uploads of a month that may be closed again are kept',
    file: 'rules/retention.ts',
    text: 'submitted !== undefined && submitted >= period',
    becomes: 'submitted !== undefined',
    killedBy: ['test/functions/retention/run.test.ts', 'ends where nothing needs it'],
  },
}
