/** A produced workbook goes into the outbox and the division's list. */
import { randomUUID } from 'node:crypto'
import { createWriteStream, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import type { Output } from '../../../schemas/records/output.ts'
import type { Outputs } from '../../../stores/months/outputs.ts'
import type { Objects } from '../../../stores/objects/objects.ts'

export interface Deliverer {
  readonly outbox: Objects
  readonly outputs: Outputs
}

export async function deliver(
  { outbox, outputs }: Deliverer,
  output: Omit<Output, 'key'>,
  write: (out: Writable) => Promise<unknown>,
): Promise<void> {
  const { division, period, folder, name, version } = output
  const file = join(tmpdir(), `yingbao-${randomUUID()}.xlsx`)
  try {
    await write(createWriteStream(file))
    const key = `outputs/${division}/${period}/${folder}/${version}/${name}`
    await outbox.putFile(key, file)
    await outputs.put({ ...output, key })
  } finally {
    rmSync(file, { force: true })
  }
}
