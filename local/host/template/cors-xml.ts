interface CorsRule {
  AllowedMethods: string[]
  AllowedOrigins: string[]
  AllowedHeaders?: string[]
  ExposedHeaders?: string[]
  MaxAge?: number
}

export function corsXml({ CorsRules }: { CorsRules: CorsRule[] }): string {
  const rules = CorsRules.map((rule) =>
    [
      ...rule.AllowedOrigins.map((value) => tag('AllowedOrigin', value)),
      ...rule.AllowedMethods.map((value) => tag('AllowedMethod', value)),
      ...(rule.AllowedHeaders ?? []).map((value) => tag('AllowedHeader', value)),
      ...(rule.ExposedHeaders ?? []).map((value) => tag('ExposeHeader', value)),
      ...(rule.MaxAge === undefined ? [] : [tag('MaxAgeSeconds', String(rule.MaxAge))]),
    ].join(''),
  )
  return `<CORSConfiguration>${rules.map((rule) => `<CORSRule>${rule}</CORSRule>`).join('')}</CORSConfiguration>`
}

function tag(name: string, value: string): string {
  const escaped = value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  return `<${name}>${escaped}</${name}>`
}
