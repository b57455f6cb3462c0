/** The home page, also where one of its forms was refused. */
import { Home } from '../../../pages/home/home.tsx'
import type { Sender } from '../../../pages/home/upload-form.tsx'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { Period } from '../../../schemas/codes.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { isAnswerForm } from '../../../schemas/records/upload.ts'
import { ANSWERS, sentForms } from '../../../wording/forms.ts'
import { accountNotes } from '../access/people/account-check-view.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, permitted } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { isSensible } from '../http/sensible-period.ts'
import { homeView } from './home-view.ts'

interface Shown {
  readonly query: { readonly period?: string | undefined }
  readonly local: boolean
  readonly caller: Caller
}

export async function homePage(
  deps: WebDeps,
  { query, local, caller }: Shown,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  const asked = Period.safeParse(query.period).data
  const wished = asked && isSensible(asked, policy, deps.dayOf(deps.now())) ? asked : undefined
  const view = await homeView(deps, policy, wished, permitted(caller))
  const accounts = await accountNotes(deps, caller)
  return page(Home({ ...view, accounts, sender: senderOf(policy, caller), local, fault }), status, {
    uploadsTo: await deps.inbox.origin(),
    filesFrom: await deps.outbox.origin(),
  })
}

function senderOf(policy: Policy, caller: Caller): Sender | undefined {
  const { division, office } = actorOf(caller) ?? {}
  if (!(division && office && permitted(caller)('send', 'name-list', { division, office }))) return undefined
  // Registers and answers are the counties' only.
  const isCity = division === policy.city.code
  const forms = [...sentForms(policy), ...ANSWERS].filter(
    (form) =>
      form.office === office &&
      (form.template !== 'settlement' || permitted(caller)('send', 'settlement', { division, office })) &&
      !(isCity && (form.template === 'register' || isAnswerForm(form.template))),
  )
  return forms.length > 0 ? { division, office, forms } : undefined
}
