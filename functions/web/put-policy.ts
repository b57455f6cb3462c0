/** The administrator's policy workbook: what is in force as one, and one that takes its place. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { isDeepStrictEqual } from 'node:util'
import { deadlinesWith, settingsOf } from '../../forms/policy-deadlines.ts'
import { isPolicyWorkbook, type PolicyFault } from '../../forms/policy-lines.ts'
import { readPolicyWorkbook } from '../../forms/policy-reading.ts'
import { writePolicyWorkbook } from '../../forms/policy-workbook.ts'
import { refusal } from '../../forms/reasons.ts'
import { openWorkbook } from '../../forms/sheet/open.ts'
import { UnreadableFile, type Workbook } from '../../forms/sheet/sheet.ts'
import { bufferSource } from '../../forms/sheet/source.ts'
import { shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import { DEFAULT_DEADLINES, type DeadlinePolicy } from '../../schemas/deadline-policy.ts'
import type { WebDeps } from './deps.ts'
import { policyInForce, refuse } from './refuse.ts'

const NOT_POLICY = '这份文件不是参数表，没有采用，现在的参数没有改变。请先下载现在的参数表，在原表上修改后上传。'

type Deps = Pick<WebDeps, 'policies' | 'contacts' | 'deadlines' | 'now'>

export type PolicyPut =
  | { readonly ok: true; readonly rev: number; readonly contacts: number; readonly days: number }
  | { readonly ok: false; readonly faults: readonly PolicyFault[] }

/**
 * Puts all that the workbook holds in force: policy, contacts, days, deadlines. The same workbook again is no new
 * revision, and mends what a fault may have left half done.
 *
 * @throws 400 for a file that is no workbook, 409 where somebody else changed the policy meanwhile
 */
export async function putPolicy(deps: Deps, bytes: Uint8Array): Promise<PolicyPut> {
  const base = await policyInForce(deps)
  const workbook = await opened(bytes)
  if (!isPolicyWorkbook(workbook)) throw refuse(400, NOT_POLICY)
  const reading = await readPolicyWorkbook(workbook, base)
  if (!reading.ok) return { ok: false, faults: reading.faults }
  const { policy, contacts, calendar } = reading
  const isNew = !isDeepStrictEqual({ ...policy, rev: base.rev }, base)
  if (isNew && !(await deps.policies.put(policy)))
    throw refuse(409, '参数表没有生效：同时有别人修改了参数。请重新下载参数表，改好后再上传。')
  await deps.contacts.replace(contacts)
  const before = await deadlinesOf(deps)
  const after = deadlinesWith(before, reading)
  if (!isDeepStrictEqual(after, before)) await deps.deadlines.putPolicy(after)
  return { ok: true, rev: isNew ? policy.rev : base.rev, contacts: contacts.length, days: calendar.length }
}

/** What is in force, as the workbook that an administrator edits and sends back. */
export async function policyFile(deps: Deps): Promise<Uint8Array<ArrayBuffer>> {
  const [policy, contacts, deadlines] = await Promise.all([
    policyInForce(deps),
    deps.contacts.all(),
    deps.deadlines.policy(),
  ])
  const { calendar, ...held } = deadlines ?? DEFAULT_DEADLINES
  const out = new PassThrough()
  const [bytes] = await Promise.all([
    buffer(out),
    writePolicyWorkbook(out, {
      policy,
      contacts,
      calendar: calendar.overrides,
      deadlines: settingsOf({ calendar, ...held }),
    }),
  ])
  return new Uint8Array(bytes)
}

async function opened(bytes: Uint8Array): Promise<Workbook> {
  try {
    return await openWorkbook(bufferSource(bytes), { isHeader: () => true })
  } catch (error) {
    if (error instanceof UnreadableFile) throw refuse(400, refusal(error.code, { reason: error.reason }))
    throw error
  }
}

/** Where nobody has set any, the city begins today: by the clock, whatever month is being played. */
async function deadlinesOf({ deadlines, now }: Deps): Promise<DeadlinePolicy> {
  await deadlines.begin({ ...DEFAULT_DEADLINES, from: shanghaiDay(now().toISOString()) })
  return (await deadlines.policy())!
}
