/** Templates of incoming forms. */
import * as z from 'zod'
import { FORMS, type FormCode } from '../../../schemas/columns.ts'
import { workbookRoute } from '../http/api-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { templateFile } from './template-file.ts'

const wish = z.string().optional()

export const templateRoutes: readonly Route[] = [
  workbookRoute({
    path: '/templates/:file',
    summary: 'The template of an incoming form',
    // Nothing of anybody stands in it.
    does: { action: 'see', resource: 'portal', open: true },
    params: { file: z.string() },
    query: { division: wish, period: wish, mode: wish },
    async run(deps, { params, query: { division, period, mode } }) {
      const code = params.file.replace(/\.xlsx$/, '')
      const form = found(Object.hasOwn(FORMS, code) ? FORMS[code as FormCode] : undefined)
      const bytes = await templateFile(form, await deps.policies.inForce(), { division, period, mode })
      return { name: `${form.title}.xlsx`, bytes }
    },
  }),
]
