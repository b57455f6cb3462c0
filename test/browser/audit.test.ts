/** The auditor at the screen: what is there to be read, on a desktop and on a phone. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { openBrowser } from './browser.ts'
import { look } from './look.ts'
import { follow, openPortal, type Portal } from './portal.ts'

const browser = await openBrowser()
if (!browser) console.warn('skipped: no Chromium here, neither from npm (Linux x64) nor installed')

const AUDITOR: Identity = { duty: 'auditor', division: '440222' }
const LI = '00000000000000aa'

describe.skipIf(!browser)('the audit of a county', () => {
  let portal: Portal
  let page: Page
  beforeAll(async () => {
    portal = await openPortal(browser!)
    const { accounts, audit, auditStates } = hubStores(portal.hub)
    const at = new Date().toISOString()
    await accounts.create({ id: LI, division: '440222', office: 'social-insurance', duties: ['clerk'], invitedAt: at })
    await accounts.name(LI, { name: '李经办', signInName: 'li@example.org' }, 'key li')
    const look = { division: '440222', kind: 'view', account: LI, office: 'social-insurance' } as const
    for (let nth = 0; nth < 55; nth++)
      await audit.write({
        ...{ ...look, time: at, resource: 'name-list', object: `440222/2018-05-${nth}` },
        ...{ outcome: 'allowed', address: '10.0.0.1' },
      })
    await auditStates.noteUnusual('440222', {
      ...{ day: '2018-06-06', looks: 55 },
      found: [{ account: LI, what: 'at-night', count: 3, from: '2018-06-06T15:00:00.000Z', seq: 5 }],
    })
    page = await portal.open(AUDITOR)
  })
  afterAll(() => portal.close())

  test('is checked by a button, and searched without an address that says for what', async () => {
    await follow(page.locator('nav.rail').getByRole('link', { name: '审计记录', exact: true }))
    await page.getByText('还没有核对过').waitFor()
    await page.getByText('夜间（22时至6时）查看个人信息3次').waitFor()
    await look(page, 'audit-desktop', 1280)
    await follow(page.getByRole('button', { name: '重新核对' }))
    // The page looks again by itself until the check has ended.
    await page.getByText('第1条起共56条').waitFor()
    await page.getByLabel('账号').selectOption({ label: '李经办（始兴县社保经办机构）' })
    await page.getByLabel('对象编号').fill('2018-05-1')
    await follow(page.getByRole('button', { name: '查找', exact: true }))
    await expect.poll(() => page.locator('tbody a[href*="/audit/entries/"]').count()).toBeGreaterThan(10)
    expect(page.url()).not.toContain('2018-05')
    await expect.poll(() => page.getByLabel('对象编号').inputValue()).toBe('2018-05-1')
  })

  test('is read on a phone, entry by entry', async () => {
    await page.setViewportSize({ width: 360, height: 800 })
    await page.goto(`${portal.hub.url}/audit`)
    await look(page, 'audit-phone', 360)
    await follow(page.getByRole('button', { name: '查找更早的记录' }))
    await follow(page.getByRole('link', { name: '第3条', exact: true }))
    await page.getByRole('heading', { name: '审计记录第3条' }).waitFor()
    await look(page, 'audit-entry-phone', 360)
  })
})
