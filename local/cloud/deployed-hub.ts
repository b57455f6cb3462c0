/** A hub in an account, as `cdk deploy --outputs-file` describes it. */
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import type { HubAccess } from '../hub/hub-access.ts'

/** By stack. */
const Outputs = z.record(z.string(), z.record(z.string(), z.string()))

/** @throws where the file is not there or names no hub */
export function deployedHub(file: string): HubAccess & { readonly url: string } {
  const outputs = Object.assign({}, ...Object.values(Outputs.parse(JSON.parse(readFileSync(file, 'utf8')))))
  if (!outputs.Url || !outputs.WorkTable) throw new Error(`${file} is no outputs file of a hub`)
  return { outputs, url: outputs.Url }
}
