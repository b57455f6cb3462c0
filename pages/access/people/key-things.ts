import { isEnding, isGood } from '../../../rules/access/api-key-rules.ts'
import type { ApiKey } from '../../../schemas/records/api-key.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { dayName, usedName } from '../../../wording/dates.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { KEY_ENDED, KEY_ENDING, KEY_HEADINGS, KEY_IN_USE, NO_KEYS, scopeNames } from '../../../wording/keys.ts'
import { officeName } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import type { Thing, ThingList } from '../../parts/things.tsx'

export interface KeyThing extends Thing {
  readonly key: ApiKey
}

/** One that ends soon waits for its administrator: the office's system needs another in time. */
export function keyThings(policy: Policy, keys: readonly ApiKey[], day: string): ThingList<KeyThing> {
  return {
    id: 'keys',
    name: PAGE_NAMES.keys,
    numbered: KEY_HEADINGS.name,
    stated: HEADINGS.state,
    columns: [HEADINGS.office, KEY_HEADINGS.scopes, KEY_HEADINGS.until, HEADINGS.lastUsed],
    things: keys.map((key) => ({
      key,
      number: key.name,
      cells: [officeName(policy, key), scopeNames(key.scopes), dayName(key.until), usedName(key.usedAt)],
      state: { ...stateOf(key, day), moving: false },
      stage: isEnding(key, day) ? 'todo' : 'done',
    })),
    empty: NO_KEYS,
    // Nothing is under way with a key.
    tabs: ['todo', 'all'],
  }
}

function stateOf(key: ApiKey, day: string) {
  if (!isGood(key, day)) return KEY_ENDED
  return isEnding(key, day) ? KEY_ENDING : KEY_IN_USE
}
