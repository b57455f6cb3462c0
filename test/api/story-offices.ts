/** Calls of the story that are about an office's own lists, and about who may. */
import type { Hub } from '../../local/host/hub.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { CITY, COUNTY, csvOf, listed, TOWNSHIPS } from '../faults/lists.ts'
import { accountInUse, keyOf, webhookOf } from '../flow/access-city.ts'
import type { Player } from './player.ts'

type Call = Player['call']

interface Listed {
  readonly items: readonly { readonly person: string; readonly case: string; readonly ref: string }[]
}

/** Where one person lives alone. */
export const FAR = TOWNSHIPS[COUNTY]?.[1] ?? ''

const purpose = { purpose: 'enquiry' } as const

export async function playOffices(hub: Hub, call: Call): Promise<void> {
  const sender = { duty: 'clerk', division: COUNTY, office: 'civil-affairs' } as const
  const agency = { ...sender, office: 'social-insurance' } as const
  await rosters()
  await cityList()
  await conflicts()
  await materials()

  async function rosters() {
    const params = { division: COUNTY, office: 'civil-affairs' }
    const { items } = (await call(200, 'masked', 'GET /api/roster/:division/:office', {
      ...{ params, query: { category: 'dibao', township: FAR }, by: sender },
    })) as Listed
    await call(200, 'by-name', 'POST /api/roster/:division/:office/search', {
      ...{ params, query: { category: 'dibao' }, body: { wanted: listed(1).姓名 }, by: sender },
    })
    const [{ person }] = items as [Listed['items'][number]]
    await call(200, 'whole', 'POST /api/roster/:division/:office/whole', {
      ...{ params, query: { category: 'dibao' }, body: { ...purpose, person }, by: sender },
    })
    await call(200, 'none', 'GET /api/corrections/:division/:office', { params, by: sender })
    await call(200, 'none', 'POST /api/corrections/:division/:office', {
      ...{ params, body: { ...purpose, person }, by: sender },
    })
  }

  async function cityList() {
    const by = { ...sender, division: CITY }
    const list = csvOf(
      'dibao',
      [1, 2, 9].map((n) => listed(n)),
    )
    const { id, url, headers } = (await call(201, 'of-the-city', 'POST /api/uploads', {
      body: {
        ...{ division: CITY, office: 'civil-affairs', form: 'dibao-full', period: '2018-05' },
        ...{ fileName: 'dibao.csv', size: list.length },
      },
      by,
    })) as { id: string; url: string; headers: Record<string, string> }
    await fetch(url, { method: 'PUT', body: new Uint8Array(list), headers })
    await hub.idle()
    const of = { division: CITY, office: 'civil-affairs' }
    await call(200, 'in-counts', 'GET /api/comparison/:division/:office', { params: of, by })
    const params = { division: CITY, id, county: COUNTY }
    const path = '/api/uploads/:division/:id/compared/:county'
    const { items } = (await call(200, 'masked', `GET ${path}`, { params, by })) as Listed
    const [{ person }] = items as [Listed['items'][number]]
    await call(200, 'whole', `POST ${path}`, { params, body: { ...purpose, person }, by })
  }

  async function conflicts() {
    const params = { county: COUNTY }
    await call(200, 'none', 'GET /api/conflicts/:county', { params })
    await call(200, 'none', 'POST /api/conflicts/:county', { params, body: { ...purpose, person: '0'.repeat(30) } })
    await call(409, 'not-overdue', 'POST /api/conflicts/:county/:number/settlements', {
      params: { county: COUNTY, number: `${COUNTY}-2018-00001` },
      body: { grounds: '两县核实由对方县负责' },
      by: { duty: 'preparer', division: CITY, office: 'social-insurance' },
    })
  }

  async function materials() {
    const division = FAR
    const township = { division, office: 'township' } as const
    const by = { duty: 'clerk', ...township } as const
    const asked = (await call(200, 'of-a-township', 'GET /api/requests', { by })) as Listed
    const urged = { ...township, matter: 'materials', ref: asked.items[0]?.ref }
    await call(202, 'materials', 'POST /api/urges', { body: urged, by: agency })
    const { items } = (await call(200, 'masked', 'GET /api/materials/:division', {
      params: { division },
      by,
    })) as Listed
    const cells = { 材料情况: '已收齐', 入户复核: '已复核', 核实情况: '属实', 收集人: '邓云', 复核人: '邓云' }
    const [visited] = items
    await call(201, 'collected', 'POST /api/materials/:division', {
      ...{ params: { division }, by },
      body: { rows: [{ case: visited?.case, cells: { ...cells, 复核日期: '2018-06-06' } }] },
    })
    await hub.idle()
    await call(409, 'nothing-waits', 'POST /api/urges', { body: { ...urged, ref: 'none' }, by: agency })
  }
}

export async function playAccess(hub: Hub, call: Call): Promise<void> {
  const stores = hubStores(hub)
  const administrator = { duty: 'administrator', division: COUNTY } as const
  const list = { division: COUNTY, office: 'disabled-federation', form: 'disabled-new', year: 2018 }
  await call(202, 'a-list', 'POST /api/timeliness/urges', {
    ...{ body: list, by: { duty: 'clerk', division: COUNTY, office: 'human-resources' } },
  })
  const [account, id] = [await accountInUse(stores), await webhookOf(stores)]
  await keyOf(stores)
  await call(200, 'of-a-county', 'GET /api/people', { query: { division: COUNTY }, by: administrator })
  const params = { division: COUNTY, id: account }
  await call(200, 'in-use', 'GET /api/people/:division/:id', { params, by: administrator })
  await call(200, 'of-a-county', 'GET /api/keys', { by: administrator })
  await call(200, 'of-a-county', 'GET /api/webhooks', { by: administrator })
  await call(200, 'one', 'GET /api/webhooks/:id', { params: { id }, by: administrator })
  const auditor = { duty: 'auditor', division: COUNTY } as const
  await call(200, 'of-a-county', 'GET /api/audit', { by: auditor })
  await call(200, 'closes', 'GET /api/audit/entries', { query: { kind: 'act', limit: '2' }, by: auditor })
  await call(200, 'the-first', 'GET /api/audit/entries/:seq', { params: { seq: '1' }, by: auditor })
}
