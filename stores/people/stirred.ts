/** Persons whose cases may stand otherwise than a close left them: `STIRRED#<county>` / when and which. */
import { createHash } from 'node:crypto'
import type { WorkTable } from '../aws/work.ts'

export interface Stirred {
  /**
   * Before the persons are written: who reads persons and then this finds each.
   * @param by ids of the uploads and runs that may have stirred them
   */
  note(county: string, keys: readonly string[], at: string, by: readonly string[]): Promise<void>
  /** Whether an upload or a run may have stirred somebody at or after a moment. */
  hasBy(county: string, at: string, by: string): Promise<boolean>
  /** @returns by key, when a person was last noted at or after a moment; strongly consistent */
  since(county: string, at: string): Promise<ReadonlyMap<string, string>>
}

/** Days: a case of last year is held against its own year's last close. */
const KEPT = 800
const BYTES = 15

const pkOf = (county: string) => `STIRRED#${county}`

export function stirred(work: WorkTable): Stirred {
  return {
    async note(county, keys, at, by) {
      const bytes = Buffer.from(keys.join(''), 'hex')
      const which = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
      const expires = Math.ceil(Date.parse(at) / 1000) + KEPT * 86_400
      // A repeat finds it there.
      await work.putNew({ pk: pkOf(county), sk: `${at}#${which}` }, { keys: bytes, expires, by })
    },
    hasBy: async (county, at, by) =>
      (await work.list(pkOf(county), { after: at })).some((item) => (item.by as string[] | undefined)?.includes(by)),
    async since(county, at) {
      const last = new Map<string, string>()
      for (const { sk, keys } of await work.list(pkOf(county), { after: at })) {
        const [time = ''] = String(sk).split('#')
        const hex = Buffer.from(keys as Uint8Array).toString('hex')
        for (let from = 0; from < hex.length; from += 2 * BYTES) last.set(hex.slice(from, from + 2 * BYTES), time)
      }
      return last
    },
  }
}
