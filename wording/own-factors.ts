/** Words about a password, an authenticator and recovery codes that several pages have. */
export const OWN_FACTORS = '密码、手机验证器和恢复码'

export const OWN_FACTOR_ACTS = {
  password: '修改密码',
  authenticator: '更换手机验证器',
  recovery: '重新生成恢复码',
} as const
