/** Intake reads a file and puts it into its roster; repeating is safe from anywhere. */

import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { periodNumber } from '../../formats/entries.ts'
import type { ParsedList } from '../../formats/roster.ts'
import { UnitLines } from '../../formats/unit-lines.ts'
import { SIZE_LIMIT } from '../../forms/incoming/sheet/open.ts'
import { divisionIndex } from '../../rules/rows/divisions.ts'
import { policyFor } from '../../schemas/canary.ts'
import type { Form } from '../../schemas/columns.ts'
import { FORMS } from '../../schemas/columns.ts'
import { Fault } from '../../schemas/fault.ts'
import type { HeldConfirmed, ListWithdrawn, NilReported, ToIntake } from '../../schemas/messages/to-intake.ts'
import { present } from '../../schemas/present.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { ANSWERED_BY, headOf, inboxKey, isAnswerForm, listOf, type Upload } from '../../schemas/records/upload.ts'
import { log, measure } from '../shared/stages/log.ts'
import { resumeAnswer, takeAnswer } from './answers/take-answer.ts'
import { compareWithCounties } from './compare-city.ts'
import type { IntakeDeps } from './deps.ts'
import { giveUp } from './give-up.ts'
import { type AcceptedFile, type RefusedFile, readFile } from './reader/read-file.ts'
import { ReturnedSpool } from './reader/returned-spool.ts'
import { RowSpool } from './reader/row-spool.ts'
import { returnRows } from './return-rows.ts'
import { carryOut } from './roster/carry-out.ts'
import type { Placing } from './roster/merge-lists.ts'
import { placeList } from './roster/place-list.ts'
import type { ReadList } from './roster/write-units.ts'
import { readingTime, refuse, sameFile, settle } from './settle-upload.ts'

export { giveUp }

export async function run(deps: IntakeDeps, message: ToIntake): Promise<void> {
  if ('type' in message) return decided(deps, message)
  if (!('Records' in message)) return
  for (const { s3 } of message.Records)
    await arrive(deps, decodeURIComponent(s3.object.key.replaceAll('+', ' ')), s3.object.size)
}

async function arrive(deps: IntakeDeps, key: string, size: number): Promise<void> {
  const [division = '', , , , id = ''] = key.split('/')
  const upload = await deps.uploads.get(division, id)
  if (!upload) return log('error', { stage: 'intake', what: 'an object that no upload asked for', division })
  if (upload.discarded) return
  if (upload.state !== 'requested') return resume(deps, upload)
  if (upload.withdrawn) return place(deps, { upload, act: 'withdraw' })

  const policy = policyFor(upload.division, await deps.policies.get(upload.policy))
  const form = formFor(upload, policy)
  if (!form) return refuse(deps, upload, { code: 'form-mismatch' }, false)
  if (size > SIZE_LIMIT) return refuse(deps, upload, { code: 'file-too-large' }, false)

  if (isAnswerForm(upload.form)) return takeAnswer(deps, upload, policy)

  const read = await readObject(deps, upload, form, policy, true)
  if (!read) return
  if ('refusal' in read) return refuse(deps, upload, read.refusal, read.reading !== undefined)
  measure({
    stage: 'intake',
    what: 'read',
    division,
    upload: id,
    rows: read.reading.rows,
    returned: read.reading.returned,
  })
  if (division === policy.city.code) return settleCityList(deps, upload, read, policy)
  await place(deps, { upload, act: 'place', read: { ...read, limits: policy.held } })
}

async function settleCityList(deps: IntakeDeps, upload: Upload, read: AcceptedFile, policy: Policy): Promise<void> {
  const list = listOf(upload.form)
  // Whoever a list of new persons lacks is not missing in it.
  const compared =
    list?.mode === 'full' ? await compareWithCounties(deps, upload, read, list.category, policy) : { compared: [] }
  const effect = { began: 0, kept: 0, ended: 0, protected: 0 }
  const settlement = { state: 'accepted' as const, effect, ...compared }
  await settle(deps, upload, settlement)
}

async function decided(
  deps: IntakeDeps,
  { type, division, upload: id }: HeldConfirmed | ListWithdrawn | NilReported,
): Promise<void> {
  const upload = await deps.uploads.get(division, id)
  if (!upload) throw new Fault('upload-missing', 'a decision about an upload that is not there')
  switch (type) {
    case 'held.confirmed':
      return place(deps, { upload, act: 'confirm', read: await readPlaced(deps, upload) })
    case 'list.withdrawn':
      return place(deps, { upload, act: 'withdraw' })
    case 'nil.reported':
      if (upload.state !== 'requested') return resume(deps, upload)
      if (upload.discarded) return
      return place(deps, { upload, act: 'place', read: await readPlaced(deps, upload) })
  }
}

