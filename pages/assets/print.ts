/**
 * Pages on A4: unfolded, legible without colours, nothing below 8 pt. A heading reserves room, for Chromium does not
 * keep it with its table.
 */
export const PRINT = `
@page { size: A4; margin: 14mm 12mm 16mm; @bottom-center { content: counter(page) "/" counter(pages); font-size: 9pt } }
@page wide { size: A4 landscape }
@media print {
  :root { --ink: #000; --soft: #000; --line: #000; --edge: #000; --brand: #000; --brand-dark: #000; --good: #000; --wait: #000; --bad: #000 }
  .where, .idle, .rail, .tabs, .top .waiting, .top .told, .skip, #said, footer, form, button, .button, input, label, .back, .screen, main a[href="/"], progress, noscript { display: none !important }
  .todo form, .requests form, form:has(table) { display: block !important; padding: 0 }
  body { background: #fff; color: #000; font-size: 10.5pt; line-height: 1.5 }
  .wide { max-width: none; padding: 0 }
  main { padding: 8pt 0 0 !important }
  .frame { display: block }
  .top { background: none; border: 0; border-bottom: 1.5pt solid #000 }
  .brand { gap: 8pt; padding: 0 0 6pt; color: #000 }
  .brand strong { padding: 0 5pt; border-color: #000; font-size: 12pt }
  .brand small { font-size: 10pt; opacity: 1 }
  a, .none { color: #000; text-decoration: none }
  small, .more { font-size: inherit !important }
  h1 { margin: 12pt 0 8pt; font-size: 16pt }
  h2 { margin-top: 12pt; font-size: 13pt }
  h3 { font-size: 11pt }
  h1, h2, h3, summary { break-after: avoid }
  h2, .periods { break-inside: avoid }
  h2::after, .periods::after { content: ""; display: block; height: 90pt; margin-bottom: -90pt }
  .card:has(.picture) h2::after { height: 300pt; margin-bottom: -300pt }
  .periods { display: block }
  .periods::after { height: 130pt; margin-bottom: -130pt }
  .columns { display: block }
  .card { margin: 0 0 14pt; padding: 0; border: 0 }
  main > :last-child { margin-bottom: 0 }
  .narrow { max-width: none }
  .landscape { page: wide }
  .scroll { overflow: visible }
  .note, .todo li, .faults { background: none; border: 1pt solid #000; border-left-width: 4pt; break-inside: avoid }
  .paper { display: block; break-inside: avoid }
  .counts div { min-width: 0; padding: 4pt 10pt; border-color: #000; break-inside: avoid }
  .counts dd { font-size: 13pt }
  table { width: calc(100% - 1pt); font-size: 9pt }
  th, td { padding: 3pt 4pt !important; border: .5pt solid #000 !important; white-space: normal !important; font-size: inherit !important }
  .scroll > table:not([class]) tbody th:first-child { word-break: keep-all }
  thead { display: table-header-group }
  thead th { background: none !important; color: #000 }
  tfoot { display: table-row-group }
  tr { break-inside: avoid }
  .requests li { border-top: .5pt solid #000; break-inside: avoid }
  .outcomes, .board { font-size: 8pt }
  .board tr > :first-child { position: static }
  .picture { break-inside: avoid }
  .picture svg { min-width: 0 !important; max-height: 150mm }
  .sheet { gap: 6pt 16pt }
  .sheet .card { margin: 0; break-inside: avoid }
  .sheet h2 { margin: 0 }
  .sheet .card h2::after { content: none }
  .sheet .said { margin: 2pt 0; font-size: 10pt }
  .source { margin: 6pt 0 0; font-size: 9pt }
  .state, .mark { padding: 0 3pt; border: .75pt solid #000; background: none !important; color: #000 !important; font-size: inherit }
  .mark.bad, .state.bad { border-width: 1.5pt; font-weight: 700 }
  .periods a { display: none }
  .periods a[aria-current] { display: inline; padding: 0; border: 0; background: none; font-weight: 700 }
  .place:has(.board) { break-inside: avoid }
  .place summary::before, .place[open] summary::before { content: none }
  summary { padding-left: 0 !important }
  .matrix summary { display: none }
  .matrix tbody th, .matrix .file { white-space: nowrap !important }
  .matrix .file { display: inline; padding: 0 }
  .matrix .file:not(:last-child)::after { content: "、" }
  details::details-content { content-visibility: visible; block-size: auto; opacity: 1 }
}
`
