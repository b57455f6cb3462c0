import { FORMS } from '../../schemas/columns.ts'
import { Allowed } from '../parts/viewer.tsx'

/** The way to the form that sends it. */
export function SendReturn({ county }: { readonly county: string }) {
  return (
    <Allowed to="send" what="answer" of={{ division: county, office: 'bank' }}>
      <p class="screen">
        <a class="button" href="/lists?form=bank-return#send-title">
          去报送{FORMS['bank-return'].title}
        </a>
      </p>
    </Allowed>
  )
}
