/** Forms as somebody sends them wrong: with nothing in them, and with every field filled in wrongly. */
import type { Page, Response } from 'playwright-core'
import type { Identity } from '../../local/hub/identities.ts'
import { may } from '../../rules/access/may.ts'
import { Office } from '../../schemas/codes.ts'
import { DUTIES, Duty } from '../../schemas/duties.ts'
import { present } from '../../schemas/present.ts'
import { CITY, COUNTY, TOWNSHIPS } from '../faults/lists.ts'
import type { AccessRow } from '../flow/access-row.ts'

const DIVISIONS = [COUNTY, CITY, TOWNSHIPS[COUNTY]?.[0] ?? '']

/** Somebody who may send it, of the county where anybody of it may. */
export function whoMay({ act, owner, open }: AccessRow): Identity | undefined {
  if (open) return undefined
  const all = DIVISIONS.flatMap((division) =>
    Duty.options.flatMap((duty): Identity[] => {
      const { offices } = DUTIES.find((row) => row.duty === duty) ?? {}
      const isWatcher = ['administrator', 'security', 'auditor'].includes(duty)
      if (isWatcher) return [{ duty, division }]
      return (offices ?? Office.options).map((office) => ({ duty, division, office }))
    }),
  )
  return all.find(({ duty, ...who }) => may({ ...who, duties: [duty] }, act, owner ?? who))
}

/**
 * Sends these fields as a form of a page of the hub does; the page then shows what it was answered.
 * @param from the page that has the form
 */
export async function sendTo(
  page: Page,
  url: string,
  fields: AccessRow['body'] = {},
  from = new URL('/nowhere', url).href,
): Promise<Response> {
  await page.goto(from)
  const said = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)])
  const submit = () => page.evaluate(submitForm, { action: url, said })
  return present(await answerTo(page, submit), 'what a form was answered')
}

/** In the browser. */
function submitForm({ action, said }: { action: string; said: [string, string][] }): boolean {
  const form = Object.assign(document.createElement('form'), { method: 'post', action })
  for (const [name, value] of said) form.append(Object.assign(document.createElement('input'), { name, value }))
  document.body.append(form)
  // Whoever asked has its answer before the page goes.
  setTimeout(() => form.submit())
  return true
}

/**
 * Fills in the form of the page that goes to the path, every field wrongly, and sends it past what the browser itself would say.
 * @returns what it was answered, which the page then shows; undefined where there is no such form
 */
export const sendWrong = (page: Page, path: string) => answerTo(page, () => page.evaluate(fillWrong, path))

async function answerTo(page: Page, submit: () => Promise<boolean>): Promise<Response | undefined> {
  const shown = page.waitForEvent('load', { timeout: 30_000 }).catch(() => {})
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST', { timeout: 30_000 })
  answered.catch(() => {})
  if (!(await submit())) return undefined
  const answer = await answered
  // A page that is still coming cannot be closed.
  if (showsPage(answer)) await shown
  return answer
}

/** It is a page, or leads to one; the rest are files. */
function showsPage(answer: Response): boolean {
  const { 'content-type': type = '', location = '' } = answer.headers()
  return location ? location.startsWith('/') && !location.startsWith('/files/') : type.startsWith('text/html')
}

/** In the browser. */
function fillWrong(action: string): boolean {
  const forms = [...document.querySelectorAll('form')].filter((one) => one.method === 'post')
  const isAsked = (address: string) => new URL(address).pathname === action
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('button[formaction]')]
  const button = buttons.find((one) => isAsked(one.formAction))
  const form = button?.form ?? forms.find((one) => isAsked(one.action))
  if (!form) return false
  if (button) form.action = button.formAction
  const wrong: Readonly<Record<string, string>> = { date: '1900-01-01', month: '1900-01', number: '-1' }
  for (const one of form.elements) {
    if (one instanceof HTMLSelectElement) one.selectedIndex = one.options.length - 1
    else if (one instanceof HTMLTextAreaElement) one.value = '错'
    else if (one instanceof HTMLInputElement && ['checkbox', 'radio'].includes(one.type)) one.checked = true
    else if (one instanceof HTMLInputElement && !['hidden', 'file'].includes(one.type))
      one.value = wrong[one.type] ?? '<错>'
  }
  // Neither the browser nor a script stands between: what the hub says is looked at.
  setTimeout(() => HTMLFormElement.prototype.submit.call(form))
  return true
}
