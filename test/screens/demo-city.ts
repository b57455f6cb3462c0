/** The demo city, played to its end, until it is told to go. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beginDemo, playDemo } from '../../local/demo/demo.ts'
import { DEMO_DAY } from '../../local/demo/demo-files.ts'
import { demoPersons } from '../../local/demo/demo-persons.ts'
import { madeUpContacts } from '../../local/demo/made-up-contacts.ts'
import { startHub } from '../../local/host/hub.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import type { City } from './ways.ts'

interface DemoCity extends City {
  readonly url: string
  /** Nobody is signed in by a click any more: the pages of sign-in are the hub's own. */
  closeDoor(): void
  end(): Promise<void>
}

export async function demoCity(): Promise<DemoCity> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yingbao-screens-'))
  const hub = await startHub({ dataDir, port: 0, letters: true, log: () => {} })
  const stores = hubStores(hub)
  await beginDemo({ stores }, new Date())
  await stores.deadlines.putPolicy(DEFAULT_DEADLINES)
  await stores.contacts.put(madeUpContacts(defaultPolicy()))
  await stores.policies.put(defaultPolicy())
  hub.livesOn(DEMO_DAY)
  hub.standBeside(demoPersons(stores, await stores.policies.inForce(), () => new Date()))
  const plan = await stores.demo.get()
  if (plan) await playDemo({ hub, stores, dataDir, signal: new AbortController().signal, say: () => {} }, plan)
  return {
    hub,
    stores,
    url: hub.url,
    closeDoor: () => hub.standBeside({ answer: async () => undefined, page: (html) => html }),
    async end() {
      await hub.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
