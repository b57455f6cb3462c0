/** An answer is read, judged row by row, and written; repeating is safe from anywhere (docs/cases.md#files-that-come-in). */
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '../../../schemas/fault.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { type AnswerForm, inboxKey, isAnswerForm, type Refusal, type Upload } from '../../../schemas/records/upload.ts'
import { SentUnits } from '../../../schemas/records/work-units.ts'
import { log } from '../../log.ts'
import { sendUnits } from '../../send-units.ts'
import type { IntakeDeps } from '../deps.ts'
import { ReturnedSpool } from '../reader/returned-spool.ts'
import { returnRows } from '../return-rows.ts'
import { readingTime, refuse, sameFile, settle } from '../settle-upload.ts'
import type { Answer, Taken } from './answer.ts'
import { takeMaterials } from './materials.ts'
import { readAnswer } from './read-answer.ts'
import { RowFile } from './row-file.ts'

type Take = (deps: IntakeDeps, answer: Answer) => Promise<Taken | { readonly refusal: Refusal }>

const TAKE: Partial<Record<AnswerForm, Take>> = { materials: takeMaterials }

export async function takeAnswer(deps: IntakeDeps, upload: Upload, policy: Policy): Promise<void> {
  const { form } = upload
  const take = isAnswerForm(form) ? TAKE[form] : undefined
  if (!take || !isAnswerForm(form)) throw new Fault('impossible', 'an answer of a form that is none')
  const scratch = join(tmpdir(), `yingbao-${randomUUID()}`)
  const returned = new ReturnedSpool(`${scratch}.spool`)
  const rows = new RowFile(`${scratch}.answer`)
  try {
    const sha256 = await deps.inbox.download(inboxKey(upload), scratch, upload.reading?.sha256)
    const read = await readAnswer(scratch, form, rows, readingTime())
    if ('refusal' in read) return await refuse(deps, upload, read.refusal, false)
    const taken = await take(deps, { upload, policy, read, returned })
    if ('refusal' in taken) return await refuse(deps, upload, taken.refusal, false)
    await finish(deps, { upload, policy, read, returned }, taken, { sha256, scratch })
  } finally {
    returned.dispose()
    rows.dispose()
    rmSync(scratch, { force: true })
  }
}

/** Returned rows are written before anything counts, so that a sender hears of them whatever comes after. */
async function finish(
  deps: IntakeDeps,
  { upload, policy, read, returned }: Answer,
  { write, ...judged }: Taken,
  { sha256, scratch }: { sha256: string; scratch: string },
): Promise<void> {
  const isNone = judged.returned === read.count
  const reading = { sha256, rows: read.count, unreadSheets: isNone ? [] : [...read.unread], ...judged }
  const code = isNone ? ('all-returned' as const) : undefined
  const whose = { ...upload, reading }
  const keys =
    returned.count > 0 ? await returnRows(deps.outbox, whose, read.form, policy, returned, scratch, code) : {}
  const sameAs = code ? undefined : await sameFile(deps, upload, sha256)
  if (!(await deps.uploads.recordReading(upload, { reading, ...keys, ...(sameAs && { sameAs }) }))) return
  if (code) return refuse(deps, upload, { code }, true)
  const units = await write()
  log('info', {
    stage: 'intake',
    what: 'answered',
    ...{ division: upload.division, upload: upload.id, rows: reading.rows, returned: reading.returned },
  })
  const settled = await settle(deps, upload, { state: 'accepted' }, units)
  if (units) await sendUnits(deps.matchQueue, settled, units)
  await deps.sendOn(settled)
}

/** A crash may have left units unsent. */
export async function resumeAnswer(deps: IntakeDeps, upload: Upload): Promise<void> {
  const done = new Set(upload.unitsDone)
  for (const text of upload.unitObjects ?? []) {
    const units = SentUnits.parse(JSON.parse(text))
    const ranges = units.ranges.filter(({ shard }) => !done.has(`${units.version}.${shard}`))
    await sendUnits(deps.matchQueue, upload, { ...units, ranges })
  }
  await deps.sendOn(upload)
}
