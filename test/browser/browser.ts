import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
import { fontsFile } from './fonts.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * A browser from npm on Linux for x64; elsewhere, one that is installed. None of the npm package's own flags: they
 * switch web security off, which these tests are about.
 * @param more of its own flags
 * @returns undefined where there is none
 */
export async function openBrowser(...more: readonly string[]): Promise<Browser | undefined> {
  const fromNpm = process.platform === 'linux' && process.arch === 'x64'
  const executablePath = fromNpm ? await sparticuz.executablePath() : installed()
  if (!executablePath) return undefined
  return launched(executablePath, more)
}

/** Two test files that begin at once both unpack it: for a moment it is still being written and cannot be started. */
async function launched(executablePath: string, more: readonly string[], tries = 20): Promise<Browser> {
  try {
    return await launch(executablePath, more)
  } catch (error) {
    if (tries === 1 || !String(error).includes('ETXTBSY')) throw error
    await setTimeout(500)
    return launched(executablePath, more, tries - 1)
  }
}

function launch(executablePath: string, more: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath,
    // What a graphics card would do the processor does at once, and not by playing one.
    args: ['--no-sandbox', '--headless=shell', '--disable-gpu', ...more],
    // In a locale without Chinese, Chromium calls a file with a Chinese name "download".
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...(process.platform === 'linux' && { FONTCONFIG_FILE: fontsFile() }) },
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
