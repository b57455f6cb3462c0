/** Files that hold persons, from the page that asks for them to the copy that is handed out. */
import * as z from 'zod'
import { Purpose } from '../../../schemas/purposes.ts'
import { linkRoute } from '../http/api-route.ts'
import { rememberPurpose } from '../http/audited.ts'
import { formRoute } from '../http/page-route.ts'
import type { Route } from '../http/route.ts'
import { fetchedOnce, fileLink } from '../readings/hand-out.ts'
import { outputDoes, outputFile, outputOwner, outputParams } from '../readings/outputs.ts'
import { homePage } from './home-page.ts'

export const fileRoutes: readonly Route[] = [
  formRoute({
    path: '/outputs/:division/:period/:folder/:name',
    opens: '/',
    summary: 'A file that the hub has made and that holds persons, for a purpose',
    does: outputDoes,
    params: outputParams,
    owner: outputOwner,
    form: Purpose,
    incomplete: 'purpose-incomplete',
    again: {
      field: 'purpose',
      show: (deps, asked, fault, status) =>
        homePage(deps, { ...asked, query: { period: asked.params.period } }, fault, status),
    },
    async run(deps, { params, caller, body }) {
      await rememberPurpose(deps, caller, 'files', body)
      return (await fileLink(deps, caller, await outputFile(deps, params))).path
    },
  }),
  ...(['/files', '/api/files'] as const).map((path) =>
    linkRoute({
      path: `${path}/:token`,
      summary: 'Leads once to a file that was asked for, in the session that asked',
      does: { action: 'see', resource: 'portal' },
      params: { token: z.string().max(64) },
      run: (deps, { params, caller }) => fetchedOnce(deps, caller, params.token),
    }),
  ),
]
