/** What heads of offices, administration and security have to do about accounts and mail. */
import type { Task } from '../../../pages/home/task.ts'
import { isEnding } from '../../../rules/access/api-key-rules.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { deadLettersNote } from '../../../wording/dead-letters.ts'
import { officeName, placeOf } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { checkOf } from '../../../wording/people.ts'
import {
  accountsKept,
  accountsWait,
  CHECK_LATE_NOTE,
  deadDeliveries,
  keysEnding,
  mailsOpen,
  TASK_STATES,
  TASK_WORDS,
} from '../../../wording/tasks.ts'
import { accountNotes } from '../access/people/account-check-view.ts'
import { webhooksWithDead } from '../access/webhooks/dead-count.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, type Permits } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'
import { found } from '../http/refuse.ts'
import { deadLettersNow } from '../upkeep/dead-letters.ts'

/** Who has no part in it costs no read. */
export async function accountTasks(
  deps: WebDeps,
  policy: Policy,
  caller: Caller,
  permits: Permits,
  today: string,
): Promise<Task[]> {
  const actor = found(actorOf(caller))
  const own = { division: actor.division }
  // The city's officer confirms a county's accounts too.
  const places = [policy.city, ...policy.counties].map(({ code }) => code)
  const confirmed = places.filter((division) => permits('confirm', 'account', { division }))
  const isCitys = actor.division === policy.city.code
  const [{ mine, overdue, kept }, requests, mails, dead, keys, unworked] = await Promise.all([
    accountNotes(deps, caller),
    Promise.all(confirmed.map((division) => deps.accountRequests.list(division))),
    permits('administer', 'mail', own) ? deps.notices.open() : [],
    permits('administer', 'webhook', own) ? deadOf(deps, own.division) : [],
    permits('administer', 'api-key', own) ? deps.apiKeys.list(own.division) : [],
    isCitys && permits('administer', 'dead-letter', own) ? deadLettersNow(deps) : undefined,
  ])
  const waiting = requests.flat().filter(({ refused }) => !refused).length
  // The page is of one county: it opens where something waits.
  const place = confirmed.find((_, i) => requests[i]?.some(({ refused }) => !refused))
  const open = mails.filter(({ to }) => permits('administer', 'mail', to)).length
  const [first] = mine
  const ending = keys.filter((key) => isEnding(key, today)).map(({ until }) => until)
  const [soonest] = ending.sort()
  return [
    ...(first
      ? [
          {
            what: PAGE_NAMES.accountChecks,
            of: checkOf(mine.length),
            notes: [],
            href: '/account-checks',
            button: TASK_WORDS.confirm,
            due: first.dueOn,
            state: first.dueOn < today ? TASK_STATES.overdue : TASK_STATES.due,
          },
        ]
      : []),
    ...overdue.map((check) => ({
      what: PAGE_NAMES.accountChecks,
      of: placeOf(policy, check),
      notes: [CHECK_LATE_NOTE],
      href: '/people',
      button: TASK_WORDS.see,
      due: check.dueOn,
      state: TASK_STATES.overdue,
    })),
    ...(waiting > 0
      ? [plain(PAGE_NAMES.waiting, accountsWait(waiting), `/people/waiting?division=${place}`, TASK_WORDS.confirm)]
      : []),
    ...(unworked?.messages || unworked?.isLate
      ? [plain(PAGE_NAMES.deadLetters, deadLettersNote(unworked), '/dead-letters', TASK_WORDS.see)]
      : []),
    ...(open > 0 ? [plain(PAGE_NAMES.mails, mailsOpen(open), '/mails', TASK_WORDS.open)] : []),
    ...dead.map(({ id, count, office }) => ({
      ...plain(PAGE_NAMES.webhooks, deadDeliveries(count), `/webhooks/${id}`, TASK_WORDS.open),
      of: officeName(policy, { ...own, office }),
    })),
    ...(soonest ? [plain(PAGE_NAMES.keys, keysEnding(ending.length, soonest), '/keys', TASK_WORDS.see)] : []),
    ...(kept > 0 ? [plain(PAGE_NAMES.people, accountsKept(kept), '/people', TASK_WORDS.see)] : []),
  ]
}

/** Webhooks of which deliveries were given up. */
async function deadOf(deps: WebDeps, division: string) {
  const all = await webhooksWithDead(deps, division)
  return all.flatMap(({ webhook: { id, office }, dead }) => (dead > 0 ? [{ id, office, count: dead }] : []))
}

const plain = (what: string, note: string, href: string, button: string): Task => ({
  what,
  notes: [note],
  href,
  button,
  state: TASK_STATES.due,
})
