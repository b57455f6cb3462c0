import type { Page } from 'playwright-core'

/** Texts of a page whose colour stands less than 4.5:1 (large ones 3:1) off their ground: WCAG 2.2, 1.4.3. */
export function faintTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parse = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
    const light = ([r = 0, g = 0, b = 0]: number[]) => {
      const part = (v: number) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)
      return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    }
    const groundOf = (element: Element | null): number[] => {
      for (let at = element; at; at = at.parentElement) {
        const ground = parse(getComputedStyle(at).backgroundColor)
        if (ground.length === 3 || ground[3] === 1) return ground
      }
      return [255, 255, 255]
    }
    const faint: string[] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement
      const text = texts.currentNode.textContent?.trim()
      if (!text || !element?.checkVisibility() || element.closest('option, script')) continue
      const style = getComputedStyle(element)
      const ground = groundOf(element)
      const opacity = Number(style.opacity)
      const colour = parse(style.color).map((v, i) => v * opacity + ground[i]! * (1 - opacity))
      const [one, other] = [light(colour), light(ground)]
      const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
      const size = Number.parseFloat(style.fontSize)
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
      if (ratio < (isLarge ? 3 : 4.5)) faint.push(`${ratio.toFixed(1)} ${text}`)
    }
    return faint
  })
}
