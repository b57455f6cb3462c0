/** `npm run screens`: every page that a link leads to in the demo city, as each of its persons, and what is said to whoever leaves a form empty, looked at and photographed. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { BrowserContext, Page } from 'playwright-core'
import { barriers } from '../browser/barriers.ts'
import { openBrowser } from '../browser/browser.ts'
import { faintTexts } from '../browser/contrast.ts'
import { demoCity } from './demo-city.ts'
import { KINDS, kindOf, nameOf } from './kinds.ts'
import { type City, WAYS, type Way } from './ways.ts'

const WIDTHS = [1280, 360] as const
/** Of each page as each person: so many things of a kind, and so many ways of filtering them. */
const OF_A_KIND = 2
/** A picture is no higher than this; what is below says the same. */
const HIGHEST = 2400

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    out: { type: 'string', default: 'docs/screens' },
    pdf: { type: 'string' },
    as: { type: 'string' },
    only: { type: 'string' },
    /** Nothing is looked at but by whoever sees the pictures. */
    pictures: { type: 'boolean', default: false },
  },
})

const faults: string[] = []
const seen = new Set<string>()
/** A page's picture is of the first person who is led there, in the order of the demo's door. */
const photographed = new Set<string>()

async function photograph(page: Page, context: BrowserContext, name: string): Promise<void> {
  const session = await context.newCDPSession(page)
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 })
    const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), HIGHEST)
    // What stays at the window's edge stands at the picture's.
    await page.setViewportSize({ width, height })
    const shot = await session.send('Page.captureScreenshot', {
      ...{ format: 'webp', quality: 55, captureBeyondViewport: true },
      clip: { x: 0, y: 0, width, height, scale: 1 },
    })
    writeFileSync(join(values.out, `${name}-${width}.webp`), Buffer.from(shot.data, 'base64'))
  }
  await session.detach()
  if (values.pdf) await page.pdf({ path: join(values.pdf, `${name}.pdf`), format: 'A4' })
}

async function lookAt(page: Page, where: string): Promise<void> {
  if (values.pictures) return
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    if (wide > width) faults.push(`${where}: ${wide} px wide at ${width}`)
    faults.push(...(await barriers(page)).map((barrier) => `${where} at ${width}: ${barrier}`))
  }
  faults.push(...(await faintTexts(page)).map((text) => `${where}: faint ${text}`))
}

/** Milliseconds. */
const SAID_ON_THE_PAGE = 10_000
/** Forms by where they are sent: what each says to whoever leaves it empty is looked at once. */
const refused = new Set<string>()

/** Sends each form that has to be filled in, and is not: nothing comes of it but a page that says so. */
async function leaveEmpty(page: Page, where: string): Promise<void> {
  const address = page.url()
  const actions = await page.$$eval('form[method="post"]', (forms) =>
    forms.map((form) => {
      const fields = [...form.querySelectorAll<HTMLInputElement>('[required]')]
      const isEmpty = fields.some((field) => !field.checkValidity())
      return isEmpty ? ((form as HTMLFormElement).getAttribute('action') ?? '') : undefined
    }),
  )
  for (const [nth, action] of actions.entries()) {
    if (action === undefined) continue
    const kind = new URL(action, address).pathname.replace(/\d[^/]*/g, ':')
    if (refused.has(kind)) continue
    refused.add(kind)
    const [answer] = await Promise.all([
      // A script that sends files says itself what is missing.
      page.waitForNavigation({ timeout: SAID_ON_THE_PAGE }).catch(() => undefined),
      page.$$eval(
        'form[method="post"]',
        (forms, at) => {
          const form = forms[at] as HTMLFormElement
          form.noValidate = true
          form.requestSubmit()
        },
        nth,
      ),
    ])
    const status = answer?.status()
    const told = `${where}: ${kind} left empty (${status ?? 'by script'})`
    if (status !== undefined && (status < 400 || status >= 500)) faults.push(told)
    await lookAt(page, told)
    await page.goto(address)
  }
}

/** Where each form that only asks would lead, each choice of it taken as the first there is. */
const searchesOf = (page: Page): Promise<string[]> =>
  page.$$eval('form[method="get"]', (forms) =>
    forms.map((one) => {
      const form = one as HTMLFormElement
      for (const choice of form.querySelectorAll('select')) if (!choice.value) choice.selectedIndex = 1
      const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)])
      return `${new URL(form.action).pathname}?${new URLSearchParams(fields)}`
    }),
  )

/** Pages by what they ask a purpose for: what is then shown whole is looked at once. */
const revealed = new Set<string>()
const REVEALING = 'form[method="post"]:has(select[name="purpose"]) button[type="submit"]'

/** Says a purpose wherever one is asked for; a file that comes of it is let be. */
async function sayPurpose(page: Page, where: string): Promise<void> {
  const address = page.url()
  const actions = await page.$$eval(REVEALING, (all) => all.map((one) => (one as HTMLButtonElement).formAction))
  for (const [nth, action] of actions.entries()) {
    const kind = new URL(action).pathname.replace(/\d[^/]*/g, ':')
    if (revealed.has(kind)) continue
    revealed.add(kind)
    const came = Promise.race([
      page.waitForEvent('download').then(() => false),
      page.waitForEvent('domcontentloaded').then(() => true),
    ]).catch(() => undefined)
    await page.$$eval(
      REVEALING,
      (all, at) => {
        const button = all[at] as HTMLButtonElement
        for (const choice of button.form?.querySelectorAll('select') ?? []) choice.selectedIndex = 1
        button.click()
      },
      nth,
    )
    const isPage = await came
    if (isPage === undefined) faults.push(`${where}: nothing came of ${kind}`)
    else if (isPage) await lookAt(page, `${where}: ${kind} for a purpose`)
    await page.goto(address)
  }
}

