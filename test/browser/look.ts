import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { barriers } from './barriers.ts'
import { faintTexts } from './contrast.ts'

/** A page is legible, without barriers and no wider than its window; `SCREENSHOTS` names a folder for pictures of it. */
export async function look(page: Page, name: string, width: number): Promise<void> {
  if (process.env.SCREENSHOTS) {
    mkdirSync(process.env.SCREENSHOTS, { recursive: true })
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true })
  }
  expect(await faintTexts(page), name).toEqual([])
  expect(await barriers(page), name).toEqual([])
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: name }).toBe(width)
}
