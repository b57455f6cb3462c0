import { BACK_HOME } from '../../wording/page-names.ts'
import { Layout } from './layout.tsx'

/** A page with one sentence: what is wrong and what to do. */
export function Message({ heading, text, again }: { heading: string; text: string; again?: number }) {
  return (
    <Layout title={heading} local={false} {...(again !== undefined && { again })}>
      <section class="card" id="message" data-moving={again === undefined ? undefined : ''}>
        <h1>{heading}</h1>
        <p>{text}</p>
        <p>
          <a href="/">{BACK_HOME}</a>
        </p>
      </section>
    </Layout>
  )
}
