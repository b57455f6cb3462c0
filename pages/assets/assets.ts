/** Nothing comes from another host. */
import { ICON } from './icon.ts'
import { idle } from './idle.ts'
import { live } from './live.ts'
import { passkeys } from './passkeys.ts'
import { send } from './send.ts'
import { STYLE } from './style.ts'
import { ticks } from './ticks.ts'
import { unfold } from './unfold.ts'

export interface Asset {
  readonly type: string
  readonly body: string
}

// Functions reach the browser as text: they use nothing from outside themselves.
const SCRIPT = [idle, live, passkeys, send, ticks, unfold].map((part) => `(${part})();`).join('\n')

const ASSETS: Record<string, Asset> = {
  'style.css': { type: 'text/css; charset=utf-8', body: STYLE },
  'page.js': { type: 'text/javascript; charset=utf-8', body: SCRIPT },
  'icon.svg': { type: 'image/svg+xml', body: ICON },
}

export function asset(name: string): Asset | undefined {
  return Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined
}
