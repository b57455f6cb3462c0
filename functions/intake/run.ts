/** Intake: read the file -> say what it says -> put it where it belongs. Safe to repeat from anywhere. */
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SIZE_LIMIT } from '../../forms/sheet/open.ts'
import { placeIndex } from '../../rules/places.ts'
import type { Form } from '../../schemas/columns.ts'
import { FORMS } from '../../schemas/columns.ts'
import type { ToIntake } from '../../schemas/messages.ts'
import type { Policy } from '../../schemas/policy.ts'
import { headOf, inboxKey, listOf, type Refusal, type Upload } from '../../schemas/upload.ts'
import { log } from '../log.ts'
import { carryOut } from './carry-out.ts'
import { compareWithCounties } from './compare-city.ts'
import type { IntakeDeps } from './deps.ts'
import { giveUp } from './give-up.ts'
import { type PlaceDeps, placeList } from './place-list.ts'
import { type AcceptedFile, type RefusedFile, readFile } from './read-file.ts'
import { returnRows, writeRefusal } from './return-rows.ts'
import { ReturnedSpool } from './returned-spool.ts'

export { giveUp }

export async function run(deps: IntakeDeps, message: ToIntake): Promise<void> {
  if ('type' in message) return confirm(deps, message.division, message.upload)
  if (!('Records' in message)) return
  for (const { s3 } of message.Records)
    await arrive(deps, decodeURIComponent(s3.object.key.replaceAll('+', ' ')), s3.object.size)
}

/** A file has arrived under `<division>/<office>/<form>/<period>/<upload id>/original`. */
async function arrive(deps: IntakeDeps, key: string, size: number): Promise<void> {
  const [division = '', , , , id = ''] = key.split('/')
  const upload = await deps.uploads.get(division, id)
  if (!upload) return log('error', { stage: 'intake', what: 'an object that no upload asked for', division })
  if (upload.discarded) return
  if (upload.state !== 'requested') return resume(deps, upload)

  const policy = await deps.policies.get(upload.policy)
  const form = formFor(upload, policy)
  if (!form) return refuse(deps, upload, { code: 'form-mismatch' })
  if (size > SIZE_LIMIT) return refuse(deps, upload, { code: 'file-too-large' })

  const read = await readObject(deps, upload, form, policy, true)
  if ('refusal' in read) return refuse(deps, upload, read.refusal)
  log('info', {
    stage: 'intake',
    what: 'read',
    division,
    upload: id,
    rows: read.reading.rows,
    returned: read.reading.returned,
  })
  if (division === policy.city.code) return settleCityList(deps, upload, read, policy)
  await placeList(placeDeps(deps, policy), { upload, read, limits: limitsFor(form, policy), confirmed: false })
}

/** The city's lists are compared with the counties'; they neither begin nor end a listing. */
async function settleCityList(
  deps: IntakeDeps,
  upload: Upload,
  { lines }: AcceptedFile,
  policy: Policy,
): Promise<void> {
  const list = listOf(upload.form)
  const compared = list && (await compareWithCounties(deps, lines, list.category, policy))
  const settlement = { state: 'accepted' as const, ...(compared && { compared }) }
  await deps.settled(await deps.uploads.settle(upload.division, upload.id, settlement, deps.now().toISOString()))
}

/** A second person has confirmed a held list: it is folded once more, and now it ends. */
async function confirm(deps: IntakeDeps, division: string, id: string): Promise<void> {
  const upload = await deps.uploads.get(division, id)
  if (!upload?.confirmedBy) throw new Error('a list is confirmed that nobody has confirmed')
  const policy = await deps.policies.get(upload.policy)
  const form = formFor(upload, policy)!
  const read = await readObject(deps, upload, form, policy, false)
  if ('refusal' in read) throw new Error('a held list cannot be read any more')
  await placeList(placeDeps(deps, policy), { upload, read, limits: limitsFor(form, policy), confirmed: true })
}

/** Settled already; a crash may have left its change to be carried out, or nobody told. */
async function resume(deps: IntakeDeps, upload: Upload): Promise<void> {
  await deps.settled(upload)
  if (upload.gen === undefined) return
  const head = await deps.heads.get(headOf(upload.division, upload.form))
  if (head.pending) await carryOut(deps, head)
}

async function refuse(deps: IntakeDeps, upload: Upload, refusal: Refusal): Promise<void> {
  // The rows of an all-returned file, and its own line among them, are written where they were read.
  if (refusal.code !== 'all-returned')
    await deps.uploads.recordReading(upload, await writeRefusal(deps.outbox, upload, refusal.code))
  const at = deps.now().toISOString()
  await deps.settled(await deps.uploads.settle(upload.division, upload.id, { state: 'refused', refusal }, at))
  log('info', { stage: 'intake', what: 'refused', division: upload.division, upload: upload.id, code: refusal.code })
}

/** A file that takes longer to read is refused: tried again it would take as long (RULES section 3, `too-slow`). */
const READING_MS = 120_000

function late(milliseconds: number): () => boolean {
  const begun = performance.now()
  return () => performance.now() - begun > milliseconds
}

/**
 * Reads the object; with `report` its returned rows and its receipt are written. What was accepted once is read however
 * long it takes.
 */
async function readObject(
  deps: IntakeDeps,
  upload: Upload,
  form: Form,
  policy: Policy,
  report: boolean,
): Promise<RefusedFile | AcceptedFile> {
  const scratch = join(tmpdir(), `yingbao-${upload.id}-${process.pid}`)
  const spool = new ReturnedSpool(`${scratch}.spool`)
  try {
    const sha256 = await deps.inbox.download(inboxKey(upload), scratch)
    const sender = { today: upload.day, division: upload.division, city: policy.city.code, places: placeIndex(policy) }
    const mode = listOf(upload.form)?.mode ?? 'full'
    const read = await readFile(
      scratch,
      { form, mode, sender, hash: await deps.keyedHash(), shards: deps.shards },
      spool,
      report ? late(READING_MS) : undefined,
    )
    if (report && read.reading) {
      const refused = 'refusal' in read ? read.refusal.code : undefined
      const keys = spool.count > 0 ? await returnRows(deps.outbox, upload, form, policy, spool, scratch, refused) : {}
      await deps.uploads.recordReading(upload, { reading: { sha256, ...read.reading }, ...keys })
    }
    return read
  } finally {
    spool.dispose()
    rmSync(scratch, { force: true })
  }
}

function placeDeps(deps: IntakeDeps, policy: Policy): PlaceDeps {
  return {
    ...deps,
    async readPlaced(division, id) {
      const upload = (await deps.uploads.get(division, id))!
      const read = await readObject(
        deps,
        upload,
        formFor(upload, policy)!,
        await deps.policies.get(upload.policy),
        false,
      )
      if ('refusal' in read) throw new Error('a placed list cannot be read any more')
      return read
    },
  }
}

/** The columns of what the office sends; undefined where it does not send that form. */
function formFor(upload: Upload, policy: Policy): Form | undefined {
  if (upload.form === 'register') {
    // A register is a county's, schemes that the city runs included: one of the city's would be accepted for nothing.
    const isSent = upload.office === 'social-insurance' && upload.division !== policy.city.code
    return isSent ? FORMS.register : undefined
  }
  const list = listOf(upload.form)
  const category = policy.categories.find((c) => c.code === list?.category)
  return category && category.office === upload.office ? FORMS[category.form] : undefined
}

const limitsFor = (form: Form, policy: Policy) => (form.code === 'register' ? undefined : policy.held)
