/** Mails to the auditors of a division: whom nobody but the hub can reach, and who hold what the table is held against. */
import { renderWords } from '../../forms/letters/letter.ts'
import { Fault } from '../../schemas/fault.ts'
import type { AboutAudit } from '../../schemas/messages/to-deadlines.ts'
import { dayAndWeekday } from '../../wording/dates.ts'
import { auditLetter } from '../../wording/letters/audit-letter.ts'
import { log } from '../shared/stages/log.ts'
import type { DeadlinesDeps } from './deps.ts'

/** @throws Fault where the mail server is down; a repeat is harmless */
export async function tellAuditors(deps: DeadlinesDeps, about: AboutAudit): Promise<void> {
  const { division, day, head, broken, gaps } = about
  const accounts = await deps.accounts.inCounty(division)
  const policy = await deps.policies.inForce()
  const { to, words } = auditLetter(policy, about)
  const mail = renderWords(words, { to, date: dayAndWeekday(day), url: `${deps.portal}/${words.step.page}` })
  for (const account of accounts) {
    const address = account.signInName
    if (!account.duties.includes('auditor') || account.lockedAt || !address?.includes('@')) continue
    const id = [
      'audit',
      day,
      division,
      ...(broken ? ['broken', broken.seq] : [head?.seq ?? `gap-${gaps?.at(-1)?.first}`]),
      account.id,
    ].join('.')
    const { state } = await deps.mail.send({ id, day, to: [address], ...mail, date: deps.now() })
    if (state === 'down') throw new Fault('mail-down', 'the mail server takes nothing now')
    if (state !== 'sent') log('error', { stage: 'deadlines', what: 'an auditor was not told', division, code: state })
  }
}
