import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeOwnFolder } from '../../../../local/host/machine/own-folder.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-own-'))
afterAll(() => rmSync(dir, { recursive: true }))

const modeOf = (name: string) => statSync(join(dir, name)).mode & 0o777

test.skipIf(process.platform === 'win32')('a new folder and one that stood open are the owner’s alone', () => {
  mkdirSync(join(dir, 'old'), { mode: 0o755 })
  for (const name of ['old', 'new/inner']) {
    makeOwnFolder(join(dir, name))
    expect([name, modeOf(name)]).toEqual([name, 0o700])
  }
})
