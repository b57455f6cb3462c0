import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * A browser from npm on Linux for x64; elsewhere, one that is installed. None of the npm package's own flags: they
 * switch web security off, which these tests are about.
 * @returns undefined where there is none
 */
export async function openBrowser(): Promise<Browser | undefined> {
  const fromNpm = process.platform === 'linux' && process.arch === 'x64'
  const executablePath = fromNpm ? await sparticuz.executablePath() : installed()
  if (!executablePath) return undefined
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--headless=shell', '--use-angle=swiftshader'],
    // In a locale without Chinese, Chromium calls a file with a Chinese name "download".
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}
