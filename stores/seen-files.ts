/** Which upload of an office and form brought just these bytes: `FILE#<division>` / `<office>/<form>/<SHA-256>`. */
import * as z from 'zod'
import type { Upload } from '../schemas/records/upload.ts'
import type { WorkTable } from './work.ts'

export interface SeenFiles {
  /** The upload that is kept for these bytes: this one where there was none. */
  first(upload: Upload, sha256: string): Promise<string>
  /** This one from now on. */
  replace(upload: Upload, sha256: string): Promise<void>
}

export function seenFiles(work: WorkTable): SeenFiles {
  const key = ({ division, office, form }: Upload, sha256: string) => ({
    pk: `FILE#${division}`,
    sk: `${office}/${form}/${sha256}`,
  })
  return {
    async first(upload, sha256) {
      if (await work.putNew(key(upload, sha256), { upload: upload.id })) return upload.id
      return z.object({ upload: z.string() }).parse(await work.get(key(upload, sha256))).upload
    },
    async replace(upload, sha256) {
      await work.update(key(upload, sha256), { set: { upload: upload.id } })
    },
  }
}
