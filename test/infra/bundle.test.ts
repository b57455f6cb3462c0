/** What web's bundle loads by itself, as it is deployed: each page of a new process waits for it. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { synthesise } from '../../infra/synth.ts'

const STATIC = /(?:^|[;}])\s*(?:import|export)\b[^'"();]*["'](\.[^"']+)["']/gm

function loadedBy(entry: string): Map<string, string> {
  const loaded = new Map<string, string>()
  const follow = (file: string): void => {
    if (loaded.has(file)) return
    const text = readFileSync(file, 'utf8')
    loaded.set(file, text)
    for (const [, path = ''] of text.matchAll(STATIC)) follow(join(dirname(file), path))
  }
  follow(entry)
  return loaded
}

test('few files and a megabyte, with the table’s client, and nothing that only some pages need', async () => {
  const { assets } = await synthesise()
  const asset = readdirSync(assets).find((name) => name.startsWith('asset.')) ?? ''
  const web = join(assets, asset, 'web')
  const loaded = loadedBy(join(web, 'index.mjs'))
  // A new process takes half a millisecond for each file, and a tenth for each KB.
  expect(loaded.size).toBeGreaterThan(1)
  expect(loaded.size).toBeLessThanOrEqual(12)
  const first = [...loaded.values()].join('\n')
  expect(first.length).toBeLessThan(1_000_000)
  const all = readdirSync(web)
    .map((name) => readFileSync(join(web, name), 'utf8'))
    .join('\n')
  const NEEDED_BY_SOME = {
    'the SDK': 'com.amazonaws.',
    objects: 'com.amazonaws.s3',
    queues: 'com.amazonaws.sqs',
    secrets: 'com.amazonaws.secretsmanager',
    holidays: 'Dragon Boat Festival',
    spreadsheets: 'xl/workbook.xml',
    charts: 'zrender',
    passkeys: 'verifyAuthenticationResponse',
    'one-time codes': 'otpauth',
    'the home page': 'homePage',
    styles: 'font-family',
  }
  expect(first.includes('DynamoDB_20120810')).toBe(true)
  for (const [what, mark] of Object.entries(NEEDED_BY_SOME)) {
    expect(all.includes(mark), `${what} are somewhere`).toBe(true)
    expect(first.includes(mark), `${what} are loaded before the first page`).toBe(false)
  }
})
