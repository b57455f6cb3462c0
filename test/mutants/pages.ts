/** What offices see of their lists, their returned rows and each other (docs/portal.md). */
import type { Mutants } from './mutant.ts'

const UPLOADS = 'stores/uploads/uploads.ts'
const UPLOADS_TEST = 'test/stores/uploads.test.ts'
const SUBMISSIONS = 'stores/uploads/submissions.ts'
const SUBMITTED_TEST = 'test/functions/web/readings/submitted-in.test.ts'
const ROSTER = 'functions/web/persons/roster.ts'
const ROSTER_TEST = 'test/functions/web/persons/roster.test.ts'
const AUDIT_TEST = 'test/functions/web/readings/audit-search.test.ts'
const URGE = 'functions/web/deadlines/urge-thing.ts'
const URGE_TEST = 'test/flow/timeliness.test.ts'
const URGED = 'one thing is urged from its own page'
const LOOKS_TEST = 'test/flow/looks.test.ts'
const LINKS = 'no link of a page leads its reader'

export const PAGES: Mutants = {
  'rows-mended-are-done': {
    undoes: 'returned rows wait no more once all of them are mended',
    file: UPLOADS,
    text: 'needsSomebody(upload, mendedCount(upload.id, month)) &&',
    becomes: 'needsSomebody(upload, 0) &&',
    killedBy: [UPLOADS_TEST, 'returned rows stay open until they are mended'],
  },
  'rows-wait-again': {
    undoes: 'what a list had replaced waits again once that list is taken back',
    file: UPLOADS,
    text: "if (upload.state === 'withdrawn') return noteReplaced(upload)",
    becomes: "if (upload.state === 'withdrawn') return",
    killedBy: [UPLOADS_TEST, 'returned rows stay open until they are mended'],
  },
  'submissions-are-noted': {
    undoes: 'a month is read again after whatever was submitted to it',
    file: SUBMISSIONS,
    text: 'await versions.note(submission.period)',
    becomes: '',
    killedBy: [SUBMITTED_TEST],
  },
  'submissions-nil-taken-back': {
    undoes: 'a month is read again after a 零报告 was taken back',
    file: SUBMISSIONS,
    text: 'await versions.note(owed.period)',
    becomes: '',
    killedBy: [SUBMITTED_TEST],
  },
  'returns-are-noted': {
    undoes: 'a month is read again after whatever became of one of its returns',
    file: 'stores/months/returns.ts',
    text: 'await versions.note(of.period)',
    becomes: '',
    killedBy: ['test/functions/web/readings/month-returns.test.ts', 'each change of a return'],
  },
  'acts-read-anew': {
    undoes: 'what a page has read once is not kept for an act',
    file: 'functions/web/http/mount.ts',
    text: "method === 'GET' ? onceALook(own) : own",
    becomes: 'onceALook(own)',
    killedBy: ['test/functions/web/http/mount.test.ts', 'an act reads it anew'],
  },
  'audit-of-the-day': {
    undoes: 'a search for a day ends where the day begins',
    file: 'functions/web/readings/audit-search.ts',
    text: 'if (Date.parse(entry.time) < start) return',
    becomes: '',
    killedBy: [AUDIT_TEST],
  },
  'roster-name-of-two': {
    undoes: 'one sign finds nobody, lest a list be looked through',
    file: ROSTER,
    text: ' || [...name].length < 2',
    becomes: '',
    killedBy: [ROSTER_TEST, 'a name or a whole number finds'],
  },
  'roster-part-of-a-number': {
    undoes: 'a part of a number finds nobody',
    file: ROSTER,
    text: '/\\d/.test(name) || ',
    becomes: '',
    killedBy: [ROSTER_TEST, 'a name or a whole number finds'],
  },
  'roster-listed-no-more': {
    undoes: 'whoever is listed no more is shown as such',
    file: ROSTER,
    text: '.filter(({ key }) => !now.has(key))',
    becomes: '.filter(() => false)',
    killedBy: [ROSTER_TEST, 'whoever is new, listed no more'],
  },
  'urge-what-is-seen': {
    undoes: 'one urges about nothing that one does not see',
    file: URGE,
    text: "if (!permits('see', SEEN_AS[matter], { division: place, office })) return undefined",
    becomes: '',
    killedBy: [URGE_TEST, URGED],
  },
  'links-to-batches': {
    undoes: 'a batch’s number leads nobody to where they may not go',
    file: 'pages/parts/batch-link.tsx',
    text: 'return may ?',
    becomes: 'return true ?',
    killedBy: ['test/pages/parts/batch-link.test.ts'],
  },
  'refused-form-gone': {
    undoes: 'what was wrong with a form that the page has no more leads to no field',
    file: 'pages/parts/layout.tsx',
    text: 'isShown={refused?.includes(',
    becomes: 'isShown={true || refused?.includes(',
    killedBy: ['test/pages/parts/layout.test.ts', 'it leads nowhere, and is still said'],
  },
  'notice-to-a-leader': {
    undoes: 'a notice leads nobody to persons whom they may not see',
    file: 'functions/web/deadlines/told-pages.ts',
    text: 'if (!shows || permits(',
    becomes: 'if (shows || permits(',
    killedBy: ['test/flow/told.test.ts', 'a leader, who sees no persons'],
  },
  'links-to-the-close': {
    undoes: 'the task of closing leads nobody else to the close',
    file: 'functions/web/home/owed-tasks.ts',
    text: 'const isOpened = !isClosing && may(owed.division)',
    becomes: 'const isOpened = !isClosing',
    killedBy: [LOOKS_TEST, LINKS],
  },
  'urge-until-submitted': {
    undoes: 'a month is urged until it is submitted',
    file: URGE,
    text: ".standing === undefined ? '' : undefined",
    becomes: ".standing === undefined ? '' : ''",
    killedBy: [URGE_TEST, URGED],
  },
  'not-read-yet': {
    undoes: 'what is not read yet is said to be so, and not to wait for a second person',
    file: 'functions/web/uploads/upload-acts.ts',
    text: "state === 'requested' ? 'file-unread' : 'list-waits'",
    becomes: "'list-waits'",
    killedBy: ['test/functions/web/uploads/upload-acts.test.ts'],
  },
}
