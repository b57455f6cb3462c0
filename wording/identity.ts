/** Words about the city's own identity provider. */
export const IDENTITY_PROVIDER = '统一身份认证'
export const SIGN_IN_BY_PROVIDER = `${IDENTITY_PROVIDER}登录`
export const BIND_IDENTITY = `绑定${IDENTITY_PROVIDER}`
