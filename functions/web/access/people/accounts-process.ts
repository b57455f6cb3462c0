/** A process that reads one workbook of accounts: offices as a line of JSON, then the bytes, come in; rows and faults go out. */
import { type NamedOffice, readAccounts } from '../../../../forms/incoming/accounts.ts'
import { bufferSource } from '../../../../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../../../../forms/incoming/sheet/open.ts'
import { ReadAgain, UnreadableFile } from '../../../../forms/incoming/sheet/sheet.ts'
import type { AccountsReply } from './read-accounts.ts'

process.stdout.write(JSON.stringify(await reply()))

async function reply(): Promise<AccountsReply> {
  const pieces: Buffer[] = []
  for await (const piece of process.stdin) pieces.push(piece)
  const all = Buffer.concat(pieces)
  const line = all.indexOf('\n')
  const offices = JSON.parse(all.subarray(0, line).toString()) as NamedOffice[]
  try {
    const workbook = await openWorkbook(bufferSource(all.subarray(line + 1)), { isHeader: () => true })
    const read = () => readAccounts(workbook, offices)
    return {
      reading: await read().catch((error) => {
        if (error instanceof ReadAgain) return read()
        throw error
      }),
    }
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: { code: error.code, reason: error.reason } }
    throw error
  }
}