/** By a click at the demo's door. */
async function signIn(page: Page, base: string, person: string): Promise<void> {
  await page.goto(base)
  await page
    .getByRole('button', { name: new RegExp(person) })
    .first()
    .click()
  await page.waitForLoadState()
}

async function walk(context: BrowserContext, base: string, person: string): Promise<void> {
  const page = await context.newPage()
  // A page that refuses something is told to the console too.
  const isFault = (text: string) => !/responded with a status of 4\d\d/.test(text)
  page.on('console', (line) => {
    if (line.type() === 'error' && isFault(line.text())) faults.push(`${person} ${page.url()}: ${line.text()}`)
  })
  await signIn(page, base, person)
  const queue = ['/']
  const met = new Map<string, number>()
  const asked = new Set<string>()
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const url = new URL(at, base)
    const kind = kindOf(url)
    if (!kind || asked.has(at)) continue
    asked.add(at)
    // A page that is chosen from another has no picture, and leads on.
    const shape = values.pictures && url.search ? `${kind.path}?` : kind.path
    const times = met.get(shape) ?? 0
    if (times >= (values.pictures ? 1 : OF_A_KIND) || (values.only && !at.startsWith(values.only) && at !== '/'))
      continue
    met.set(shape, times + 1)
    const told = await context.request.get(url.href)
    if (!told.headers()['content-type']?.startsWith('text/html')) {
      seen.add(kind.path)
      continue
    }
    const answer = await page.goto(url.href)
    const where = `${person} ${kind.path}${url.search && '?'}`
    if (answer?.status() !== 200) {
      faults.push(`${where}: ${answer?.status()}`)
      continue
    }
    seen.add(kind.path)
    // It may lead on to another.
    seen.add(kindOf(new URL(page.url()))?.path ?? kind.path)
    await lookAt(page, where)
    const name = nameOf(kind.path)
    if (!photographed.has(name) && !url.search) {
      photographed.add(name)
      await photograph(page, context, name)
    }
    await page.setViewportSize({ width: WIDTHS[0], height: 800 })
    const searches = await searchesOf(page)
    if (!values.pictures) {
      await page.goto(url.href)
      await leaveEmpty(page, where)
      await sayPurpose(page, where)
    }
    const links = await page.$$eval('a[href]', (found) => found.map((link) => link.getAttribute('href') ?? ''))
    for (const link of [...links, ...searches]) {
      const to = new URL(link, page.url())
      if (to.origin === url.origin) queue.push(to.pathname + to.search)
    }
  }
  await page.goto(`${base}/nothing/here`)
  await lookAt(page, `${person} nothing there`)
  process.stdout.write(`${person}: ${met.size} kinds of pages, ${faults.length} faults so far\n`)
  await page.close()
}

/** Where no link leads; a picture that a link has led to is taken anew. */
async function goWay(context: BrowserContext, city: City, { path, as, go }: Way): Promise<void> {
  const page = await context.newPage()
  if (as) await signIn(page, city.hub.url, as)
  await go(page, city)
  const found = kindOf(new URL(page.url()))?.path
  if (found !== path) faults.push(`the way to ${path} ended at ${page.url()}`)
  else {
    seen.add(path)
    await lookAt(page, path)
    await photograph(page, context, nameOf(path))
  }
  await page.close()
}

/** Every picture that is there, for whoever reads the repository. */
function album(): string {
  const lines = KINDS.flatMap(({ path, summary }) => {
    if (!existsSync(join(values.out, `${nameOf(path)}-${WIDTHS[0]}.webp`))) return []
    const pictures = WIDTHS.map((width) => `[${width} px](${nameOf(path)}-${width}.webp)`).join(', ')
    return [`| \`${path}\` | ${summary} | ${pictures} |`]
  })
  return [
    '# Pictures of every page',
    '',
    'Taken of the demo city by `npm run screens`, each as the first of its made-up persons who is led there; a long page is cut.',
    '',
    '| page | what it is | pictures |',
    '| ---- | ---------- | -------- |',
    ...lines,
    '',
  ].join('\n')
}

const city = values.url ? undefined : await demoCity()
const base = values.url ?? city?.url ?? ''
const browser = await openBrowser()
if (!browser) throw new Error('no browser here')
try {
  for (const folder of [values.out, values.pdf]) if (folder) mkdirSync(folder, { recursive: true })
  const door = await browser.newPage()
  await door.goto(base)
  const buttons = await door.$$eval('button', (all) =>
    all.map((button) => button.textContent?.trim().slice(0, 2) ?? ''),
  )
  await door.close()
  const persons = values.as?.split(',').filter(Boolean) ?? buttons.filter((name) => /^\p{Script=Han}{2}$/u.test(name))
  for (const person of persons) {
    const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' })
    await walk(context, base, person)
    await context.close()
  }
  for (const way of city ? WAYS : []) {
    if (!way.as) city?.closeDoor()
    const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' })
    if (city) await goWay(context, city, way).catch((error) => faults.push(`the way to ${way.path}: ${error}`))
    await context.close()
  }
} finally {
  await browser.close()
  await city?.end()
}
writeFileSync(join(values.out, 'README.md'), album())
const missed = KINDS.map(({ path }) => path).filter((path) => !seen.has(path))
process.stdout.write(
  `${seen.size} kinds of pages, ${refused.size} forms left empty, ${revealed.size} for a purpose; no link led to ${missed.join(' ')}\n`,
)
for (const fault of new Set(faults)) process.stdout.write(`${fault}\n`)
process.exitCode = faults.length ? 1 : 0
