/** The head of an office at the screen: whose account stays, on a desktop and a phone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { checkDays } from '../../rules/access/account-checks.ts'
import { shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import { cityCalendar } from '../../rules/deadlines/work-calendar.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import { openBrowser } from './browser.ts'
import { look } from './look.ts'
import { follow, openPortal, type Portal } from './portal.ts'

const browser = await openBrowser()
if (!browser) console.warn('skipped: no Chromium here, neither from npm (Linux x64) nor installed')

const OFFICE = { division: '440222', office: 'civil-affairs' } as const
const LEADER: Identity = { duty: 'leader', ...OFFICE }

describe.skipIf(!browser)('the accounts of an office', () => {
  let portal: Portal
  let stores: ReturnType<typeof hubStores>
  beforeAll(async () => {
    portal = await openPortal(browser!)
    stores = hubStores(portal.hub)
    const at = '2018-05-02T01:00:00.000Z'
    for (const [id, name] of [
      ['00000000000000aa', '李经办'],
      ['00000000000000bb', '王经办'],
    ] as const) {
      await stores.accounts.create({ id, ...OFFICE, duties: ['clerk'], invitedAt: at, activeAt: at, usedAt: at })
      await stores.accounts.name(id, { name, signInName: `${id}@example.org` }, `key ${id}`)
    }
    const calendar = cityCalendar(DEFAULT_DEADLINES.calendar)
    await stores.accountChecks.open({ ...checkDays(shanghaiDay(new Date().toISOString()), calendar), ...OFFICE })
  })
  afterAll(() => portal.close())

  test('are confirmed at one press, and who has left is said', async () => {
    const page = await portal.open(LEADER)
    await look(page, 'home-of-leader', 1280)
    await follow(page.getByRole('link', { name: '核对单位的账号' }))
    await page.getByRole('heading', { name: '账号核对' }).waitFor()
    await look(page, 'account-checks-desktop', 1280)
    await page.setViewportSize({ width: 360, height: 800 })
    await look(page, 'account-checks-phone', 360)
    // On paper too it says whose account is asked about.
    await page.emulateMedia({ media: 'print' })
    await page.getByRole('cell', { name: '王经办', exact: true }).waitFor()
    await page.emulateMedia({ media: 'screen' })
    await page.getByLabel('王经办已离开').check()
    await follow(page.getByRole('button', { name: '核对无误，确认' }))
    await page.getByText('在岗1人，已离开1人').waitFor()
    await look(page, 'account-checks-done-phone', 360)
    const [request] = await stores.accountRequests.list(OFFICE.division)
    expect([request?.account, request?.ends]).toEqual(['00000000000000bb', true])
  })
})
