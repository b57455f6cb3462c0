/** `watched.ts HUB`: what only a deployed hub has: a browser's upload to S3, mail, schedules, dead letters, the topic of alarms. */
import { setTimeout } from 'node:timers/promises'
import { SESClient, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses'
import { GetTopicAttributesCommand, ListTopicsCommand } from '@aws-sdk/client-sns'
import { SendMessageCommand } from '@aws-sdk/client-sqs'
import * as z from 'zod'
import { deployedHub } from '../../local/cloud/deployed-hub.ts'
import { settingsOf } from '../../local/hub/hub-access.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { identities } from '../../local/hub/identities.ts'
import { lookAtDeadLetters, replay } from '../../local/hub/replay.ts'
import { CANARY } from '../../schemas/canary.ts'
import { isDone, UploadTicket } from '../../schemas/records/upload.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { playedOn } from './clock.ts'

const [file = ''] = process.argv.slice(2)
const hub = deployedHub(file)
const stores = hubStores(hub)
const clients = makeClients()
const OFFICE = { division: '440222', office: 'civil-affairs' } as const
const MAILBOX = 'civil-affairs@example.org'
/** After the last of the sample months. */
const [PERIOD, DAY] = ['2019-02', '2019-03-04']
const CSV = Buffer.from(
  '县（市、区）,乡镇（街道）,姓名,身份证号码,特困供养证号,供养方式\n始兴县,太平镇,试验甲,110101199003070038,T1,集中供养\n',
)
const LOOK_MS = 1000

async function until<T>(what: string, seconds: number, look: () => Promise<T | undefined>): Promise<T> {
  for (let i = 0; i < seconds; i++) {
    const found = await look()
    if (found !== undefined) return found
    await setTimeout(LOOK_MS)
  }
  throw new Error(`${what}: not within ${seconds} s`)
}

function hold(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(what)
}

const by = await identities(stores, false)({ duty: 'clerk', ...OFFICE })
const headers = { ...playedOn(DAY), ...by }

/** As the page does it: what the browser asks first, what the page may reach, and the PUT itself. */
async function browserUpload(): Promise<string> {
  const asked = await fetch(`${hub.url}/api/uploads`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ ...OFFICE, form: 'tekun-new', period: PERIOD, fileName: 'a.csv', size: CSV.length }),
  })
  const ticket = UploadTicket.parse(await asked.json())
  const origin = new URL(hub.url).origin
  const wished = {
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'content-type,if-none-match',
  }
  const preflight = await fetch(ticket.url, { method: 'OPTIONS', headers: { origin, ...wished } })
  const allowed = preflight.headers.get('access-control-allow-origin')
  hold(preflight.ok && (allowed === '*' || allowed === origin), `the bucket lets no browser in: ${preflight.status}`)
  const page = await fetch(`${hub.url}/lists?period=${PERIOD}`, { headers })
  const policy = page.headers.get('content-security-policy') ?? ''
  const reach = /connect-src ([^;]*)/.exec(policy)?.[1] ?? ''
  hold(reach.split(' ').includes(new URL(ticket.url).origin), `the page may not reach the bucket: ${policy}`)
  const put = await fetch(ticket.url, { method: 'PUT', headers: { ...ticket.headers, origin }, body: CSV })
  hold(put.ok && put.headers.has('access-control-allow-origin'), `the browser may not read the answer: ${put.status}`)
  return ticket.id
}

const Mails = z.object({ messages: z.record(z.string(), z.array(z.object({ To: z.array(z.string()) }))) })

const failures: string[] = []
/** One that fails keeps no other from being tried. */
async function tried(work: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await work()}\n`)
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error))
  }
}

// A new account is in SES's sandbox: both ends are verified.
for (const EmailAddress of ['hub@example.org', MAILBOX])
  await new SESClient().send(new VerifyEmailIdentityCommand({ EmailAddress }))
await stores.contacts.put([{ ...OFFICE, email: MAILBOX }])
await tried(async () => {
  const id = await browserUpload()
  await until('the file is decided', 120, async () => {
    const upload = await stores.uploads.get(OFFICE.division, id)
    return upload?.state === 'accepted' && isDone(upload) ? true : undefined
  })
  return 'a browser’s upload: asked first, allowed by the page, decided'
})

await tried(async () => {
  await until('a letter is delivered', 120, async () => {
    const answer = await fetch(`${process.env.AWS_ENDPOINT_URL}/_ministack/ses/messages`)
    const mails = Object.values(Mails.parse(await answer.json()).messages).flat()
    return mails.some(({ To }) => To.some((one) => one.includes(MAILBOX))) ? true : undefined
  })
  return 'a letter: delivered to its office'
})

await tried(async () => {
  const canary = await until('the schedule of the canary fires, and its list is decided', 240, async () => {
    const [last] = await stores.uploads.list(CANARY.county.code)
    return last && last.state === 'accepted' && isDone(last) ? last : undefined
  })
  return `a schedule: fired by itself, its list ${canary.id} decided`
})

await tried(async () => {
  const { FINANCE_QUEUE_URL = '' } = settingsOf(hub)
  await (await clients.sqs()).client.send(
    new SendMessageCommand({ QueueUrl: FINANCE_QUEUE_URL, MessageBody: '{"poison":true}' }),
  )
  const isDead = async () =>
    (await lookAtDeadLetters(hub)).some(({ queue, count }) => queue === 'finance' && count === 1) ? true : undefined
  await until('a poisoned message is dead', 180, isDead)
  hold((await replay(hub, 'finance')) === 1, 'one is sent again')
  await until('a poisoned message is dead once more', 180, isDead)
  return 'a poisoned message: dead, replayed, dead again'
})

await tried(async () => {
  const sns = await clients.sns()
  const { Topics = [] } = await sns.client.send(new ListTopicsCommand({}))
  const alarms = Topics.find(({ TopicArn }) => TopicArn?.includes('alarms'))
  const { Attributes } = await sns.client.send(new GetTopicAttributesCommand({ TopicArn: alarms?.TopicArn }))
  const Policy = z.object({
    Statement: z.array(z.object({ Effect: z.string(), Principal: z.unknown(), Action: z.unknown() })),
  })
  const { Statement } = Policy.parse(JSON.parse(Attributes?.Policy ?? '{}'))
  const mayPublish = Statement.some(
    ({ Effect, Principal, Action }) =>
      Effect === 'Allow' &&
      JSON.stringify(Principal).includes('cloudwatch') &&
      JSON.stringify(Action).includes('sns:Publish'),
  )
  hold(mayPublish, 'CloudWatch may not publish to the topic of alarms')
  return 'the topic of alarms: CloudWatch may publish'
})
// At the end, where the SDK says no more.
if (failures.length > 0) throw new Error(failures.join('\n'))
