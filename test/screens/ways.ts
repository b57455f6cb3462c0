/** Ways to pages that no link of the demo city leads to: whoever comes there has sent, made or been handed something first. */
import type { Page } from 'playwright-core'
import { writePolicyWorkbook } from '../../forms/policy/policy-workbook.ts'
import { beginSession } from '../../functions/web/access/sign-in/begin-session.ts'
import { DEMO_DAY } from '../../local/demo/demo-files.ts'
import type { Hub } from '../../local/host/hub.ts'
import type { HubStores } from '../../local/hub/hub-stores.ts'
import { checkDays } from '../../rules/access/account-checks.ts'
import { cityCalendar } from '../../rules/deadlines/work-calendar.ts'
import { idNumber } from '../../samples/id-number.ts'
import { present } from '../../schemas/present.ts'
import type { Account, Session } from '../../schemas/records/account.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import { bytesOf } from '../forms/bytes-of.ts'

export interface City {
  readonly hub: Hub
  readonly stores: HubStores
}

export interface Way {
  /** Of the kind of page that it ends on. */
  readonly path: string
  /** One of the demo's persons; whoever has no account of the demo comes from outside. */
  readonly as?: string
  go(page: Page, city: City): Promise<void>
}

/** Presses what leads to another page. */
const press = (page: Page, name: string | RegExp) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).first().click()])

const COUNTY = { code: '440203', name: '武江区', townships: ['新华街道', '惠民街道', '龙归镇'] } as const
const FAMILY_NAMES = '陈林黄张李王吴刘'
/** A day on which offices are reminded of June's lists. */
const REMINDED = '2018-07-04'

/** New persons of the county, as a clerk's own workbook would have them. */
function newPersons(headings: readonly string[], first: number): Buffer {
  const rows = Array.from({ length: 3 }, (_, i) => [
    ...[COUNTY.name, present(COUNTY.townships[i], 'a township'), `${FAMILY_NAMES[first + i]}秀兰`],
    ...[idNumber(COUNTY.code, `196${i}-0${i + 3}-12`, 602 + 2 * (first + i)), `X${first + i}`, '分散供养'],
  ])
  return Buffer.from([headings, ...rows].map((row) => `${row.join(',')}\r\n`).join(''))
}
const OWN = ['县（市、区）', '乡镇（街道）', '姓名', '身份证号码']

/** Of nobody whom a click signs in. */
const MADE_UP: Account = {
  ...{ id: 'd'.repeat(16), name: '邓云', division: COUNTY.code, office: 'civil-affairs', duties: ['clerk'] },
  ...{ invitedAt: '2018-05-02T01:00:00.000Z', activeAt: '2018-05-03T01:00:00.000Z' },
}

/** Half signed in: a name and a password were said. */
async function stand(page: Page, { hub, stores }: City, stage: Session['stage'], path: string): Promise<void> {
  const from = { address: '127.0.0.1', local: true }
  const cookie = await beginSession({ sessions: stores.sessions, now: () => new Date() }, MADE_UP, stage, from)
  const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=')
  await page.context().addCookies([{ name, value, url: hub.url }])
  await page.goto(`${hub.url}${path}`)
}

/** What stands in the letters of a day, with what is said beside each link. */
async function linkOfLetters({ hub }: City, path: string): Promise<string> {
  hub.livesOn(REMINDED)
  await hub.runSchedules(`${REMINDED}T00:00:00Z`)
  await hub.idle()
  const { emails } = (await (await fetch(`${hub.endpoints.ses}/store`)).json()) as {
    emails: { body: { text: string } }[]
  }
  const links = emails.flatMap(({ body }) => body.text.match(/http\S+/g) ?? [])
  return present(
    links.find((link) => new URL(link).pathname.startsWith(path)),
    'a letter with such a link',
  )
}

