/** Sends the list and waits until its person is decided; what takes longer than a call fails and is looked at again. */
import { setTimeout } from 'node:timers/promises'
import { shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import { CANARY } from '../../schemas/canary.ts'
import { Fault } from '../../schemas/fault.ts'
import type { ToCanary } from '../../schemas/messages/to-canary.ts'
import type { CategoryPolicy, Policy } from '../../schemas/records/policy.ts'
import { headOf, inboxKey, isDone, type Upload, uploadId } from '../../schemas/records/upload.ts'
import { correlated } from '../../stores/aws/correlation.ts'
import { measure } from '../shared/stages/log.ts'
import type { CanaryDeps } from './deps.ts'
import { listOfOne } from './list.ts'

const LOOKS = 60
const LOOK_MS = 1000
const URL_SECONDS = 300

export async function run(deps: CanaryDeps, { time }: ToCanary): Promise<void> {
  const policy = await deps.policies.current()
  const [category] = policy?.categories ?? []
  if (!policy || !category) return
  // Every other hour the person lives in the other village: an unchanged list would reach nobody.
  const bytes = listOfOne(category, CANARY.villages[new Date(time).getUTCHours() % 2 === 0 ? 0 : 1])
  const upload = await ask(deps, policy, category, time, bytes.length)
  await correlated(upload.id, async () => {
    await put(deps, upload, bytes)
    await decided(deps, upload)
  })
}

/** The same of the same hour, however often it is tried. */
async function ask(
  { uploads, heads }: CanaryDeps,
  policy: Policy,
  { code, office }: CategoryPolicy,
  time: string,
  size: number,
): Promise<Upload> {
  const day = shanghaiDay(time)
  const whose = { division: CANARY.county.code, office, form: `${code}-full`, period: day.slice(0, 7) }
  const id = uploadId(whose, new Date(time), 'canary')
  const known = await uploads.get(whose.division, id)
  if (known) return known
  const upload = {
    ...{ ...whose, id, fileName: 'canary.csv', size, state: 'requested' as const, day, policy: policy.version },
    requestedAt: new Date().toISOString(),
    sequence: await heads.issue(headOf(whose.division, whose.form)),
  }
  await uploads.create(upload)
  return upload
}

/** As an office does: by a signed URL, which takes a file once. */
async function put({ inbox }: CanaryDeps, upload: Upload, bytes: Buffer): Promise<void> {
  const { url, headers } = await inbox.signPut(inboxKey(upload), upload.size, URL_SECONDS)
  const answer = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) })
  await answer.arrayBuffer()
  if (!answer.ok && answer.status !== 412) throw new Fault('canary-waits', `the inbox answered ${answer.status}`)
}

async function decided({ uploads }: CanaryDeps, { division, id }: Upload): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const upload = await uploads.get(division, id)
    if (upload && upload.state !== 'requested') {
      if (upload.state !== 'accepted') throw new Fault('canary-waits', `a list of one is ${upload.state}`)
      if (isDone(upload)) {
        const seconds = Math.round((Date.now() - Date.parse(upload.requestedAt)) / 1000)
        return measure({ stage: 'canary', what: 'decided', division, upload: id, seconds })
      }
    }
    await setTimeout(LOOK_MS)
  }
  throw new Fault('canary-waits', 'a list of one has no outcome')
}
