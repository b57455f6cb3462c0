/** What every letter's HTML has to be. */
import { SaxesParser } from 'saxes'
import { expect } from 'vitest'
import type { Mail } from '../../../forms/letters/letter.ts'

/** Well formed, tables with inline styles, nothing that is fetched or run, the links of the text, its words. */
export function expectMailHtml({ subject, text, html }: Mail, ...expected: string[]): void {
  const parser = new SaxesParser()
  const tags: string[] = []
  const links: string[] = []
  let words = ''
  parser.on('opentag', ({ name, attributes }) => {
    tags.push(name)
    for (const attribute of Object.keys(attributes)) expect(attribute).not.toMatch(/^(class|id|src|background|on.+)$/)
    if (attributes.href !== undefined) links.push(String(attributes.href))
  })
  parser.on('text', (t) => {
    words += t
  })
  // As XML, but for the two void elements.
  parser.write(html.replace('<!doctype html>', '').replace(/<(meta [^>]*|br)>/g, '<$1/>')).close()
  expect(new Set(tags)).toEqual(
    new Set([...tags].filter((tag) => /^(html|head|meta|title|body|table|tr|td|h1|h2|p|br|span|a)$/.test(tag))),
  )
  expect(links).toEqual(expected)
  expect(html).not.toMatch(/url\(|@import|<style/)
  const squeezed = plain(words)
  // An item's own link stands behind words.
  const lines = text.split('\n').filter((line) => !line.startsWith('   http'))
  for (const line of [subject, ...lines]) expect(squeezed).toContain(plain(line.replace(/^\d+\. /, '')))
}

/** Without the white space, numbers and signs by which the text sets apart what the HTML sets in cells. */
function plain(text: string): string {
  return text.replace(/[\s：【】]/g, '')
}