export const WAYS: readonly Way[] = [
  {
    path: '/closing',
    as: '黄磊',
    go: async (page, { hub }) => void (await page.goto(`${hub.url}/closing?county=${COUNTY.code}&period=2018-05`)),
  },
  {
    path: '/persons/:county/:person/looks',
    as: '黄磊',
    async go(page, { hub }) {
      await page.goto(`${hub.url}/cases/${COUNTY.code}`)
      await Promise.all([
        page.waitForEvent('load'),
        page.locator(`main a[href^="/cases/${COUNTY.code}/"]`).first().click(),
      ])
      const file = await page.getByRole('link', { name: '打开档案' }).getAttribute('href')
      await page.goto(`${hub.url}${file}/looks`)
    },
  },
  {
    path: '/account/password',
    as: '李梅',
    go: async (page, { hub }) => void (await page.goto(`${hub.url}/account/password`)),
  },
  {
    path: '/lists/sent',
    as: '李梅',
    async go(page, { hub }) {
      await page.goto(`${hub.url}/lists`)
      const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/csv', buffer })
      await page
        .getByLabel(/几份文件，/)
        .setInputFiles([
          file('武江区2018年6月低保新增.csv', newPersons([...OWN, '低保证号', '说明'], 0)),
          file('武江区2018年6月特困新增.csv', newPersons([...OWN, '特困供养证号', '供养方式'], 3)),
        ])
      await press(page, '读取文件')
      for (const choice of await page.locator('select[id^="form-"]').all()) {
        const label = (await choice.locator('option').allTextContents()).find((one) => one.includes('新增'))
        if (label) await choice.selectOption({ label })
      }
      for (const choice of await page.locator('select[id^="period-"]').all()) await choice.selectOption({ index: 1 })
      await press(page, /^报送/)
      await hub.idle()
      await page.reload()
    },
  },
  {
    path: '/account-checks',
    as: '赵勇',
    async go(page, { hub, stores }) {
      const days = checkDays(DEMO_DAY, cityCalendar(DEFAULT_DEADLINES.calendar))
      await stores.accountChecks.open({ ...days, division: COUNTY.code, office: 'human-resources' })
      await page.goto(`${hub.url}/account-checks`)
    },
  },
  {
    path: '/webhooks/:id',
    as: '罗斌',
    async go(page, { hub }) {
      await page.goto(`${hub.url}/webhooks`)
      await page.locator('#webhook-url').fill('https://minzheng.example.invalid/yingbao')
      await page.locator('#webhook-office').selectOption({ index: 1 })
      await press(page, '新建事件推送')
      await page.goto(`${hub.url}/webhooks`)
      await Promise.all([page.waitForEvent('load'), page.locator('main a[href^="/webhooks/"]').first().click()])
    },
  },
  {
    path: '/policy/drafts/:id',
    as: '罗斌',
    async go(page, { hub, stores }) {
      const policy = await stores.policies.inForce()
      const officeNames = [{ division: COUNTY.code, office: 'civil-affairs', name: '武江区民政和社会工作局' }] as const
      const changed = { ...policy, held: { ...policy.held, percent: 15 }, officeNames: [...officeNames] }
      const contacts = await stores.contacts.all()
      const write = { policy: changed, contacts, calendar: [] }
      const buffer = await bytesOf((out) => writePolicyWorkbook(out, write))
      await page.goto(`${hub.url}/policy`)
      await page.getByLabel(/^改好的参数设置表/).setInputFiles({ name: '参数设置表.xlsx', mimeType: '', buffer })
      await press(page, '上传并核对')
      await hub.idle()
      await page.reload()
    },
  },
  {
    path: '/dead-letters',
    as: '罗斌',
    async go(page, { hub, stores }) {
      const since = new Date(Date.now() - 5_400_000).toISOString()
      const queues = [
        { queue: 'intake', messages: 2, since },
        { queue: 'report', messages: 1, since },
        { queue: 'daily', messages: 1, since },
      ] as const
      await stores.deadLetterCounts.put({ at: new Date().toISOString(), queues: [...queues] })
      await page.goto(`${hub.url}/dead-letters`)
    },
  },
  {
    path: '/invitations/:token',
    as: '罗斌',
    async go(page, { hub, stores }) {
      const { activeAt: _, ...invited } = { ...MADE_UP, id: 'e'.repeat(16), name: '曾敏' }
      await stores.accounts.create(invited)
      await page.goto(`${hub.url}/people/${invited.division}/${invited.id}`)
      await press(page, '打印邀请信')
      const [link = ''] = await page.locator('.secret').allTextContents()
      await page.context().clearCookies()
      await page.goto(link)
    },
  },
  {
    path: '/nil/:token',
    go: async (page, city) => void (await page.goto(await linkOfLetters(city, '/nil/'))),
  },
  {
    path: '/sign-in/code',
    go: (page, city) => stand(page, city, 'code', '/sign-in/code'),
  },
  {
    path: '/sign-in/password',
    async go(page, city) {
      const policy = await city.stores.policies.inForce()
      const signIn = { ...policy.signIn, passwordDays: 180 }
      await city.stores.policies.put({ ...policy, version: policy.version + 1, signIn })
      await stand(page, city, 'renewal', '/sign-in/password')
    },
  },
  {
    path: '/sign-in',
    go: async (page, { hub }) => void (await page.goto(`${hub.url}/sign-in`)),
  },
]
