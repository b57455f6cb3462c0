/** 零报告 of a month, of offices that have sent nothing and of others. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Office } from '../../schemas/codes.ts'
import type { HubClient } from '../hub/hub-client.ts'
import type { PlayedMonth } from './played-month.ts'
import { csvTable } from './read-files.ts'

const HEADER = 'division,office,form,answer\n'

/** Once lists have been taken or taken back: what each was answered stands beside it. */
export async function sayNil({ month: { period }, met, path }: PlayedMonth, client: HubClient): Promise<void> {
  const file = join(path, 'nil.csv')
  let text = HEADER
  for (const { division = '', office = '', form = '' } of csvTable(file)) {
    const answer = await answerTo(client.nilReturn({ division, office: office as Office, form, period }))
    met.count(`零报告: ${answer}`)
    text += `${[division, office, form, answer].join(',')}\n`
  }
  writeFileSync(file, text)
}

/** @throws what is no answer to 零报告 */
async function answerTo(said: Promise<void>): Promise<'taken' | 'refused'> {
  try {
    await said
    return 'taken'
  } catch (error) {
    if (!/^409: /.test((error as Error).message)) throw error
    return 'refused'
  }
}
