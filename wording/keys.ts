/** Keys of offices' own systems (docs/access.md#sign-in). */
import type { Scope } from '../schemas/duties.ts'
import type { ApiKey } from '../schemas/records/api-key.ts'

/** As whom a key sends. */
export const keyName = ({ name }: Pick<ApiKey, 'name'>): string => `接口密钥“${name}”`

export const SCOPE_NAMES: Record<Scope, string> = {
  'send-files': '报送文件',
  'read-states': '查询报送状态',
}

export const MAKE_KEY = '新建接口密钥'
export const REVOKE_KEY = '吊销'
export const BACK_TO_KEYS = '返回接口密钥'

export const KEY_HEADINGS = { name: '名称', scopes: '权限', until: '有效期至' } as const
export const KEY_ENDED = { words: '已到期', tone: 'bad' } as const
export const KEY_ENDING = { words: '即将到期', tone: 'wait' } as const
export const KEY_IN_USE = { words: '在用', tone: 'good' } as const

export const scopeNames = (scopes: readonly Scope[]): string => scopes.map((scope) => SCOPE_NAMES[scope]).join('、')

export const NO_KEYS = '还没有接口密钥。单位要用自己的业务系统报送的，请在下面新建，交给该系统的管理人员。'
