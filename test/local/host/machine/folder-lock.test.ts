import { writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockFolder } from '../../../../local/host/machine/folder-lock.ts'

const folder = () => mkdtemp(join(tmpdir(), 'yingbao-lock-'))

test('a folder is held by one, and free again when let go', async () => {
  const dir = await folder()
  const release = lockFolder(dir)
  expect(() => lockFolder(dir)).toThrow(expect.objectContaining({ name: 'FolderTaken' }))
  release()
  lockFolder(dir)()
})

test('a lock that cannot be taken for another reason is not called another hub', async () => {
  const dir = await folder()
  writeFileSync(join(dir, 'lock.db'), 'no database'.repeat(1000))
  expect(() => lockFolder(dir)).toThrow(expect.objectContaining({ name: 'Error', message: 'file is not a database' }))
})
