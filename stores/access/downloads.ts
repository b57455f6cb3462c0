/** Files that an account asked for: `DOWNLOAD#<account>` / `<hash of the link's token>`. */
import { Download } from '../../schemas/records/download.ts'
import type { WorkTable } from '../aws/work.ts'

export interface DownloadKey {
  readonly account: string
  /** SHA-256 of the link's random number. */
  readonly hash: string
}

export interface Downloads {
  put(key: DownloadKey, download: Download): Promise<void>
  /** Once, in time, and by the holder alone; undefined for anybody else. */
  take(key: DownloadKey, holder: string, now: string): Promise<Download | undefined>
}

const keyOf = ({ account, hash }: DownloadKey) => ({ pk: `DOWNLOAD#${account}`, sk: hash })

export function downloads(work: WorkTable): Downloads {
  return {
    async put(key, download) {
      const expires = Math.ceil(Date.parse(download.until) / 1000)
      await work.putNew(keyOf(key), { ...Download.parse(download), expires })
    },
    async take(key, holder, now) {
      const { ok, after } = await work.update(keyOf(key), {
        set: { usedAt: now },
        condition: '#holder = :holder AND #until > :now AND attribute_not_exists(#usedAt)',
        names: ['holder', 'until'],
        values: { holder, now },
      })
      return ok ? Download.parse(after) : undefined
    },
  }
}
