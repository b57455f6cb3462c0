/** A person at the browser: with a mouse, on a phone, or with the keyboard alone; what it takes is counted. */
import type { Locator, Page } from 'playwright-core'

/** How a person works: at a desk, on a phone, with the keyboard alone. */
export type Manner = 'desk' | 'phone' | 'keyboard'
export const WIDTHS: Readonly<Record<Manner, number>> = { desk: 1280, phone: 360, keyboard: 1280 }

export interface Payload {
  readonly name: string
  readonly buffer: Buffer
}

/** No page has as many stops. */
const MOST_STOPS = 600

export class Walker {
  clicks = 0
  fields = 0
  /** Headings of the pages that were opened, in their order. */
  pages: string[] = []
  /** Characters that stood on them. */
  characters = 0
  readonly page: Page
  readonly #manner: Manner

  constructor(page: Page, manner: Manner) {
    this.page = page
    this.#manner = manner
    // A page is told to ask the test, not the desktop, before the first file is chosen.
    page.on('filechooser', () => {})
  }

  get main(): Locator {
    return this.page.locator('main')
  }

  /** A link's or button's, wherever on the page. */
  link(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole('link', { name, exact: typeof name === 'string' }).first()
  }

  button(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: typeof name === 'string' }).first()
  }

  /** The button of a task on the home page. */
  todo(name: string): Locator {
    return this.page
      .locator('#todo')
      .getByRole('link', { name: new RegExp(`：.*${name}`) })
      .first()
  }

  /** An entry of the navigation. */
  entry(name: string): Locator {
    return this.page.locator('nav.rail').getByRole('link', { name, exact: true })
  }

  /** To another page. */
  async go(to: Locator): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.press(to)])
    await this.arrived()
  }

  /** As whoever opens the hub in the morning. */
  async begin(url: string): Promise<void> {
    await this.page.goto(url)
    this.clicks = 0
    this.fields = 0
    this.pages = []
    this.characters = 0
    await this.arrived()
  }

  async arrived(): Promise<void> {
    this.pages.push((await this.main.getByRole('heading', { level: 1 }).first().textContent())?.trim() ?? '')
    this.characters += ((await this.main.textContent()) ?? '').replace(/\s/g, '').length
  }

  async press(what: Locator): Promise<void> {
    this.clicks++
    if (this.#manner !== 'keyboard') return what.click()
    await this.#reach(what)
    const isBox = await what.evaluate((one) => one.matches('[type=checkbox]'))
    await this.page.keyboard.press(isBox ? 'Space' : 'Enter')
  }

  /** A box, or one of several choices. */
  async tick(box: Locator): Promise<void> {
    this.clicks++
    if (this.#manner !== 'keyboard') return box.check()
    if (await box.evaluate((one) => one.matches('[type=radio]'))) return this.#chooseRadio(box)
    await this.#reach(box)
    await this.page.keyboard.press('Space')
    if (!(await box.isChecked())) throw new Error('not ticked by the keyboard')
  }

  async fill(field: string | RegExp | Locator, text: string): Promise<void> {
    this.fields++
    const into = typeof field === 'string' || field instanceof RegExp ? this.page.getByLabel(field).first() : field
    if (this.#manner !== 'keyboard') return into.fill(text)
    await this.#reach(into)
    await this.page.keyboard.press('ControlOrMeta+A')
    const isDay = await into.evaluate((one) => one.matches('[type=date]'))
    await this.page.keyboard.type(isDay ? text.replace(/(\d+)-(\d+)-(\d+)/, '$2$3$1') : text)
    if ((await into.inputValue()) !== text) throw new Error(`the keyboard wrote ${await into.inputValue()}`)
  }

  async choose(field: string | RegExp | Locator, option: string): Promise<void> {
    this.fields++
    const into = typeof field === 'string' || field instanceof RegExp ? this.page.getByLabel(field).first() : field
    if (this.#manner !== 'keyboard') return void (await into.selectOption({ label: option }))
    await this.#reach(into)
    const [at, to] = await into.evaluate(
      (one: HTMLSelectElement, wanted) => [
        one.selectedIndex,
        [...one.options].findIndex(({ label }) => label.trim() === wanted),
      ],
      option,
    )
    for (let step = at!; step !== to; step += Math.sign(to! - step))
      await this.page.keyboard.press(to! > at! ? 'ArrowDown' : 'ArrowUp')
    const chosen = await into.evaluate((one: HTMLSelectElement) => one.selectedOptions[0]?.label.trim())
    if (chosen !== option) throw new Error(`the keyboard chose ${chosen}`)
  }

  async file(field: Locator, { name, buffer }: Payload): Promise<void> {
    this.fields++
    const payload = { name, mimeType: 'text/csv', buffer }
    if (this.#manner !== 'keyboard') return field.setInputFiles(payload)
    await this.#reach(field)
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.page.keyboard.press('Enter')])
    await chooser.setFiles(payload)
  }

  /** A file comes down; its name. */
  async download(by: Locator): Promise<string> {
    const [file] = await Promise.all([this.page.waitForEvent('download'), this.press(by)])
    return file.suggestedFilename()
  }

  /** It stands on the page, soon. */
  async sees(words: string | RegExp): Promise<void> {
    await this.main.filter({ hasText: words }).waitFor()
  }

  async purpose(why = '核对退回'): Promise<void> {
    await this.choose('查阅用途', why)
  }

  /** Printed, it has something on each sheet. */
  async prints(): Promise<number> {
    const bytes = (await this.page.pdf({ preferCSSPageSize: true })).toString('latin1')
    return bytes.match(/\/Type\s*\/Page\b/g)?.length ?? 0
  }

  /** By the tabulator alone, from where the keyboard is. */
  async #reach(what: Locator): Promise<void> {
    await what.waitFor()
    const isThere = () => what.evaluate((one) => one === document.activeElement)
    for (let stops = 0; !(await isThere()); stops++) {
      if (stops > MOST_STOPS) throw new Error(`not reached by the keyboard: ${what}`)
      await this.page.keyboard.press('Tab')
    }
  }

  async #chooseRadio(one: Locator): Promise<void> {
    const name = await one.getAttribute('name')
    const isInGroup = () =>
      this.page.evaluate((group) => (document.activeElement as HTMLInputElement | null)?.name === group, name)
    for (let stops = 0; !(await isInGroup()); stops++) {
      if (stops > MOST_STOPS) throw new Error(`not reached by the keyboard: ${one}`)
      await this.page.keyboard.press('Tab')
    }
    await this.page.keyboard.press('Space')
    for (let stops = 0; !(await one.isChecked()) && stops < 50; stops++) await this.page.keyboard.press('ArrowDown')
    if (!(await one.isChecked())) throw new Error('not ticked by the keyboard')
  }
}
