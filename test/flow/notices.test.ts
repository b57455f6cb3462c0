import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { settingsOf } from '../../local/hub/hub-access.ts'
import { hubClient } from '../../local/hub/hub-client.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { noticesCsv } from '../../local/month/notice-files.ts'
import { beginCity, notOwed, playDays, sentNotices } from '../../local/month/play-notices.ts'
import { addDays } from '../../rules/deadlines/day-steps.ts'
import { CANARY } from '../../schemas/canary.ts'
import type { Notice } from '../../schemas/records/notice.ts'
import type { Submission } from '../../schemas/records/obligation.ts'
import { isDone } from '../../schemas/records/upload.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { workTable } from '../../stores/aws/work.ts'
import { isLong } from '../long.ts'
import { cityOf } from '../rules/deadlines/city.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-letters-'))
let hub: Hub
/** What functions have written, with the host's own entries as undefined. */
const said: unknown[] = []
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, letters: true, log: ({ line }) => void said.push(line) })
  await beginCity(hubStores(hub))
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

interface StoredMail {
  subject: string
  destination: { to: string[] }
  body: { text: string }
  headers: { name: string; value: string }[]
}

async function mails(): Promise<StoredMail[]> {
  const { emails } = (await (await fetch(`${hub.endpoints.ses}/store`)).json()) as { emails: StoredMail[] }
  return emails
}

const COLUMNS = ['县（市、区）', '乡镇（街道）', '姓名', '身份证号码', '低保证号']

interface Line {
  stage?: string
  correlation?: string
  upload?: string
  _aws?: {
    CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[]
  }
  [field: string]: unknown
}

/** Of all stages, about an upload. */
const linesOf = (upload: string): Line[] =>
  said.flatMap((line) => {
    const text = String(line)
    const found: Line = text.startsWith('{') ? JSON.parse(text) : {}
    return found.upload?.includes(upload) || found.correlation?.includes(upload) ? [found] : []
  })

describe('letters of what happened', () => {
  const send = async (form: string, rows: string[][], name: string) => {
    const path = join(dir, name)
    writeFileSync(path, [COLUMNS, ...rows].map((cells) => `${cells.join(',')}\n`).join(''))
    const client = hubClient(hub, hubStores(hub), '2018-06-04')
    const request = { division: '440222', office: 'civil-affairs', form, period: '2018-05', fileName: name } as const
    const ticket = await client.ask(request, path)
    await client.put(ticket, path)
    await hub.idle()
    return ticket.id
  }

  test('a file is received, a row returned, a file refused: its office is told once, without a person in it', async () => {
    const person = ['始兴县', '太平镇', '试验甲', '110101199003070038', 'D1']
    const good = await send('dibao-new', [person], '试验甲.csv')
    const partly = await send('dibao-full', [person, ['始兴县', '太平镇', '', '11010119900307002X', 'D2']], 'b.csv')
    const refused = await send('dibao-new', [], 'c.csv')
    const told = (await mails()).map(({ subject, destination, headers }) => [
      headers.find(({ name }) => name === 'X-Hub-Notice')?.value,
      subject.replace(/：.*/, ''),
      destination.to.join(),
    ])
    expect(told.sort()).toEqual(
      [
        [`2018-06-04/440222.${good}.accepted.civil-affairs`, '已接收', 'civil-affairs@440222.invalid'],
        [`2018-06-04/440222.${partly}.accepted.civil-affairs`, '有1行被退回', 'civil-affairs@440222.invalid'],
        [`2018-06-04/440222.${refused}.refused.civil-affairs`, '整份退回', 'civil-affairs@440222.invalid'],
      ].sort(),
    )
    const text = JSON.stringify(await mails())
    expect(text).not.toMatch(/试验甲|110101|c\.csv/)
    expect(text).toContain(`${hub.url}/uploads/440222/${good}`)
    expect(text).toContain('没有人员')
    // One id, from the request to the letter; and what CloudWatch keeps of it.
    const ofGood = linesOf(good)
    expect(ofGood.filter(({ correlation }) => correlation !== good)).toEqual([])
    expect([...new Set(ofGood.map(({ stage }) => stage))].sort()).toEqual(
      ['deadlines', 'intake', 'match', 'web', 'webhooks'].sort(),
    )
    const figures = ofGood.flatMap(({ _aws, stage, ...line }) =>
      (_aws?.CloudWatchMetrics ?? []).flatMap(({ Namespace, Dimensions, Metrics }) =>
        Metrics.map(({ Name }) => [Namespace, ...Dimensions.flat(), stage, Name, typeof line[Name]].join(' ')),
      ),
    )
    expect([...new Set(figures)].sort()).toEqual(
      ['intake rows', 'intake returned', 'match changed', 'match seconds']
        .map((one) => `Yingbao/local stage ${one} number`)
        .sort(),
    )
  })

  test('what the files meet is met: nobody is reminded of it on the day after', async () => {
    const { submissions } = hubStores(hub)
    const kept = await submissions.ofPeriod('2018-05')
    expect([...kept].map(([id, { state, time }]) => `${id} ${state} ${time}`).sort()).toEqual([
      // The latest of a form that is not met would be the refused one; the first that meets it stays.
      '440222/civil-affairs/dibao-full/2018-05 accepted 2018-06-04T04:00:00.000Z',
      '440222/civil-affairs/dibao-new/2018-05 accepted 2018-06-04T04:00:00.000Z',
    ])
  })
})

