/** An incoming form's template, as an office downloads it. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type TemplateOptions, writeTemplate } from '../../../forms/outgoing/template.ts'
import { ListMode, Period } from '../../../schemas/codes.ts'
import type { Form } from '../../../schemas/columns.ts'
import type { Policy } from '../../../schemas/records/policy.ts'

/** Unfit choices are left out. */
export interface TemplateFor {
  readonly division: string | undefined
  readonly period: string | undefined
  readonly mode: string | undefined
}

export async function templateFile(form: Form, policy: Policy, wish: TemplateFor): Promise<Uint8Array<ArrayBuffer>> {
  const counties =
    wish.division === policy.city.code ? policy.counties : policy.counties.filter((c) => c.code === wish.division)
  const options: TemplateOptions = {
    counties,
    ...valid('period', Period.safeParse(wish.period)),
    ...valid('mode', ListMode.safeParse(wish.mode)),
  }
  const out = new PassThrough()
  const [bytes] = await Promise.all([buffer(out), writeTemplate(out, form, options)])
  return new Uint8Array(bytes)
}

function valid<K extends string, T>(name: K, parsed: { success: boolean; data?: T | undefined }) {
  return (parsed.success ? { [name]: parsed.data } : {}) as { [key in K]?: T }
}
