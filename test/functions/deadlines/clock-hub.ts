/** The deadlines stage on a real table and a mail server of its own; runs that it asks for are noted. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nilTokens } from '../../../formats/nil-tokens.ts'
import { type DeadlinesDeps, deadlinesDeps } from '../../../functions/deadlines/deps.ts'
import { grants } from '../../../functions/deadlines/grants.ts'
import { run } from '../../../functions/deadlines/run.ts'
import { type WebDeps, webDeps } from '../../../functions/web/deps.ts'
import { env as webEnv } from '../../../functions/web/env.ts'
import { madeUpContacts } from '../../../local/demo/made-up-contacts.ts'
import { type Engine, startEngine } from '../../../local/host/engines/engine-process.ts'
import { plainEnvironment } from '../../../local/host/template/environment.ts'
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import type { ToDeadlines } from '../../../schemas/messages/to-deadlines.ts'
import { DEFAULT_DEADLINES, type DeadlinePolicy } from '../../../schemas/records/deadline-policy.ts'
import type { Submission } from '../../../schemas/records/obligation.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { type ClientOptions, type Clients, makeClients } from '../../../stores/aws/clients.ts'
import { asStage, asWeb, type Stage } from '../../faults/as-stage.ts'
import { guardClients } from '../../faults/guarded.ts'
import { type MailServer, startMailServer } from './mail-server.ts'

const TABLE = {
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
}

export interface City {
  readonly counties?: number
  readonly categories?: number
  /** `unset` where nobody has set them. */
  readonly deadlines?: Partial<DeadlinePolicy> | 'unset'
  readonly contacts?: boolean
}

/** A table in which every hub of a test file has a table of its own. */
export async function startTables(): Promise<Engine> {
  const dir = await mkdtemp(join(tmpdir(), 'yingbao-clock-'))
  const keys = { accessKeyId: 'local', secretAccessKey: 'local' }
  return startEngine(
    'dynamodb',
    { dir, port: 0, ...keys },
    plainEnvironment(),
    () => {},
    () => {},
  )
}

let made = 0

export class ClockHub {
  readonly policy: Policy
  readonly mail: MailServer
  /** `<county> <day>` of the runs that were asked for. */
  readonly runs: string[] = []
  readonly #table = `work${++made}`
  readonly #endpoint: string

  private constructor(tables: string, mail: MailServer, policy: Policy) {
    this.#endpoint = tables
    this.mail = mail
    this.policy = policy
  }

  static async begin(tables: Engine, { counties = 10, categories = 4, deadlines, contacts = true }: City = {}) {
    const whole = defaultPolicy()
    const policy = {
      ...whole,
      counties: whole.counties.slice(0, counties),
      categories: whole.categories.slice(0, categories),
    }
    const hub = new ClockHub(tables.url, await startMailServer(), policy)
    await tables.call('open', [{ name: hub.#table, definition: TABLE }])
    const deps = hub.deps()
    await deps.policies.put(policy)
    if (deadlines !== 'unset') await deps.deadlines.putPolicy({ ...DEFAULT_DEADLINES, ...deadlines })
    if (contacts) await deps.contacts.put(madeUpContacts(policy))
    return hub
  }

  get #environment() {
    return {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: this.#endpoint,
      AWS_ENDPOINT_URL_SES: this.mail.url,
      // Nobody asks these here.
      ...Object.fromEntries(
        ['S3', 'SQS', 'SNS', 'SECRETS_MANAGER'].map((s) => [`AWS_ENDPOINT_URL_${s}`, 'http://127.0.0.1:9']),
      ),
    }
  }

  /** Of the pages, on the same table. */
  web(): WebDeps {
    const none = [
      'PEOPLE_TABLE',
      'INBOX_BUCKET',
      'OUTBOX_BUCKET',
      'LINK_SECRET_ARN',
      'ACCOUNT_SECRET_ARN',
      'WEBHOOK_SECRET_ARN',
    ] as const
    const queues = ['INTAKE_QUEUE_URL', 'SNAPSHOT_QUEUE_URL', 'BATCH_QUEUE_URL', 'DEADLINES_QUEUE_URL'] as const
    const nothing = Object.fromEntries(
      [...none, ...queues, 'AUDIT_QUEUE_URL', 'REPORT_QUEUE_URL', 'WEBHOOKS_QUEUE_URL'].map((name) => [name, 'none']),
    )
    const config = { ...nothing, WORK_TABLE: this.#table, PORTAL_URL: 'https://hub.example' }
    return webDeps(webEnv.parse(config), undefined, this.#clients())
  }

  deps(options: Pick<ClientOptions, 'aroundWrite'> = {}): DeadlinesDeps {
    const config = {
      WORK_TABLE: this.#table,
      PEOPLE_TABLE: 'none',
      OUTBOX_BUCKET: 'none',
      SNAPSHOT_QUEUE_URL: '',
      PORTAL_URL: 'https://hub.example',
      LINK_SECRET_ARN: '',
      ACCOUNT_SECRET_ARN: '',
      MAIL_CONFIGURATION_SET: '',
      MAIL_FROM: 'hub@hub.example',
    }
    const around = options.aroundWrite ?? ((_: string, send: () => Promise<unknown>) => send())
    const own = { environment: this.#environment, ...options }
    const deps = deadlinesDeps(config, own, this.#clients(own))
    return {
      ...deps,
      nilTokens: async () => nilTokens('a secret of thirty-two characters'),
      snapshotQueue: {
        send: async (message) => {
          if ('run' in message) await around('Send', async () => this.runs.push(`${message.county} ${message.run}`))
        },
      },
    }
  }

  /** A day's run, at 8 in the morning in Asia/Shanghai. */
  day(day: string, deps: DeadlinesDeps = this.deps()): Promise<void> {
    return this.run({ type: 'day', time: `${day}T00:00:00Z` }, deps)
  }

  /** With the rights of its role. */
  run(message: ToDeadlines, deps: DeadlinesDeps = this.deps()): Promise<void> {
    return asStage(this.#clients(), { name: 'deadlines', grants, tables: this.#tables }, () => run(deps, message))
  }

  /** Routes over its table, with the rights of web. */
  asWeb<Web extends object>(routes: Web): Web {
    return asWeb(this.#clients(), this.#tables, routes)
  }

  get #tables(): Stage['tables'] {
    return { people: 'none', work: this.#table }
  }

  #clients(options: ClientOptions = { environment: this.#environment }): Clients {
    const clients = makeClients(options)
    void guardClients(clients)
    return clients
  }

  async submit(...submissions: readonly Submission[]): Promise<void> {
    const { submissions: store } = this.deps()
    for (const one of submissions) await store.record(one)
  }

  /** The left parts of the Message-IDs that the mail server has taken. */
  get sent(): string[] {
    return this.mail.taken.map((id) => id.replace(/@hub\.example$/, ''))
  }

  /** `<id> <state>` of the administrator's list. */
  async open(): Promise<string[]> {
    return (await this.deps().notices.open()).map(({ id, state }) => `${id} ${state}`)
  }
}