async function place(deps: IntakeDeps, placing: Placing): Promise<void> {
  const { upload, act } = placing
  const readAgain = async (division: string, id: string) =>
    readPlaced(deps, present(await deps.uploads.get(division, id), 'the upload of a placed list', 'upload-missing'))
  try {
    if ((await placeList({ ...deps, readPlaced: readAgain }, placing)) === 'done') return
  } finally {
    placing.read?.rows?.dispose()
  }
  if (act === 'place') return refuse(deps, upload, { code: 'file-unreadable', detail: 'forgotten' }, false)
  // The sender was refused, unless too many lists came just then.
  await deps.uploads.keep(upload.division, upload.id)
  log('error', {
    stage: 'intake',
    what: 'a list is to be taken out that is forgotten',
    division: upload.division,
    upload: upload.id,
  })
}

/** A crash may have left a settled change pending, or nobody told. */
async function resume(deps: IntakeDeps, upload: Upload): Promise<void> {
  await deps.uploads.noteOpen(upload)
  await deps.settled(upload)
  if (isAnswerForm(upload.form)) return resumeAnswer(deps, upload)
  if (upload.sequence === undefined) return
  const head = await deps.heads.get(headOf(upload.division, upload.form))
  if (head.pending) await carryOut(deps, head)
}

/**
 * @param report whether receipt and returned rows are written
 * @returns undefined where the sender gave the upload up
 */
async function readObject(
  deps: IntakeDeps,
  upload: Upload,
  form: Form,
  policy: Policy,
  report: boolean,
): Promise<RefusedFile | AcceptedFile | undefined> {
  const scratch = join(tmpdir(), `yingbao-${randomUUID()}`)
  const spool = new ReturnedSpool(`${scratch}.spool`)
  const rows = new RowSpool(`${scratch}.register`)
  let areRowsKept = false
  try {
    const sha256 = await deps.inbox.download(inboxKey(upload), scratch, upload.reading?.sha256)
    const sender = {
      today: upload.day,
      division: upload.division,
      city: policy.city.code,
      divisions: divisionIndex(policy),
    }
    const mode = listOf(upload.form)?.mode ?? 'full'
    const read = await readFile(
      scratch,
      { form, mode, period: upload.period, sender, hash: await deps.keyedHash(), shards: deps.shards },
      { returned: spool, rows },
      report ? readingTime() : undefined,
    )
    if (report && read.reading) {
      const refused = 'refusal' in read ? read.refusal.code : undefined
      const reading = { sha256, ...read.reading }
      const whose = { ...upload, reading }
      const keys = spool.count > 0 ? await returnRows(deps.outbox, whose, form, policy, spool, scratch, refused) : {}
      const sameAs = refused ? undefined : await sameFile(deps, upload, sha256)
      const found = { reading, ...keys, ...(sameAs && { sameAs }) }
      if (!(await deps.uploads.recordReading(upload, found))) return undefined
    }
    areRowsKept = 'rows' in read
    return read
  } finally {
    spool.dispose()
    if (!areRowsKept) rows.dispose()
    rmSync(scratch, { force: true })
  }
}

/** Placed lists are read by the policy of their day. */
export async function readPlaced(deps: IntakeDeps, upload: Upload): Promise<ReadList> {
  const policy = policyFor(upload.division, await deps.policies.get(upload.policy))
  const limits = policy.held
  if (upload.nil) return { ...nobody(upload, deps.shards), limits }
  const form = formFor(upload, policy)
  const read = form && (await readObject(deps, upload, form, policy, false))
  if (!read || 'refusal' in read) throw new Fault('list-unreadable', 'a placed list cannot be read any more')
  return { ...read, limits }
}

/** 零报告: a full list with nobody on it. */
function nobody({ period }: Upload, shards: number): Pick<ReadList, 'list' | 'lines'> {
  const none: ReadonlySet<string> = new Set()
  const list: ParsedList = {
    mode: 'full',
    period: periodNumber(period),
    entries: Buffer.alloc(0),
    returnedKeys: none,
    returnedNames: none,
    unnumbered: none,
    nameless: [],
    doubts: ['nil-return'],
  }
  return { list, lines: new UnitLines(shards) }
}

function formFor(upload: Upload, policy: Policy): Form | undefined {
  if (isAnswerForm(upload.form)) {
    const isOf = upload.form === 'materials' ? policy.counties.flatMap((c) => c.townships) : policy.counties
    const office = upload.closesRows ? 'social-insurance' : ANSWERED_BY[upload.form]
    const isSent = upload.office === office && isOf.some(({ code }) => code === upload.division)
    return isSent ? FORMS[upload.form] : undefined
  }
  if (upload.form === 'register') {
    // The city's schemes stand in counties' registers; one of its own would be accepted for nothing.
    const isSent = upload.office === 'social-insurance' && upload.division !== policy.city.code
    return isSent ? FORMS.register : undefined
  }
  const list = listOf(upload.form)
  const category = policy.categories.find((c) => c.code === list?.category)
  return category && category.office === upload.office ? FORMS[category.form] : undefined
}
