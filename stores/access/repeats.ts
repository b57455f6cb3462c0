/** Acts under an `Idempotency-Key`: `REPEAT#<account or API key>` / SHA-256 of what was said. */
import { KEPT_HOURS, Repeat } from '../../schemas/records/repeat.ts'
import type { WorkTable } from '../aws/work.ts'

export interface RepeatKey {
  readonly account: string
  readonly key: string
  /** SHA-256 of what is asked for. */
  readonly asked: string
}

export type Begun =
  | { readonly is: 'new'; readonly at: string }
  | { readonly is: 'running' | 'other' }
  | { readonly is: 'answered'; readonly answer: string }

export interface Repeats {
  begin(key: RepeatKey, now: Date): Promise<Begun>
  /** @param at the beginning that `begin` answered: who was overtaken changes nothing */
  keep(key: RepeatKey, at: string, answer: string): Promise<void>
  forget(key: RepeatKey, at: string): Promise<void>
}

/** Seconds after which an act has died that has not answered; requests end after thirty. */
const RUNS_AT_MOST = 60
/** Characters; DynamoDB keeps 400 KB. What answers more is done again. */
const LONGEST = 100_000

const keyOf = ({ account, key }: RepeatKey) => ({ pk: `REPEAT#${account}`, sk: key })

export function repeats(work: WorkTable): Repeats {
  const forget: Repeats['forget'] = async (key, at) => {
    await work.removeIf(keyOf(key), { condition: '#at = :at', names: ['at'], values: { at } })
  }
  return {
    async begin(key, now) {
      const at = now.toISOString()
      const expires = Math.ceil(now.getTime() / 1000) + KEPT_HOURS * 3600
      const record = { ...Repeat.parse({ asked: key.asked, at }), expires }
      if (await work.putNew(keyOf(key), record)) return { is: 'new', at }
      const item = await work.get(keyOf(key))
      if (!item) return { is: 'running' }
      const before = Repeat.parse(item)
      const seconds = (now.getTime() - Date.parse(before.at)) / 1000
      const isOver = seconds > (before.answer === undefined ? RUNS_AT_MOST : KEPT_HOURS * 3600)
      if (!isOver && before.asked !== key.asked) return { is: 'other' }
      if (!isOver) return before.answer === undefined ? { is: 'running' } : { is: 'answered', answer: before.answer }
      const { ok } = await work.update(keyOf(key), {
        set: { ...record, answer: undefined },
        condition: '#at = :before',
        names: ['at'],
        values: { before: before.at },
      })
      return ok ? { is: 'new', at } : { is: 'running' }
    },
    async keep(key, at, answer) {
      if (answer.length > LONGEST) return forget(key, at)
      await work.update(keyOf(key), {
        set: { answer },
        condition: '#at = :at',
        names: ['at'],
        values: { at },
      })
    },
    forget,
  }
}
