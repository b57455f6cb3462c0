/** A month by the API alone: every route of it is called, and what it answers are the examples of `docs/openapi.json`. */
import { writePolicyWorkbook } from '../../forms/policy/policy-workbook.ts'
import type { Hub } from '../../local/host/hub.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { COUNTY, csvOf, listed, registered } from '../faults/lists.ts'
import { bytesOf } from '../forms/bytes-of.ts'
import type { Player } from './player.ts'
import { FAR, playAccess, playOffices } from './story-offices.ts'

const PERIOD = '2018-05'
const list = { division: COUNTY, office: 'civil-affairs', period: PERIOD } as const
const tekun = (n: number, changes = {}) =>
  listed(n, COUNTY, { 特困供养证号: String(n), 供养方式: '分散供养', ...changes })

interface Ticket {
  readonly id: string
  readonly url: string
  readonly headers: Record<string, string>
}

export async function playMonth(hub: Hub, { call }: Player): Promise<void> {
  const ask = (form: string, bytes: Uint8Array, name = form) =>
    call(201, name, 'POST /api/uploads', {
      body: {
        ...list,
        form,
        office: form === 'register' ? 'social-insurance' : list.office,
        fileName: `${form}.csv`,
        size: bytes.length,
      },
    }) as Promise<Ticket>
  const send = async (form: string, bytes: Uint8Array, name?: string) => {
    const { id, url, headers } = await ask(form, bytes, name)
    const answer = await fetch(url, { method: 'PUT', body: new Uint8Array(bytes), headers })
    if (!answer.ok) throw new Error(`the inbox answered ${answer.status}`)
    return { division: COUNTY, id }
  }
  const about = (status: number, name: string, params: { division: string; id: string }, what: string, body?: object) =>
    call(status, name, `POST /api/uploads/:division/:id/${what}`, { params, ...(body && { body }) })
  const second = { duty: 'approver', division: COUNTY, office: 'social-insurance', person: '王芳' } as const
  const endings = async (params: { division: string; id: string }) =>
    (await call(200, 'whom-it-would-end', 'GET /api/uploads/:division/:id/endings', { params, by: second })) as {
      seen: string
    }

  await sendLists()
  await payAndDeliver()
  await playOffices(hub, call)
  await owe()
  await playAccess(hub, call)
  await changePolicy()

  async function sendLists() {
    const persons = [1, 2, 3, 4, 5]
    // Alone in a township, so that lists in the order of keys show the same person in every run.
    const alone = listed(6, COUNTY, { '乡镇（街道）': FAR })
    const spoilt = listed(7, COUNTY, { 身份证号码: '' })
    const dibao = await send('dibao-full', csvOf('dibao', [...persons.map((n) => listed(n)), alone, spoilt]), 'a-list')
    const tekuns = [11, 12, 13, 14, 15, 16].map((n) => tekun(n))
    await send('tekun-full', csvOf('tekun', tekuns), 'a-list')
    // At once they may be one event of a person or two.
    await hub.idle()
    await send(
      'register',
      csvOf(
        'register',
        [1, 2, 3].map((n) => registered(n)),
      ),
      'a-register',
    )
    const broken = await send('dibao-new', Buffer.from('无关的内容\r\n'), 'a-list')
    const given = { division: COUNTY, id: (await ask('tekun-new', Buffer.from('x'), 'a-list')).id }
    await about(200, 'given-up', given, 'discard')
    await hub.idle()

    await call(200, 'some-rows-returned', 'GET /api/uploads/:division/:id', { params: dibao })
    await call(201, 'returned', 'POST /api/uploads/:division/:id/returned', {
      ...{ params: dibao, body: { purpose: 'returned' } },
    })
    await call(200, 'refused', 'GET /api/uploads/:division/:id', { params: broken })
    await call(404, 'not-there', 'GET /api/uploads/:division/:id', { params: { division: COUNTY, id: 'x' } })
    await about(200, 'seen-to', broken, 'tick-off')
    await about(409, 'its-file-has-come', dibao, 'discard')
    await call(400, 'no-such-division', 'GET /api/uploads', { query: { division: '999999' } })

    const fewer = await send(
      'dibao-full',
      csvOf(
        'dibao',
        [1, 2].map((n) => listed(n)),
      ),
      'a-list',
    )
    const other = await send('tekun-full', csvOf('tekun', tekuns.slice(0, 1)), 'a-list')
    await hub.idle()
    await call(200, 'held', 'GET /api/uploads/:division/:id', { params: fewer })
    const { seen } = await endings(fewer)
    await about(400, 'unseen', fewer, 'confirm', { by: '王芳' })
    await about(202, 'confirmed', fewer, 'confirm', { by: '王芳', seen })
    await about(202, 'sent-back', other, 'sending-back', { by: '王芳', reason: '缺少三个乡镇' })
    await hub.idle()
    await about(409, 'sent-back-already', other, 'confirm', { by: '赵明', seen })
    await about(202, 'taken-back', fewer, 'withdrawal', { by: '李明' })
    await hub.idle()
    await call(200, 'of-a-county', 'GET /api/uploads', { query: { division: '440281' } })
  }

  async function payAndDeliver() {
    const { id } = (await call(202, 'a-month', 'POST /api/month-closes', {
      body: { county: COUNTY, period: PERIOD },
    })) as { id: string }
    await hub.idle()
    await call(202, 'a-county', 'POST /api/redeterminations', { body: { county: COUNTY } })
    await hub.idle()
    await call(200, 'closed', 'GET /api/determination-runs/:county/:id', { params: { county: COUNTY, id } })
    await call(200, 'waiting', 'GET /api/cases/:county', { params: { county: COUNTY } })
    await call(200, 'done', 'GET /api/cases/:county/done', { params: { county: COUNTY } })
    const month = { division: COUNTY, period: PERIOD }
    const { seen } = (await call(200, 'closed', 'GET /api/returns/:division/:period', { params: month })) as {
      seen: string
    }
    const submission = { ...month, seen, explanation: '人数已与各单位核对' }
    await call(202, 'a-closed-month', 'POST /api/return-submissions', { body: submission })
    await hub.idle()
    const agency = { duty: 'preparer', division: '440200', office: 'social-insurance', person: '何丽' } as const
    const back = { ...month, version: 1, reason: '待复核人数与名单不符' }
    await call(202, 'to-be-mended', 'POST /api/returns-sent-back', { body: back, by: agency })
    await call(409, 'sent-back-already', 'POST /api/returns-sent-back', {
      body: { ...back, reason: '请再核对' },
      by: agency,
    })
    await call(202, 'anew', 'POST /api/return-submissions', { body: submission })
    await call(409, 'by-somebody-else', 'POST /api/return-submissions', {
      ...{ body: submission, by: { ...agency, division: COUNTY, person: '赵明' } },
    })
    await call(409, 'submitted', 'POST /api/month-closes', { body: { county: COUNTY, period: PERIOD } })
    const ofCity = { ...month, division: '440200' }
    const { seen: sum } = (await call(200, 'of-the-city', 'GET /api/returns/:division/:period', {
      ...{ params: ofCity, by: agency },
    })) as { seen: string }
    await call(202, 'a-consolidation', 'POST /api/return-submissions', { body: { ...ofCity, seen: sum }, by: agency })
    await hub.idle()
    await call(200, 'of-a-county', 'GET /api/returns/:division/:period/sums', { params: month })
    await call(200, 'of-the-city', 'GET /api/returns/:division/:period/sums', { params: ofCity, by: agency })
    await call(200, 'with-its-versions', 'GET /api/returns/:division/:period', { params: month })
    const prepare = async (by: string) => {
      const batch = (await call(202, 'prepared', 'POST /api/batches', {
        body: { county: COUNTY, run: id, by },
      })) as {
        id: string
      }
      await hub.idle()
      return { county: COUNTY, id: batch.id }
    }
    const found = (await call(200, 'by-name', 'POST /api/persons/:county/search', {
      ...{ params: { county: COUNTY }, body: { wanted: listed(1).姓名 } },
    })) as { persons: { person: string }[] }
    await call(200, 'as-of-a-day', 'POST /api/persons/:county/:person/file', {
      params: { county: COUNTY, person: found.persons[0]!.person },
      body: { purpose: 'enquiry', asOf: '2018-06-06' },
    })
    await call(200, 'in-plain-words', 'POST /api/persons/:county/:person/notice', {
      params: { county: COUNTY, person: found.persons[0]!.person },
      body: { purpose: 'enquiry' },
    })
    const wrong = await prepare('陈伟')
    await call(409, 'one-is-under-way', 'POST /api/batches', { body: { county: COUNTY, run: id, by: '周玉珍' } })
    await call(202, 'with-its-reason', 'POST /api/batches/:county/:id/return', {
      params: wrong,
      body: { by: '黄磊', reason: '名单少一人，请核对' },
    })
    await call(202, 'with-its-reason', 'POST /api/batches/:county/:id/withdrawal', {
      params: await prepare('陈伟'),
      body: { reason: '金额有误，重新生成' },
    })
    const batch = await prepare('陈伟')
    const approve = (status: number, name: string, by: string) =>
      call(status, name, 'POST /api/batches/:county/:id/approve', { params: batch, body: { by } })
    await approve(409, 'the-same-person', '陈伟')
    await approve(202, 'a-second-person', '黄磊')
    await hub.idle()
    await call(200, 'of-a-county', 'GET /api/batches/:county', { params: { county: COUNTY } })
    await call(200, 'published', 'GET /api/batches/:county/:id', { params: batch })
    await call(200, 'of-a-county', 'GET /api/bank/:county', { params: { county: COUNTY } })
    await call(200, 'of-a-county', 'GET /api/funding/:county', { params: { county: COUNTY } })
    await call(200, 'of-a-year', 'GET /api/reconciliation/:county/:year', { params: { county: COUNTY, year: '2018' } })
    await call(200, 'of-a-county', 'GET /api/balances/:division', { params: { division: COUNTY } })
    const files = (await call(200, 'of-a-county', 'GET /api/outputs/:division', {
      params: { division: COUNTY },
    })) as { items: Record<string, string>[] }
    const of = (folder: string) => files.items.find((file) => file.folder === folder)!
    const file = '/api/outputs/:division/:period/:folder/:name' as const
    await call(302, 'without-persons', `GET ${file}`, { params: of('statistics') })
    const link = (await call(201, 'with-persons', `POST ${file}`, {
      ...{ params: of('ledger'), body: { purpose: 'other', words: '年度对账' } },
    })) as { path: string }
    const token = link.path.split('/').at(-1)!
    await call(302, 'once', 'GET /api/files/:token', { params: { token } })
    await call(404, 'again', 'GET /api/files/:token', { params: { token } })
    await call(200, 'open', 'GET /api/requests')
  }

  async function owe() {
    const nil = { ...list, division: '440281', form: 'dibao-new' }
    await call(201, 'nobody-new', 'POST /api/nil-returns', { body: nil })
    await call(200, 'taken-back', 'POST /api/nil-returns/withdrawal', { body: nil })
    await call(400, 'no-such-list', 'POST /api/nil-returns', { body: { ...nil, office: 'finance' } })
    await call(200, 'of-a-year', 'GET /api/timeliness', { query: { year: '2018' } })
    await call(200, 'of-a-city', 'GET /api/problems')
    await call(200, 'of-a-city', 'GET /api/orders')
    await call(200, 'of-an-office', 'GET /api/tasks')
    await call(200, 'of-a-county', 'GET /api/statistics', { query: { county: COUNTY } })
    await call(200, 'of-a-year', 'GET /api/timeliness/:file', { params: { file: '2018.xlsx' } })
    await hub.idle()
    await call(200, 'told', 'GET /api/notices', { by: { duty: 'clerk', division: COUNTY, office: 'civil-affairs' } })
    const { items } = (await call(200, 'open', 'GET /api/notices/open')) as { items: { id: string }[] }
    const [mail] = items
    await call(200, 'looked-after', 'POST /api/notices/open/:id/close', { params: { id: mail!.id } })
    await call(200, 'never-counted', 'GET /api/dead-letters')
  }

  async function changePolicy() {
    const policy = defaultPolicy()
    const dearer = { ...policy, amounts: policy.amounts.map((one) => ({ ...one, fen: one.fen + 100 })) }
    const workbook = (changes: object) =>
      bytesOf((out) => writePolicyWorkbook(out, { policy: dearer, contacts: [], calendar: [], ...changes }))
    await call(200, 'in-force', 'GET /api/policy')
    const draft = (await call(200, 'dearer', 'POST /api/policy', { body: await workbook({}) })) as { draft: string }
    // How far the counting has come hangs on the machine, that it is done does not.
    await hub.idle()
    await call(202, 'counted-again', 'POST /api/policy/drafts/:id/preview', { params: { id: draft.draft } })
    await call(200, 'counted', 'GET /api/policy/drafts/:id', { params: { id: draft.draft } })
    await call(400, 'with-a-fault', 'POST /api/policy', { body: await workbook({ deadlines: { listDay: 40 } }) })
    await call(200, 'confirmed', 'POST /api/policy/drafts/:id/confirm', {
      params: { id: draft.draft },
      body: { by: '周玉珍' },
    })
    await call(200, 'all', 'GET /api/policy/versions')
    await call(200, 'one', 'GET /api/policy/versions/:version', { params: { version: '2' } })
    await call(200, 'put-back', 'POST /api/policy/versions/:version/restore', { params: { version: '1' } })
  }
}
