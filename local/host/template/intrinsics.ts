/** Both throw for a name that they do not know. */
export interface Names {
  ref(id: string): unknown
  attribute(id: string, name: string): unknown
  /** As written, of any of the hub's stacks. */
  output(name: string): unknown
}

type Intrinsic = (argument: unknown, names: Names) => unknown

const INTRINSICS: Record<string, Intrinsic> = {
  Ref: (id, names) => names.ref(String(id)),
  'Fn::GetAtt': (argument, names) => {
    const [id, ...path] = typeof argument === 'string' ? argument.split('.') : (argument as string[])
    return names.attribute(String(id), path.join('.'))
  },
  'Fn::GetStackOutput': (argument, names) =>
    resolve(names.output((argument as { OutputName: string }).OutputName), names),
  'Fn::Join': (argument, names) => {
    const [separator, parts] = argument as [string, unknown[]]
    return (resolve(parts, names) as unknown[]).map(String).join(separator)
  },
  'Fn::Split': (argument, names) => {
    const [separator, text] = argument as [string, unknown]
    return String(resolve(text, names)).split(separator)
  },
  'Fn::Select': (argument, names) => {
    const [index, list] = argument as [string | number, unknown]
    return (resolve(list, names) as unknown[])[Number(index)]
  },
  'Fn::Sub': (argument, names) => {
    const [text, own] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, Record<string, unknown>]
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`
      if (name in own) return String(resolve(own[name], names))
      const [id, ...path] = name.split('.')
      return String(path.length ? names.attribute(String(id), path.join('.')) : names.ref(String(id)))
    })
  },
}

/** @throws naming an intrinsic function that is not on the list */
export function resolve(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, names)).filter((item) => item !== NO_VALUE)
  if (typeof value !== 'object' || value === null) return value
  const keys = Object.keys(value)
  const [only] = keys
  if (keys.length === 1 && only && (only === 'Ref' || only === 'Condition' || only.startsWith('Fn::'))) {
    const intrinsic = INTRINSICS[only]
    if (!intrinsic) throw new Error(`the embedded host does not know the intrinsic ${only}`)
    return intrinsic((value as Record<string, unknown>)[only], names)
  }
  const resolved = Object.entries(value).map(([key, item]) => [key, resolve(item, names)] as const)
  return Object.fromEntries(resolved.filter(([, item]) => item !== NO_VALUE))
}

/** A property that resolves to `AWS::NoValue` is left out. */
export const NO_VALUE = Symbol('AWS::NoValue')
