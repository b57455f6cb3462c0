/** Clients whose requests are held against the rights of whichever stage acts; where none does, everything goes through. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Call, objectCalls, tableCalls } from '../../local/host/functions/calls.ts'
import { grantsOf } from '../../local/host/functions/guard-calls.ts'
import type { Permission } from '../../local/host/template/permissions.ts'
import type { Clients } from '../../stores/aws/clients.ts'
import { TARGET } from '../../stores/aws/dynamodb.ts'

interface Acting {
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly tables: { readonly people: string; readonly work: string }
  readonly buckets?: { readonly inbox: string; readonly outbox: string } | undefined
}

export type Asking = Pick<Clients, 'dynamodb' | 's3'>

export const acting = new AsyncLocalStorage<Acting>()
const guarded = new WeakSet<object>()

export const isGuarded = ({ dynamodb }: Asking): boolean => guarded.has(dynamodb)

/** Before anything is sent: clients keep their way for a command from its first time on. */
export async function guardClients(clients: Asking): Promise<void> {
  const { dynamodb } = clients
  if (!guarded.has(dynamodb))
    dynamodb.around((operation, body, send) => allowed(() => tableCalls(`${TARGET}.${operation}`, body), send))
  guarded.add(dynamodb)
  const { client } = await clients.s3()
  if (!guarded.has(client)) (client.middlewareStack as unknown as Stack).add(guard, { step: 'build', priority: 'low' })
  guarded.add(client)
}

interface Asked {
  readonly input: object
  readonly request: Sent
}
type Next = (asked: Asked) => Promise<unknown>
interface Stack {
  add(middleware: (next: Next) => Next, options: { step: 'build'; priority: 'low' }): void
}

interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
}

/** Signed for the sake of its address, and never asked (`origin` of objects). A link has its signer's rights, so that others are held against them. */
const isAddress = (path: string): boolean => path.endsWith('/-')

const guard =
  (next: Next) =>
  (asked: Asked): Promise<unknown> => {
    const { method, path, headers } = asked.request
    return allowed(
      () => (isAddress(path) ? [] : objectCalls(method, path, headers)),
      () => next(asked),
    )
  }

async function allowed(asks: () => readonly Call[], send: () => Promise<unknown>): Promise<unknown> {
  const own = acting.getStore()
  for (const call of own ? asks() : []) {
    const used = own && grantsOf(own.permissions, call)
    for (const grant of used ?? []) note(`${own?.name}\t${grant}`, { ...own?.tables, ...own?.buckets })
    if (used) continue
    const said = `${own?.name} has no right to ${[call.action, call.resource, ...(call.keys ?? [])].join(' ')}`
    throw Object.assign(new Error(said), { name: 'AccessDeniedException' })
  }
  return send()
}

const noted = new Set<string>()
/** For `npm run permissions`, by what all hubs call their tables and folders. */
function note(grant: string, stores: Readonly<Record<string, string>>): void {
  const folder = process.env.HUB_GRANTS
  const [name = '', action = '', resource = '', key = ''] = grant.split('\t')
  const [store = '', ...below] = resource.split('/')
  const kind = Object.entries(stores).find(([, own]) => own === store)?.[0] ?? store
  const line = [name, action, [kind, ...below].join('/').replace(/\/w\d+w\//, '/'), key].join('\t')
  if (folder && !noted.has(line)) appendFileSync(join(folder, `${process.pid}.grants`), `${line}\n`)
  noted.add(line)
}
