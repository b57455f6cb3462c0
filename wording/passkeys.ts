/** Words about passkeys that several pages have. */
export const PASSKEY_ACTS = {
  signIn: '用通行密钥登录',
  add: '添加通行密钥',
  begin: '用通行密钥启用',
} as const

/** The passkey that an account begins with. */
export const FIRST_PASSKEY = '首次使用'
