/** Returns of a month are sent back by the city and submitted again; what was submitted of any month stays as it was. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { random } from '../../samples/random.ts'
import type { HubClient } from '../hub/hub-client.ts'
import type { PlayedMonth } from './played-month.ts'
import { filesUnder } from './read-files.ts'

type ReturnAct = 'submitted' | 'sent back' | 'submitted again'

/** Of one city, with its months so far. */
export class Returns {
  readonly #acts = new Map<string, ReturnAct>()
  /** As each version was when it was first seen. */
  readonly #versions = new Map<string, string>()

  async act({ seed, month: { period }, met, path, out }: PlayedMonth, client: HubClient): Promise<void> {
    const closed = new Set(filesUnder(out, 'statistics').map(({ division }) => division))
    const counties = [...closed].filter((division) => !division.endsWith('00')).sort()
    for (const county of counties) {
      const key = `${county} ${period}`
      const dealt = random(seed, 'return', county, period).next()
      this.#acts.set(key, dealt < 0.12 ? 'sent back' : dealt < 0.4 ? 'submitted again' : 'submitted')
      met.count(`return: ${this.#acts.get(key)}`)
      if (dealt >= 0.4) continue
      await client.sendReturnBack(county, period, '人数与名单不符，请核对')
      if (dealt >= 0.12) await client.submit(county, period, '已核对')
    }
    let text = 'division,period,act,state,versions,changed\n'
    for (const [key, act] of this.#acts) {
      const [division = '', of = ''] = key.split(' ')
      const { state, versions } = await client.returnOf(division, of)
      const changed = versions.filter(({ sentBack: _, ...content }) => {
        const name = `${key} ${content.version}`
        const known = this.#versions.get(name) ?? JSON.stringify(content)
        this.#versions.set(name, known)
        return known !== JSON.stringify(content)
      })
      const numbers = changed.map(({ version }) => version).join(' ')
      text += `${[division, of, act, state, versions.length, numbers].join(',')}\n`
    }
    writeFileSync(join(path, 'returns.csv'), text)
  }
}
