import type { Told } from '../../schemas/records/mailing.ts'
import { whenName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { NO_NOTICES, NOTICES_OF_NOBODY, TOLD_KINDS } from '../../wording/notices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import type { ThingList } from '../parts/things.tsx'

/** What an office was told, without the page where its reader may not open it. */
export interface ShownNotice extends Omit<Told, 'page'> {
  readonly page?: string | undefined
}

/** Nothing of it waits: what is to be done stands among the tasks. */
export function noticeThings(notices: readonly ShownNotice[], hasOffice = true): ThingList {
  return {
    id: 'notices',
    name: PAGE_NAMES.notices,
    numbered: HEADINGS.told,
    stated: HEADINGS.kind,
    columns: [HEADINGS.time],
    things: notices.map(({ day, at, kind, subject, page }) => ({
      href: page === undefined ? undefined : `/${page}`,
      number: subject,
      cells: [whenName(day, at)],
      state: { words: TOLD_KINDS[kind], tone: 'plain', moving: false },
      stage: 'done',
    })),
    empty: hasOffice ? NO_NOTICES : NOTICES_OF_NOBODY,
    compact: true,
    tabs: [],
  }
}