describe('days played through the real function', () => {
  const [from, to] = ['2018-06-04', isLong ? '2018-07-06' : '2018-06-20']
  const uploads: Submission[] = [
    ['2018-06-04T08:00:00Z', 'accepted', 'tekun-new'],
    ['2018-06-06T08:00:00Z', 'held', 'registered-poor-new'],
    ['2018-06-12T08:00:00Z', 'nil', 'disabled-new'],
  ].map(([time, state, form]) => ({
    time: time!,
    state: state as Submission['state'],
    form: form!,
    division: '440224',
    period: '2018-05',
    office: ({ tekun: 'civil-affairs', registered: 'poverty-alleviation', disabled: 'disabled-federation' } as const)[
      form!.split('-')[0] as 'tekun'
    ],
  }))

  test('name what is in the file and nobody owes: another city’s, another office’s, no form of ours', async () => {
    const [one] = uploads
    const others = [
      { ...one!, division: '440299' },
      { ...one!, office: 'finance' as const },
      { ...one!, form: 'tekun' },
    ]
    expect(await notOwed(hub, to, [...uploads, ...others, ...others])).toEqual([
      '440299/civil-affairs/tekun-new/2018-05',
      '440224/finance/tekun-new/2018-05',
      '440224/civil-affairs/tekun/2018-05',
    ])
  })

  test('send exactly what the rules say, mail by mail, and a day that is played again sends nothing', async () => {
    await playDays(hub, { from, to, submissions: uploads })
    const sent = await sentNotices(hub)
    const city = cityOf()
    const met: Submission[] = ['dibao-new', 'dibao-full'].map((form) => ({
      division: '440222',
      office: 'civil-affairs',
      form,
      period: '2018-05',
      time: '2018-06-03T00:00:00Z',
      state: 'accepted',
    }))
    const expected: Notice[] = []
    for (let day = from; day <= to; day = addDays(day, 1))
      expected.push(...city.run(day, addDays(day, -1), [...uploads, ...met]))
    expect(noticesCsv(sent)).toBe(noticesCsv(expected))
    expect(sent.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort())
    expect(expected.length).toBeGreaterThan(1000)

    const before = (await mails()).length
    await hub.runSchedules(`${to}T00:00:01Z`)
    await hub.idle()
    expect((await mails()).length).toBe(before)
    expect(await hubStores(hub).notices.open()).toEqual([])
  })
})

test('the canary’s list is decided each hour by every stage, and nothing else of the hub knows of it', async () => {
  const work = workTable(makeClients({ environment: hub.env }), settingsOf(hub).WORK_TABLE ?? '')
  const others = async () => {
    const items: string[] = []
    for (let from: object | undefined = {}; from; ) {
      const page = await work.page(Object.keys(from).length === 0 ? undefined : (from as never))
      items.push(...page.items.map((item) => JSON.stringify(item)))
      from = page.next
    }
    return items.filter((item) => !item.includes(CANARY.county.code)).sort()
  }
  const before = await others()
  const letters = (await mails()).length
  for (const hour of ['01', '02']) {
    await hub.runSchedules(`2026-06-01T${hour}:20:00.000Z`, 'canary')
    await hub.idle()
  }
  const sent = await hubStores(hub).uploads.list(CANARY.county.code)
  expect(sent.map(({ state, effect }) => [state, effect?.began, effect?.kept, effect?.ended])).toEqual([
    ['accepted', 0, 1, 0],
    ['accepted', 1, 0, 0],
  ])
  for (const upload of sent) {
    expect([upload.units?.length, isDone(upload)]).toEqual([1, true])
    const lines = linesOf(upload.id)
    expect(lines.filter(({ correlation }) => correlation !== upload.id)).toEqual([])
    expect([...new Set(lines.map(({ stage }) => stage))].sort()).toEqual(['canary', 'intake', 'match'])
  }
  expect(await others()).toEqual(before)
  expect((await mails()).length).toBe(letters)
})
