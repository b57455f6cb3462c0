/** An answer is read, judged row by row, and written; repeating is safe from anywhere (docs/cases.md#files-that-come-in). */
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '../../../schemas/fault.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { type AnswerForm, inboxKey, isAnswerForm, type Refusal, type Upload } from '../../../schemas/records/upload.ts'
import { SentUnits } from '../../../schemas/records/work-units.ts'
import { measure } from '../../shared/stages/log.ts'
import { sendUnits } from '../../shared/work/send-units.ts'
import type { IntakeDeps } from '../deps.ts'
import { ReturnedSpool } from '../reader/returned-spool.ts'
import { returnRows } from '../return-rows.ts'
import { readingTime, refuse, sameFile, settle } from '../settle-upload.ts'
import { takeAllocations } from './allocations.ts'
import type { Answer, Taken } from './answer.ts'
import { takeReturn } from './bank-returns.ts'
import { takeMaterials } from './materials.ts'
import { readAnswer } from './read-answer.ts'
import { RowFile } from './row-file.ts'
import { takeSettlements } from './settlements.ts'

type Take = (deps: IntakeDeps, answer: Answer) => Promise<Taken | { readonly refusal: Refusal }>

const TAKE: Record<AnswerForm, Take> = {
  materials: takeMaterials,
  settlement: takeSettlements,
  'bank-return': takeReturn,
  allocation: takeAllocations,
}

/** Answers about one batch or request at once. */
const TRIES = 5

export async function takeAnswer(deps: IntakeDeps, upload: Upload, policy: Policy): Promise<void> {
  const { form } = upload
  if (!isAnswerForm(form)) throw new Fault('impossible', 'an answer of a form that is none')
  const take = TAKE[form]
  const scratch = join(tmpdir(), `yingbao-${randomUUID()}`)
  const returned = new ReturnedSpool(`${scratch}.spool`)
  const rows = new RowFile(`${scratch}.answer`)
  try {
    const sha256 = await deps.inbox.download(inboxKey(upload), scratch, upload.reading?.sha256)
    const read = await readAnswer(scratch, form, rows, readingTime())
    if ('refusal' in read) return await refuse(deps, upload, read.refusal, false)
    for (let tries = TRIES; tries > 0; tries--) {
      const taken = await take(deps, { upload, policy, read, returned })
      if ('refusal' in taken) return await refuse(deps, upload, taken.refusal, false)
      if ((await finish(deps, { upload, policy, read, returned }, taken, { sha256, scratch })) === 'done') return
    }
    throw new Fault('moved-by-others', 'other answers write the same again and again')
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
  { write, calls, ...judged }: Taken,
  { sha256, scratch }: { sha256: string; scratch: string },
): Promise<'done' | 'moved'> {
  const isNone = judged.returned === read.count
  const reading = { sha256, rows: read.count, unreadSheets: isNone ? [] : [...read.unread], ...judged }
  const code = isNone ? ('all-returned' as const) : undefined
  const whose = { ...upload, reading }
  const keys =
    returned.count > 0 ? await returnRows(deps.outbox, whose, read.form, policy, returned, scratch, code) : {}
  const sameAs = code ? undefined : await sameFile(deps, upload, sha256)
  if (
    !(await deps.uploads.recordReading(upload, {
      reading,
      ...keys,
      ...(calls && { calls }),
      ...(sameAs && { sameAs }),
    }))
  )
    return 'done'
  if (code) {
    await refuse(deps, upload, { code }, true)
    return 'done'
  }
  const units = await write()
  if (units === 'moved') return units
  measure({
    stage: 'intake',
    what: 'answered',
    ...{ division: upload.division, upload: upload.id, rows: reading.rows, returned: reading.returned },
  })
  const settled = await settle(deps, upload, { state: 'accepted' }, units)
  if (units) await sendUnits(deps.matchQueue, settled, units)
  await deps.sendOn(settled)
  return 'done'
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
