/** Two of the game days: nobody is lost and nobody instructed twice (`npm run game-days` plays all). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DAYS } from '../game-days/days.ts'

test.each(DAYS.filter(({ name }) => ['throttled tables', 'a stage dead for an hour'].includes(name)))(
  '$name',
  async ({ run }) => {
    const dir = mkdtempSync(join(tmpdir(), 'yingbao-game-day-'))
    try {
      const seen = await run(dir)
      expect(seen.join(' ')).toMatch(/Every outcome as expected; 88 persons instructed, each once\./)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  },
)
