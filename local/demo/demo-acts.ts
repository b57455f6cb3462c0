/** What persons of the demo city have done on pages: an order, an account that was asked for. */
import { createHash } from 'node:crypto'
import type { City } from '../../samples/city.ts'
import { present } from '../../schemas/present.ts'
import type { Hub } from '../host/hub.ts'
import type { HubStores } from '../hub/hub-stores.ts'
import { identities } from '../hub/identities.ts'
import { DEMO_DAY, missingOf } from './demo-files.ts'
import { demoAccounts } from './demo-persons.ts'

interface Acting {
  readonly hub: Pick<Hub, 'url' | 'playedOn'>
  readonly stores: HubStores
}

const ORDER = { due: '2018-06-19', text: '五月新增名单的文件不能读取，至今没有重新报送。请说明原因并尽快报送。' }
const ASKED_FOR = { name: '曾敏', signInName: 'zengmin@example.invalid' }

/** Each is done once, also where the start was interrupted. */
export async function officeActs(acting: Acting, city: City): Promise<void> {
  await keepAccounts(acting.stores)
  await issueOrder(acting, city)
}

/** Whom a click signs in are accounts of their offices, and one more is asked for. */
async function keepAccounts({ accounts, accountRequests, policies }: HubStores): Promise<void> {
  const at = new Date().toISOString()
  const persons = demoAccounts(await policies.inForce(), at)
  for (const account of persons)
    if (!(await accounts.get(account.id))) await accounts.create({ ...account, activeAt: at, usedAt: at })
  const bank = present(
    persons.find(({ office }) => office === 'bank'),
    'the bank of the demo',
  )
  const administrator = present(
    persons.find(({ duties }) => duties.includes('administrator')),
    'the administrator of the demo',
  )
  const account = createHash('sha256').update(`demo ${ASKED_FOR.name}`).digest('hex').slice(0, 16)
  const { division, office, duties } = bank
  await accountRequests.put({
    ...{ account, division, duties, ...(office && { office }), ...ASKED_FOR, isNew: true, by: administrator.id, at },
  })
}

async function issueOrder({ hub, stores }: Acting, city: City): Promise<void> {
  const division = city.places.city.code
  if ((await stores.orders.list(division, 1)).length > 0) return
  const by = { duty: 'clerk', division, office: 'human-resources', person: '谢红' } as const
  const { status } = await fetch(`${hub.url}/orders`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...(await identities(stores)(by)), ...hub.playedOn(DEMO_DAY), origin: hub.url },
    body: new URLSearchParams({ problem: missingOf(city), ...ORDER }),
  })
  if (status !== 303) throw new Error(`the order of the demo city: ${status}`)
}
