/** The file that turns on a city's identity provider: what it may say, and what is said of one that may not. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { env } from '../../../functions/web/env.ts'
import { identityVariables } from '../../../local/hub/identity-setting.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-setting-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const SETTING = { issuer: 'https://id.city.example', clientId: 'hub', clientSecret: 'made up', amr: 'pwd otp' }

function read(text: string) {
  writeFileSync(join(dir, 'identity-provider.json'), text)
  return identityVariables(dir)
}

test('no file is no provider', () => {
  expect(identityVariables(join(dir, 'none'))).toEqual({})
})

test('it becomes what the web function reads', () => {
  const shape = env.pick({ IDENTITY_ISSUER: true, IDENTITY_SECRET: true, IDENTITY_ACR: true, IDENTITY_AMR: true })
  expect(shape.parse(read(JSON.stringify(SETTING)))).toEqual({
    ...{ IDENTITY_ISSUER: SETTING.issuer, IDENTITY_SECRET: SETTING.clientSecret },
    ...{ IDENTITY_ACR: [], IDENTITY_AMR: ['pwd', 'otp'] },
  })
  expect(read(JSON.stringify({ ...SETTING, issuer: 'http://localhost:3000' })).IDENTITY_ISSUER).toMatch(/^http:/)
})

test.each([
  ['整个文件', '{'],
  ['issuer', JSON.stringify({ ...SETTING, issuer: 'http://id.city.example' })],
  ['issuer', JSON.stringify({ ...SETTING, issuer: 'http://localhost.city.example' })],
  ['clientSecret', JSON.stringify({ ...SETTING, clientSecret: '' })],
  ['clientId', JSON.stringify({ ...SETTING, clientId: undefined })],
  ['整个文件', JSON.stringify({ ...SETTING, secret: 'x' })],
])('what is wrong is named, without the secret: %s', (field, text) => {
  expect(() => read(text)).toThrow(new RegExp(`identity-provider.json 有误：${field}。`))
  expect(() => read(text)).not.toThrow(/made up/)
})
