/**
 * Mails, claimed before sending: `MAIL#<day>` / id. Mails not known as sent: `MAIL#OPEN` / id. What an office was told:
 * `TOLD#<division>#<office>` / day and id.
 */
import { Mailing, type MailingState, Told, type ToldKind } from '../../schemas/records/mailing.ts'
import type { Recipient } from '../../schemas/records/notice.ts'
import type { WorkTable } from '../aws/work.ts'

export type Unclaimed = Omit<Mailing, 'state' | 'claimedAt' | 'at' | 'code'>

/** To an office, whose page of notices shows it. */
export interface Telling extends Pick<Told, 'subject' | 'page'> {
  readonly to: Recipient
}

export interface Notices {
  /**
   * True for one caller, and never where the mail may have been sent.
   * @param telling what its page then says, however the mail fares
   */
  claim(mailing: Unclaimed, now: string, telling?: Telling): Promise<boolean>
  mark(
    mailing: Pick<Mailing, 'id' | 'day'>,
    state: Exclude<MailingState, 'claimed'>,
    now: string,
    code?: string,
  ): Promise<void>
  get(day: string, id: string): Promise<Mailing | undefined>
  ofDay(day: string): Promise<Mailing[]>
  open(): Promise<Mailing[]>
  waiting(): Promise<Mailing[]>
  /** The latest days first; without `next` there is no more. */
  told(
    to: Recipient,
    options: { readonly limit: number; readonly after?: string | undefined },
  ): Promise<{ readonly items: Told[]; readonly next?: string | undefined }>
  close(id: string): Promise<void>
}

const key = ({ day, id }: Pick<Mailing, 'id' | 'day'>) => ({ pk: `MAIL#${day}`, sk: id })
const KEPT_DAYS = 400
const pkOf = ({ division, office }: Recipient) => `TOLD#${division}#${office}`
/** Its place among what the office was told. */
const toldPlace = ({ day, id }: Pick<Told, 'day' | 'id'>): string => `${day}#${id}`
const kindOfTold = ({ about }: Pick<Mailing, 'about'>): ToldKind => ('notices' in about ? 'deadlines' : about.type)
const openKey = (id: string) => ({ pk: 'MAIL#OPEN', sk: id })

export function notices(work: WorkTable): Notices {
  const get: Notices['get'] = async (day, id) => {
    const item = await work.get(key({ day, id }))
    return item && Mailing.parse(item)
  }
  const putOnList = ({ id, day }: Pick<Mailing, 'id' | 'day'>, state: MailingState) =>
    work.update(openKey(id), { set: { day, state } })
  const listed = async (state?: MailingState) => {
    const items = (await work.list('MAIL#OPEN')).filter((item) => state === undefined || item.state === state)
    const found = await work.getAll(items.map(({ day, sk }) => key({ day: String(day), id: String(sk) })))
    return found.flatMap((mailing) => (mailing ? [Mailing.parse(mailing)] : []))
  }
  const tell = async (mailing: Unclaimed, at: string, { to, subject, page }: Telling) => {
    const { id, day } = mailing
    const told = Told.parse({ id, day, at, kind: kindOfTold(mailing), subject, page })
    const expires = Math.ceil(Date.parse(at) / 1000) + KEPT_DAYS * 86_400
    await work.putNew({ pk: pkOf(to), sk: toldPlace(mailing) }, { ...told, expires })
  }
  return {
    get,
    async claim(mailing, now, telling) {
      const claimed = Mailing.parse({ ...mailing, state: 'claimed', claimedAt: now })
      let isMine = await work.putNew(key(mailing), claimed)
      if (!isMine) {
        const { ok } = await work.update(key(mailing), {
          set: { state: 'claimed', claimedAt: now, at: undefined, code: undefined },
          condition: '#state = :waiting',
          values: { waiting: 'waiting' },
        })
        isMine = ok
      }
      // The claimant may have crashed before the mail was listed.
      if (!isMine && (await get(mailing.day, mailing.id))?.state !== 'claimed') return false
      if (isMine) await putOnList(mailing, 'claimed')
      else await work.putNew(openKey(mailing.id), { day: mailing.day, state: 'claimed' })
      if (telling) await tell(mailing, now, telling)
      return isMine
    },
    async mark(mailing, state, now, code) {
      if (state !== 'sent') {
        await work.update(key(mailing), { set: { state, at: now, code } })
        return void (await putOnList(mailing, state))
      }
      const isSent = { condition: '#state = :claimed', values: { claimed: 'claimed' } }
      const { ok } = await work.update(key(mailing), { set: { state, at: now, code }, ...isSent })
      if (ok) await work.remove(openKey(mailing.id))
    },
    ofDay: async (day) => (await work.list(`MAIL#${day}`)).map((item) => Mailing.parse(item)),
    open: async () => (await listed()).filter(({ state }) => state !== 'sent'),
    waiting: async () => (await listed('waiting')).filter(({ state }) => state === 'waiting'),
    async told(to, { limit, after }) {
      const found = await work.list(pkOf(to), { latestFirst: true, limit: limit + 1, after })
      const items = found.slice(0, limit).map((item) => Told.parse(item))
      const last = items.at(-1)
      return { items, next: last && found.length > limit ? toldPlace(last) : undefined }
    },
    async close(id) {
      await work.remove(openKey(id))
    },
  }
}
