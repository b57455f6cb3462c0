/** What offices were hurt by when they walked through the hub: batches, search, forms, urges, data, keys and restored tables. */
import type { Mutant, Mutants } from './mutant.ts'

const of =
  (file: string, test: string) =>
  (undoes: string, text: string, becomes: string, name?: string): Mutant => ({
    ...{ undoes, file, text, becomes },
    killedBy: name === undefined ? [test] : [test, name],
  })
const EVERY_LIST = 'test/flow/every-list.test.ts'
const FORMS = 'test/flow/forms-kept.test.ts'
const putBack = of('stores/upkeep/put-back.ts', 'test/stores/upkeep/put-back.test.ts')
const key = of('infra/harden.ts', 'test/infra/hub.test.ts')

export const MENDED: Mutants = {
  'mended-approved-as-prepared': of('functions/batch/approve.ts', 'test/delivery/amounts.test.ts')(
    'bank and finance are told what is so at approval',
    '[...ready.values()].flatMap(({ row }) => (reason.has(row.key) ? [] : [row]))',
    'prepared.filter(({ key }) => !reason.has(key))',
    'what a list or register says between',
  ),
  'mended-set-aside-unsaid': of('functions/web/persons/roster.ts', 'test/delivery/listed-elsewhere.test.ts')(
    'a listing that is set aside is said to be another county’s',
    '...(isElsewhere && { isElsewhere })',
    '',
    'another county is responsible',
  ),
  'mended-nameless': of('functions/shared/cases/open-cases.ts', 'test/functions/shared/cases/open-cases.test.ts')(
    'whose list was taken back bears the name of then',
    '[listing.name] : namesKnown(person, active)',
    "[listing.name] : ['']",
  ),
  'mended-merged-cell': of('wording/row-reasons.ts', 'test/wording/row-reasons.test.ts')(
    'a township that a merged cell leaves blank is explained',
    '合并的单元格只有第一行算填了：请取消合并，逐行填写。',
    '',
  ),
  'mended-months-before': of('rules/statistics/months.ts', 'test/rules/statistics/months.test.ts')(
    'pictures begin with the first month that anybody owed',
    'month >= first || ',
    "month >= '' || ",
  ),
  'mended-month-asked-for': of('rules/statistics/months.ts', 'test/rules/statistics/months.test.ts')(
    'the month that is asked for is shown all the same',
    ' || month === period',
    '',
  ),
  'mended-accounts-unsearched': of('pages/access/people/people-lines.ts', EVERY_LIST)(
    'a search of accounts finds those that it names',
    'text.includes(find)',
    'text !== find',
    'is counted, searched by what stands in no address',
  ),
  'mended-audit-whole': of('functions/web/access/audit/audit-pages.ts', EVERY_LIST)(
    'the file of the audit has what was looked for',
    'searchAudit(deps.audit, division, body, READ_MOST)',
    'searchAudit(deps.audit, division, {}, READ_MOST)',
    'what is looked for is downloaded',
  ),
  'mended-gap-begins': of('formats/audit-gaps.ts', 'test/formats/audit-gaps.test.ts')(
    'a gap of the audit begins behind the last head that stands, whatever is claimed',
    'Math.max(0, ...standing.map(({ seq }) => seq)) + 1',
    'kept + 1',
    'whatever whoever records it says was kept',
  ),
  'mended-heads-since': of('formats/audit-gaps.ts', 'test/formats/audit-gaps.test.ts')(
    'heads that are deposited after a restoration was recorded hold',
    'head.seq > one.kept && isBefore(head, one)',
    'head.seq > one.kept',
    'those before and since stand',
  ),
  'mended-problems-and-orders': of('pages/deadlines/problem-things.ts', EVERY_LIST)(
    'what is asked of one list of 问题清单 leaves the other as it is',
    "{ tab: 'matterTab', find: 'matterFind' }",
    "{ tab: 'tab', find: 'find' }",
    'what is asked of one list of the page',
  ),
  'mended-list-search': of('functions/web/readings/things.ts', 'test/functions/web/readings/things.test.ts')(
    'a list of mails, problems or keys is searched by what its rows say',
    'const found = find ? ',
    'const found = !find ? ',
    'a search looks into number, cells and state, counts with the tabs, and never for a person’s number',
  ),
  'mended-number-in-search': of('functions/web/readings/things.ts', 'test/functions/web/readings/things.test.ts')(
    'a person’s number in an address is looked for nowhere',
    "holdsNumber(said) ? '' : said.trim()",
    'said.trim()',
    'a search looks into number, cells and state, counts with the tabs, and never for a person’s number',
  ),
  'mended-delivered-waits': of('stores/webhooks/deliveries.ts', 'test/stores/webhooks/deliveries.test.ts')(
    'what was delivered is shown as waiting by nobody who reads between record and list',
    'found.filter((one) => one.state === state)',
    'found.filter((one) => one.state !== undefined || state)',
    'what was delivered waits no more',
  ),
  'mended-keys-unticked': of('pages/access/people/keys.tsx', FORMS)(
    'the boxes of a refused key stay as they were ticked',
    "tickedIn(fault, 'scopes[]') ?? Scope.options",
    'Scope.options',
    '接口密钥',
  ),
  'mended-waiting-unticked': of('pages/access/people/waiting.tsx', FORMS)(
    'who refuses accounts without a reason finds them ticked',
    ' ?? isAll',
    ' && isAll',
    '待确认的账号',
  ),
  'mended-government-silent': of('schemas/duties.ts', 'test/flow/answers.test.ts')(
    'a township’s government urges its service office',
    "by: ['township-government'] }",
    "by: ['bank'] }",
    'a case is urged from the township',
  ),
  'mended-failure-untold': of('functions/deadlines/take-note.ts', 'test/delivery/requests.test.ts')(
    'a row that has failed is counted on the township’s home page at once',
    "upload.form !== ('allocation' satisfies AnswerForm)",
    "upload.form === ('settlement' satisfies AnswerForm)",
    'a return of the bank ends its request',
  ),
  'mended-tasks-of-one-page': of('functions/web/home/home-routes.ts', EVERY_LIST)(
    'a program is told each task once, page by page',
    "[whose, due, href, what, of].join(' ')",
    'whose',
    'a program is told what the home page says',
  ),
  'mended-orders-of-others': of('functions/web/deadlines/seen-orders.ts', EVERY_LIST)(
    'an order is told to whoever sees it alone',
    ".filter(({ to }) => permits('see', 'supervision', to))",
    '',
    'an order and its words',
  ),
  'mended-restored-stale': putBack(
    'what a restored table says otherwise is put back',
    '!there || !isAlike(item, there)',
    '!there',
  ),
  'mended-restored-besides': putBack('what the table has besides goes', 'await write(besides', 'void (besides'),
  'mended-restored-uncounted': putBack(
    'nothing is written where it is only counted',
    'isWritten ? requests : []',
    'requests',
  ),
  'mended-key-of-china': key(
    'the key’s policy names the logs as the partition does',
    '{Aws.URL_SUFFIX}',
    '{"amazonaws.com"}',
    'the key of a hub in production',
  ),
  'mended-key-of-services': key(
    'the key serves tables wherever the addresses end',
    '.amazonaws.com*`',
    '.amazonaws.com`',
    'the key of a hub in production',
  ),
}
