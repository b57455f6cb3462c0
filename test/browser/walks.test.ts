/** Each office's tasks by pages alone: at a desk, on a phone, with the keyboard alone (docs/contributing.md#walks). */
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { openContext, wear } from './portal.ts'
import { agency, cityAgency } from './walks/agency.ts'
import { departments } from './walks/departments.ts'
import { disputes } from './walks/disputes.ts'
import { administrators, auditors, securityOfficers } from './walks/keepers.ts'
import { bank, cityFinance, finance } from './walks/money.ts'
import { cityOverseer, countyOverseer } from './walks/overseers.ts'
import { citySenders, senders } from './walks/senders.ts'
import type { Task } from './walks/task.ts'
import { government, villages } from './walks/villages.ts'
import { type Manner, Walker, WIDTHS } from './walks/walker.ts'
import { openWorld, type World } from './walks/world.ts'

const browser = await openBrowser()
if (!browser) console.warn('skipped: no Chromium here, neither from npm (Linux x64) nor installed')

/** Later offices find what earlier ones have done. */
const OFFICES = [
  ...[senders, bank, finance, cityFinance, government, villages, citySenders, disputes, agency, cityAgency],
  ...[countyOverseer, cityOverseer, departments, administrators, securityOfficers, auditors],
]
/** By office and name, what nothing else in the suite walks; `npm run test:walks` walks all of it in each manner. */
const SOME =
  /民政.*(报送名单|名单没有|仅市名单有|催办)|报送回盘|打印村表|一个村|99|待复核案件|打开县|：发出督办单|新建账号|确认新账号|核对审计/
const ON_A_PHONE = /乡镇|民政（县）/
const BY_KEYBOARD = /银行|社保经办/

/** Clicks and fields of each task, as docs/portal.md#tasks has them. */
const WRITTEN = new Map(
  [...readFileSync('docs/portal.md', 'utf8').matchAll(/^\| (\S+) +\| (\S+) +\| +(\d+) +\| +(\d+) +\|/gm)].map(
    ([, office, task, clicks, fields]) => [`${office}：${task}`, { clicks: Number(clicks), fields: Number(fields) }],
  ),
)

type Walked = Manner | 'mixed'
const ALL = process.env.WALKS?.split(',') as Walked[] | undefined

function mannerOf({ office }: Task, walked: Walked): Manner {
  if (walked !== 'mixed') return walked
  return ON_A_PHONE.test(office) ? 'phone' : BY_KEYBOARD.test(office) ? 'keyboard' : 'desk'
}

describe.skipIf(!browser).each(ALL ?? (['mixed'] as const))('walks: %s', (walked) => {
  let world: World
  const complaints: string[] = []
  const took: object[] = []
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(async () => {
    await world.stop()
    if (process.env.WALKED) writeFileSync(`${process.env.WALKED}-${walked}.json`, JSON.stringify(took, null, 1))
    expect(complaints).toEqual([])
  })

  const tasks = OFFICES.flat().filter(({ office, name }) => walked !== 'mixed' || SOME.test(`${office}：${name}`))
  test.each(tasks.map((task) => [`${task.office}：${task.name}`, task] as const))('%s', async (name, task) => {
    const manner = mannerOf(task, walked)
    const width = WIDTHS[manner]
    const context = await openContext(browser!, { viewport: { width, height: 900 } })
    if (process.env.PATIENCE) context.setDefaultTimeout(Number(process.env.PATIENCE))
    try {
      await wear(context, world.hub.url, await world.as(task.who))
      const page = await context.newPage()
      page.on('console', (message) => {
        const isFault = message.type() === 'error' && !message.text().includes('ERR_INTERNET_DISCONNECTED')
        if (isFault) complaints.push(message.text())
      })
      const by = new Walker(page, manner)
      const began = performance.now()
      await by.begin(world.hub.url)
      await task.walk(by, world)
      const seconds = Math.round((performance.now() - began) / 100) / 10
      const { clicks, fields, pages, characters } = by
      took.push({ office: task.office, task: task.name, clicks, fields, pages, characters, seconds })
      expect({ clicks, fields }).toEqual(WRITTEN.get(name))
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    } finally {
      await context.close()
    }
  })
})
