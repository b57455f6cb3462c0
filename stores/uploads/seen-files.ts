/** The upload that brought given bytes: `FILE#<division>` / `<office>/<form>/<SHA-256>`. */
import * as z from 'zod'
import type { Upload } from '../../schemas/records/upload.ts'
import type { WorkTable } from '../aws/work.ts'

export interface SeenFiles {
  /** The earlier upload of the same bytes stands. */
  first(upload: Upload, sha256: string): Promise<string>
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
