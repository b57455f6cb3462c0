/** What offices do about lists beside sending them: a held one is confirmed, another taken back. */
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { random } from '../../samples/random.ts'
import type { HubClient } from '../hub/hub-client.ts'
import type { SentList } from '../play-month.ts'
import type { HeldLists, PlayedMonth } from './played-month.ts'

const rosterOf = ({ file: { division, form } }: SentList) => `${division} ${form.replace(/-(?:full|new)$/, '')}`
const endsOthers = ({ file: { form } }: SentList) => !form.endsWith('-new')

export async function actOnLists(
  { seed, month, met, path }: PlayedMonth,
  held: HeldLists,
  client: HubClient,
  lists: readonly SentList[],
): Promise<void> {
  const acts = join(path, 'acts.csv')
  writeFileSync(acts, 'division,office,file,period,act\n')
  const act = async (list: SentList, period: string, what: 'confirmed' | 'withdrawn') => {
    const { id, file } = list
    const { division, office, name } = file
    await client[what === 'confirmed' ? 'confirm' : 'withdraw']({ division, office, id })
    appendFileSync(acts, `${[division, office, name, period, what].join(',')}\n`)
    met.count(`list: ${what}${period === month.period ? '' : ' months later'}`)
  }
  for (const list of inOrder(lists)) if (endsOthers(list)) held.delete(rosterOf(list))
  for (const [roster, list] of [...held]) {
    const draw = random(seed, 'acts', roster, month.number)
    if (!draw.chance(0.3)) continue
    await act(list, list.period, 'confirmed')
    held.delete(roster)
  }
  for (const list of inOrder(lists)) {
    const { file, id } = list
    const { state } = await client.upload(file.division, id)
    const draw = random(seed, 'acts', file.division, file.office, file.name, month.number)
    const dealt = draw.next()
    if (state === 'held') met.count('list: held')
    if (state === 'held' && dealt < 0.4) await act(list, month.period, 'confirmed')
    else if (state === 'held' && dealt < 0.6) await act(list, month.period, 'withdrawn')
    else if (state === 'held') held.set(rosterOf(list), { ...list, period: month.period })
    else if (state === 'accepted' && month.number > 0 && dealt < 0.05) await act(list, month.period, 'withdrawn')
  }
}

const inOrder = (lists: readonly SentList[]) => lists.toSorted((a, b) => (a.file.path < b.file.path ? -1 : 1))
