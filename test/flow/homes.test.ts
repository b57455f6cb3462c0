/** What each office's home page shows first beside what is due, in a small city on 4 June 2018 (docs/portal.md). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Identity } from '../../local/hub/identities.ts'
import type { Office } from '../../schemas/codes.ts'
import { openWorld, TODAY, type World } from '../browser/walks/world.ts'
import { CITY, COUNTY, TOWNSHIPS } from '../faults/lists.ts'

const [TOWNSHIP = ''] = TOWNSHIPS[COUNTY] ?? []
const BATCH = `${COUNTY}-2018-001`

describe('the home page of', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.stop())

  const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  async function home(who: Identity): Promise<string> {
    const answer = await fetch(world.hub.url, { headers: await world.as(who) })
    expect(answer.status).toBe(200)
    return answer.text()
  }
  /** A card's text, by its heading's id. */
  async function card(who: Identity, id: string): Promise<string> {
    const html = await home(who)
    return textOf(html.match(new RegExp(`<section[^>]*aria-labelledby="${id}-title".*?</section>`, 's'))?.[0] ?? '')
  }
  const clerk = (division: string, office: Office) => ({ duty: 'clerk', division, office }) as const

  test('the city’s human resources: coverage now, and the counties, the least covered first', async () => {
    const told = await card(clerk(CITY, 'human-resources'), 'coverage')
    expect(told).toMatch(/2018年5月参保率[\d.]+%（应参保\d+人，已参保\d+人）。/)
    expect(told).toMatch(/乐昌市 [\d.]+%（应参保.*始兴县 未报/)
  })

  test('a county’s human resources: its coverage as it last submitted', async () => {
    expect(await card(clerk(COUNTY, 'human-resources'), 'coverage')).toMatch(/2018年4月参保率/)
  })

  test('finance: what is asked in figures and capitals with its day, and the year’s balance', async () => {
    const who = clerk(COUNTY, 'finance')
    expect(await card(who, 'todo')).toMatch(
      /拨款确认 440222-2018-001 本次申请480\.00元，人民币肆佰捌拾元整 已拨付0\.00元，共480\.00元 截止6月1日，已逾期3天/,
    )
    expect(await card(who, 'balances')).toContain('2018年度 本次申请480.00元，已拨付0.00元，未拨付480.00元 年度账')
    expect(await card(clerk(CITY, 'finance'), 'balances')).toMatch(/2018年度年度账 始兴县 本次申请480\.00元/)
  })

  test('the bank: of each batch how many rows and how much', async () => {
    expect(await card(clerk(COUNTY, 'bank'), 'todo')).toContain(
      `缴费登记回盘 ${BATCH} 本批4笔，480.00元 已有结果0笔，共4笔`,
    )
    expect(await home(clerk(COUNTY, 'bank'))).toContain(`href="/bank/${COUNTY}/${BATCH}"`)
  })

  test('a township: whom to visit, by village, with the day', async () => {
    const told = await card(clerk(TOWNSHIP, 'township'), 'villages')
    expect(told).toMatch(/东坪村 \d件，最早6月\d+日到期 西岭村 \d件，最早6月\d+日到期/)
    expect(await home(clerk(TOWNSHIP, 'township'))).toContain(`/materials/${TOWNSHIP}#village-1`)
  })

  test('a township’s page of materials: who goes there is told how to report, who oversees it whose turn it is', async () => {
    const page = async (office: 'township' | 'township-government') => {
      const headers = await world.as(clerk(TOWNSHIP, office))
      return (await fetch(`${world.hub.url}/materials/${TOWNSHIP}`, { headers })).text()
    }
    expect(await page('township')).toContain('逐人勾选，再点页末的')
    expect(await page('township-government')).toContain('逾期或者快到期的请催办')
  })

  test('a city’s department: how its counties’ lists have come, who is late first', async () => {
    const who = clerk(CITY, 'civil-affairs')
    expect(await card(who, 'punctual')).toContain('2018年5月，10个县（市、区）中0个全部按时，10个未到期。')
    world.hub.livesOn('2018-06-06')
    expect(await card(who, 'punctual')).toMatch(/10个县（市、区）中0个全部按时。 武江区 逾期未报2份/)
    world.hub.livesOn(TODAY)
  })

  test('a county’s agency: the register’s age, reviews, papers and the day of the return', async () => {
    const told = await card({ duty: 'preparer', division: COUNTY, office: 'social-insurance' }, 'work')
    expect(told).toMatch(
      /参保登记信息 17天前报送 待复核 \d件.*待乡镇（街道）收齐材料 14件，最早6月8日到期 .*统计表 截止6月5日/,
    )
  })

  test('the city’s agency: whose answer two counties’ cases wait for', async () => {
    expect(await card({ duty: 'preparer', division: CITY, office: 'social-insurance' }, 'conflicts')).toMatch(
      /乐昌市 1件，最早6月\d+日到期/,
    )
  })

  const PLACES = [
    ...(['social-insurance', 'human-resources', 'finance', 'civil-affairs'] as const).flatMap((office) =>
      [COUNTY, CITY].map((division) => ({ division, office })),
    ),
    { division: COUNTY, office: 'bank' as const },
    { division: TOWNSHIP, office: 'township' as const },
    { division: TOWNSHIP, office: 'township-government' as const },
  ]
  const READERS = PLACES.flatMap((place) =>
    (['clerk', 'leader'] as const).map((duty): Identity => ({ duty, ...place })),
  )

  test.each(READERS)(
    '$duty of $office in $division: every link of it may be opened, and leads to what it names',
    async (who) => {
      const headers = await world.as(who)
      const links = (await home(who)).matchAll(/<a[^>]*\shref="(\/[^"]*)"/g)
      for (const href of new Set(Array.from(links, ([, one = '']) => one.replaceAll('&amp;', '&')))) {
        const [path, part] = href.split('#')
        const answer = await fetch(world.hub.url + path, { headers })
        expect(answer.status, href).toBeLessThan(400)
        // The place on the page is there, whatever tab it opens at.
        if (part) expect(await answer.text(), href).toContain(` id="${part}"`)
      }
    },
  )

  test('security: how many accounts are locked, and where', async () => {
    const who: Identity = { duty: 'security', division: CITY }
    expect(await card(who, 'locked')).toContain('没有已锁定的账号。')
    await world.stores.accounts.lock('a'.repeat(16), new Date().toISOString())
    expect(await card(who, 'locked')).toContain('始兴县 1个')
    expect(await home(who)).toContain(`href="/people?division=${COUNTY}"`)
  })
})
