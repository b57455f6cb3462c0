import { PRINT } from './print.ts'
import { TONES } from './tones.ts'

/** Contrast of at least 4.5:1 (WCAG 2.2 AA), the reader's own fonts. */
export const STYLE = `
:root {
  --ink: #1c2733; --soft: #4d5a68; --line: #d5dce3; --edge: #76838f; --ground: #f3f6f9; --card: #fff;
  --brand: #0f4c75; --brand-dark: #0a3553; --red: #b3261e;
  --good: #17603a; --good-ground: #e4f3ea; --wait: #724700; --wait-ground: #fdf1d6;
  --bad: #a01d16; --bad-ground: #fdeae8; --moving-ground: #e1eef8; --plain-ground: #edf0f3;
}
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body {
  margin: 0; color: var(--ink); background: var(--ground); font-size: 16px; line-height: 1.6;
  font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", sans-serif;
}
.wide { display: block; max-width: 1320px; margin: 0 auto; padding: 0 20px }
a { color: var(--brand); text-underline-offset: 3px }
a:hover { color: var(--brand-dark); text-decoration-thickness: 2px }
:focus-visible { outline: 3px solid #e08a00; outline-offset: 2px; border-radius: 3px }
main:focus { outline: none }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
[hidden] { display: none !important }
.paper { display: none }
.skip { position: absolute; left: -999px; top: 0; z-index: 1; padding: 10px 16px; background: #fff }
.skip:focus { left: 8px; top: 8px }
.top { background: var(--brand); border-top: 4px solid var(--red) }
.top .wide { display: flex; flex-wrap: wrap; gap: 0 32px; align-items: center; justify-content: space-between }
.top :is(.waiting, .told) { padding: 4px 0; color: #fff; text-decoration: none }
.top .waiting, .brand + .told { margin-left: auto }
.top :is(.waiting, .told):hover { text-decoration: underline }
.top .waiting b { display: inline-block; min-width: 1.8em; padding: 0 6px; border-radius: 1em; background: #fff; color: var(--brand-dark); text-align: center }
.top .who { display: flex; align-items: center; gap: 12px }
.top .who a { color: #fff; font-weight: 600; line-height: 1.35; text-decoration: none }
.top .who a:hover { text-decoration: underline }
.top .who small { display: block; font-weight: 400; font-size: 14px }
.top .who button { border-color: #fff; background: transparent; color: #fff }
.top .who button:hover { background: var(--brand-dark); color: #fff }
.brand { display: flex; align-items: center; gap: 14px; padding: 14px 0; color: #fff; text-decoration: none }
.brand:hover { color: #fff }
.brand strong { flex: none; padding: 5px 12px; border: 2px solid #fff; border-radius: 8px; font-size: 24px; line-height: 1.35; letter-spacing: .05em }
.brand small { font-size: 15px; letter-spacing: .06em }
.persons { display: grid; gap: 8px; margin: 12px 0 0; padding: 0; list-style: none }
.persons button { min-width: 88px; margin-right: 12px }
.top :focus-visible { outline-color: #ffd27a }
.idle { position: sticky; top: 0; z-index: 2; padding: 10px 0; background: var(--wait-ground); border-bottom: 1px solid var(--edge) }
.idle p { margin: 0 auto }
.where p { margin: 0 auto }
.where.urgent { position: sticky; top: 0; z-index: 1; background: var(--wait-ground); color: inherit; font-weight: 700 }
.where { padding: 7px 0; background: #e6eef5; border-bottom: 1px solid var(--line); color: var(--brand-dark); font-size: 14px }
main { padding: 20px 0 24px }
.frame { display: grid; grid-template-columns: 124px minmax(0, 1fr); gap: 0 28px; align-items: start }
.rail { position: sticky; top: 0; display: grid; gap: 2px; padding: 20px 0 }
.rail a { padding: 10px 14px; border-left: 4px solid transparent; border-radius: 0 6px 6px 0; color: var(--ink); text-decoration: none }
.rail a:hover { background: var(--plain-ground) }
.rail a[aria-current] { border-color: var(--brand); background: var(--card); color: var(--brand-dark); font-weight: 700 }
.tabs { display: flex; flex-wrap: wrap; gap: 0 4px; margin: 0 0 18px; border-bottom: 1px solid var(--line) }
.tabs a { padding: 8px 14px; border-bottom: 3px solid transparent; text-decoration: none }
.tabs a:hover { text-decoration: underline }
.tabs a[aria-current] { border-color: var(--brand); color: var(--brand-dark); font-weight: 700 }
.tasks tbody th { width: 52% }
.tasks tbody th a { font-size: 16px }
.tasks tbody th small { margin-left: 10px; color: var(--soft); font-weight: 400; font-size: 14px }
.tasks tbody th p { margin: 4px 0 0; font-weight: 400; font-size: 14px; overflow-wrap: anywhere }
.tasks td { white-space: nowrap }
.tasks .acts { text-align: right }
.tasks .button { min-height: 38px; padding: 6px 18px; font-size: 15px }
.tasks form { display: inline-block; margin-left: 8px }
.tasks tr.bad { background: var(--bad-ground) }
.search { display: grid; grid-template-columns: minmax(0, 34em) max-content; gap: 12px; align-items: end }
.lines { margin: 0 0 10px; padding: 0; list-style: none }
.lines li { padding: 6px 0; border-top: 1px solid var(--line) }
.lines li:first-child { border-top: 0 }
.lines small { display: block; color: var(--soft); font-size: 14px }
.lines.pairs li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 16px }
.lines.pairs li > :first-child { flex: 0 1 12em }
.columns.even { grid-template-columns: repeat(2, minmax(0, 1fr)); margin-top: 20px }
footer { padding-top: 4px !important; padding-bottom: 36px !important; color: var(--soft); font-size: 14px }
h1 { margin: 4px 0 16px; font-size: 26px; line-height: 1.35 }
h2 { margin: 0 0 12px; font-size: 19px; line-height: 1.4 }
h3 { margin: 20px 0 6px; font-size: 16px }
p { margin: 0 0 10px }
.card { margin: 0 0 20px; padding: 20px 22px; background: var(--card); border: 1px solid var(--line); border-radius: 8px }
.card h2 + .hint { margin-top: -6px }
form + .hint { margin-top: 12px }
.narrow { max-width: 760px }
.wide:not(.frame) > main > .narrow { margin-inline: auto }
.said { margin: 0 0 16px; font-size: 20px; font-weight: 700 }
.note .said { display: block; margin: 0; font-size: 18px }
.hint { color: var(--soft); font-size: 14px }
.note { padding: 10px 14px; background: var(--plain-ground); border-left: 4px solid var(--edge) }
.note.good { background: var(--good-ground); border-color: var(--good) }
.note.bad { background: var(--bad-ground); border-color: var(--bad) }
.demo { border-left: 5px solid var(--brand) }
.demo h2 { margin-bottom: 8px }
.demo ul { display: flex; flex-wrap: wrap; gap: 2px 32px; margin: 8px 0; padding: 0; list-style: none }
.demo .hint { margin: 0 }
progress { width: 100%; height: 10px; accent-color: var(--brand) }
.columns { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); gap: 20px; align-items: start }
#send fieldset, .fields { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 14px 16px; align-items: end }
.fields.one { grid-template-columns: minmax(0, 26em) }
.fields.one .hint { margin: 4px 0 8px }
.fields + form, .fields + p { margin-top: 14px }
.qr { width: 232px; max-width: 100%; margin: 0 0 10px; border: 1px solid var(--line) }
.qr svg { display: block }
@media screen and (min-width: 701px) { .phone { display: none } }
.secret { display: inline-block; max-width: 100%; font-size: 17px; font-weight: 600; letter-spacing: .04em; overflow-wrap: anywhere }
.recovery { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5em, 1fr)); gap: 6px 16px; margin: 0 0 18px; padding: 0; list-style: none }
.recovery code { font-size: 17px }
.facts + form { margin-top: 20px }
.scroll + .confirm, table + form { margin-top: 14px }
#send .long, #send fieldset > button, .fields .long, .fields > button { grid-column: 1 / -1 }
#send fieldset > button, .fields > button { justify-self: start }
#send-progress { margin-top: 14px }
#send-progress p { margin: 6px 0 }
label { display: block; margin-bottom: 4px; font-weight: 600; font-size: 15px }
select, input, textarea { width: 100%; min-height: 44px; padding: 8px 10px; color: inherit; background: #fff; border: 1px solid var(--edge); border-radius: 5px; font: inherit }
input[type=file] { padding: 7px }
input:is([type=checkbox], [type=radio]) { width: 20px; min-height: 20px; margin: 2px 4px; vertical-align: middle }
.boxes { display: flex; flex-wrap: wrap; gap: 10px 18px }
.boxes legend { padding: 0 0 4px; font-weight: 600; font-size: 15px }
.boxes label { margin: 0; font-weight: 400 }
button, .button {
  display: inline-block; min-height: 44px; padding: 9px 22px; border: 0; border-radius: 5px; background: var(--brand); color: #fff;
  font: inherit; font-weight: 600; text-decoration: none; cursor: pointer
}
button:hover, .button:hover { background: var(--brand-dark); color: #fff }
button.plain { padding: 6px 16px; border: 1px solid var(--edge); background: var(--card); color: var(--brand); font-size: 15px }
button.link { min-height: 0; padding: 0 4px; border: 0; background: none; color: var(--brand); font-weight: 400; font-size: inherit; text-decoration: underline }
button.link:hover { background: none; color: var(--brand-dark) }
button.plain:hover { background: var(--plain-ground); color: var(--brand-dark) }
.todo li form { margin-top: 8px }
.steps { display: flex; flex-wrap: wrap; gap: 0; margin: 0 0 18px; padding: 0; list-style: none }
.steps li { flex: 1 1 8em; padding: 10px 12px; border-top: 4px solid var(--line) }
.steps li.done { border-color: var(--good) }
.steps li.now { border-color: var(--brand); background: var(--moving-ground) }
.steps li.stop { border-color: var(--bad); background: var(--bad-ground) }
.steps b, .steps span, .steps small { display: block }
.steps span, .steps small { font-size: 13px; color: var(--soft) }
.mend { padding: 16px 22px }
.mend .fields { align-items: start }
.mend legend { padding: 0 6px; font-weight: 700 }
.wrong { display: block; margin-top: 4px; color: var(--bad); font-size: 14px }
.facts + h2 { margin-top: 24px }
.duties { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr)); gap: 14px }
.duty { padding: 14px 16px; border: 1px solid var(--line); border-radius: 6px }
.duty:target { border: 2px solid var(--brand) }
.duty h3 { margin-top: 0 }
.faults { margin: 0 0 20px; padding: 14px 18px; border: 3px solid var(--bad); border-radius: 6px; background: var(--card) }
.faults strong, .faults h3 { margin: 0 0 4px; color: var(--bad); font-size: 17px }
.faults p { margin: 0 }
.faults a { color: var(--bad); font-weight: 600 }
[aria-invalid=true] { border: 2px solid var(--bad) }
fieldset { min-width: 0; margin: 0; padding: 0; border: 0 }
button:disabled { background: #5f6b77; cursor: default }
.templates { display: flex; flex-wrap: wrap; gap: 6px 18px; margin: 0 0 8px; padding: 0; list-style: none }
.templates a { display: inline-block; padding: 3px 0 }
.templates a.chosen { font-weight: 700 }
.confirm { margin-bottom: 16px }
.todo .confirm { margin: 0 }
.confirm p { margin-bottom: 10px }
.confirm .line { display: flex; flex-wrap: wrap; gap: 10px; align-items: center }
.confirm label { margin: 0 }
.confirm input, .confirm select { width: 11em }
.todo { margin: 0; padding: 0; list-style: none }
.todo li { margin-bottom: 12px; padding: 12px 16px; border-left: 4px solid var(--edge); background: var(--plain-ground) }
.todo li:last-child { margin-bottom: 0 }
.todo li.wait { border-color: var(--wait); background: var(--wait-ground) }
.todo li.bad { border-color: var(--bad); background: var(--bad-ground) }
.todo li :is(h2, h3) { display: flex; flex-wrap: wrap; gap: 0 14px; justify-content: space-between; margin: 0 0 4px; font-size: 16px }
.todo h3 span { font-weight: 400; font-size: 14px }
.todo p:last-child { margin: 0 }
.periods { display: flex; flex-wrap: wrap; gap: 4px; margin: 4px 0 -1px }
.periods a { padding: 8px 20px; border: 1px solid transparent; border-radius: 8px 8px 0 0; text-decoration: none }
.periods a[aria-current] { background: var(--card); border-color: var(--line); border-bottom-color: var(--card); color: var(--ink); font-weight: 700 }
.periods a:hover { text-decoration: underline }
table { width: 100%; border-collapse: collapse; font-size: 15px }
th, td { padding: 8px 10px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
/* What names a row stays whole; other cells break at punctuation where there is room. */
.scroll > table:not([class]) tbody th:first-child { white-space: nowrap }
@media (min-width: 701px) {
  td { word-break: keep-all }
  .scroll > table:not([class]) td:nth-child(2):not(.number) { min-width: 4.2em }
}
/* The cells of such a table are its picture. */
.tiles td { border: 2px solid var(--card); text-align: center; white-space: nowrap }
${TONES.map((color, tone) => `.tiles [data-tone="${tone}"] { background: ${color} }`).join('\n')}
thead th { background: #eef3f7; color: var(--brand-dark); font-size: 14px; vertical-align: bottom }
tbody th { font-weight: 600 }
.brief { white-space: nowrap }
.number { text-align: right; font-variant-numeric: tabular-nums }
.total, tfoot td, tfoot th { font-weight: 700 }
tfoot td, tfoot th { border-top: 2px solid var(--edge); border-bottom: 0 }
.matrix thead tr:first-child th[colspan] { border-left: 1px solid var(--line); text-align: center }
.matrix thead tr:last-child th, .matrix td { border-left: 1px solid var(--line) }
.matrix tbody th { white-space: nowrap }
.none { color: #65717d; font-size: 14px }
.state { display: inline-flex; gap: 6px; padding: 1px 10px; border-radius: 4px; font-size: 14px; line-height: 1.7; white-space: nowrap; font-variant-numeric: tabular-nums }
.state.plain { background: var(--plain-ground); color: #414c57 }
.state.moving { background: var(--moving-ground); color: var(--brand-dark) }
.state.wait { background: var(--wait-ground); color: var(--wait) }
.state.bad { background: var(--bad-ground); color: var(--bad) }
.state.good { background: var(--good-ground); color: var(--good) }
.state + .state { margin-left: 6px }
.state + .more, td > .more { display: block; color: var(--soft); font-size: 13px }
.big .state + .more { margin-top: 6px; font-size: 16px }
.big .state { font-size: 20px; padding: 6px 18px }
.scroll { overflow-x: auto }
.scroll + form, .scroll + p, .field + p, .search + .note { margin-top: 14px }
.scroll + h2 { margin-top: 26px }
ul.counts { padding: 0; list-style: none }
.outcomes th, .outcomes td { white-space: nowrap; padding: 7px 9px; font-size: 14px }
.matrix .file { display: block; padding: 2px 0 }
.matrix summary { cursor: pointer; color: var(--brand) }
.outcomes tbody tr:hover, .matrix tbody tr:hover { background: #f7fafc }
.reasons { max-width: 520px }
.reasons tbody th { font-weight: 400 }
.counts { display: flex; flex-wrap: wrap; gap: 12px; margin: 0 0 20px }
.counts div { min-width: 120px; padding: 10px 18px; border: 1px solid var(--line); border-radius: 6px }
.counts dt { color: var(--soft); font-size: 14px }
.counts dd { margin: 0; font-size: 26px; line-height: 1.3; font-variant-numeric: tabular-nums }
.counts + h2 { margin-top: 8px }
.reasons + p { margin-top: 14px }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 6px 20px; margin: 20px 0 0; padding-top: 16px; border-top: 1px solid var(--line) }
.facts dt { color: var(--soft) }
.facts dd { grid-column: 2; margin: 0; overflow-wrap: anywhere }
.code { font-family: ui-monospace, Consolas, monospace; font-size: 14px }
.back { margin-bottom: 4px }
.requests { margin: 0; padding: 0; list-style: none }
.requests li { padding: 8px 0; border-top: 1px solid var(--line) }
.requests form { display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: center; justify-content: space-between }
.requests span { flex: 1 1 16em }
.requests label { margin: 0; font-weight: 400; font-size: 14px }
.requests input { max-width: 10em; margin-left: 8px }
.requests small { display: block; color: var(--soft); font-size: 14px }
.requests button { padding: 6px 16px; font-size: 15px }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; color: var(--soft); font-size: 14px }
.mark { display: inline-block; min-width: 1.9em; padding: 0 4px; border-radius: 4px; text-align: center; font-weight: 600; white-space: nowrap }
.mark.good { background: var(--good-ground); color: var(--good) }
.mark.wait { background: var(--wait-ground); color: var(--wait) }
.mark.bad { background: var(--bad); color: #fff }
.mark.plain { background: var(--plain-ground); color: #414c57 }
.board th, .board td { position: relative; padding: 4px 5px; font-size: 14px; white-space: nowrap }
.board td, .board thead th + th { text-align: center }
.board tr > :first-child { position: sticky; left: 0; z-index: 1; background: var(--card) }
.board thead tr > :first-child { background: #eef3f7 }
.board tbody th { font-weight: 400 }
.board tbody th small { color: var(--soft); font-size: 13px }
.picture { margin: 0 0 14px }
.picture svg { display: block; width: 100%; min-width: 720px; height: auto }
.official { padding: 32px 40px; font-size: 18px; line-height: 2 }
.official h1 { margin: 0 0 12px; color: var(--red); font-size: 30px; text-align: center; letter-spacing: .3em }
.official h1 + .number { border-bottom: 2px solid var(--red); padding-bottom: 8px; text-align: right }
.official p { text-indent: 2em }
.official p.number, .official h1 + .number + p { text-indent: 0 }
blockquote { margin: 12px 0; padding: 0 2em; white-space: pre-wrap }
.picture a { cursor: pointer }
.sheet { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 20px }
.sheet .picture { margin: 0 }
.sheet .picture svg { min-width: 340px }
.sheet .said { font-size: 15px }
.place { border-top: 1px solid var(--line) }
.place summary { display: flex; flex-wrap: wrap; gap: 0 16px; align-items: baseline; padding: 10px 4px; cursor: pointer }
.place summary::before { content: "▸"; color: var(--brand) }
.place[open] summary::before { content: "▾" }
.place summary :is(h2, h3) { font-size: 16px; margin: 0; color: var(--brand-dark) }
.place summary span { color: var(--soft); font-size: 14px }
.place .scroll { padding-bottom: 14px }
.visit { padding: 12px 0; border-top: 1px solid var(--line) }
.visit :is(h3, p) { margin: 0 }
.visit .place { border: 0 }
.tick { display: flex; gap: 8px; align-items: center; min-height: 44px; font-weight: 700 }
.tick input { flex: none; width: 28px; min-height: 28px }
.board tbody tr:hover { background: #f7fafc }
@media screen and (max-width: 860px) {
  .columns, .columns.even, .sheet { grid-template-columns: minmax(0, 1fr); gap: 0 }
}
@media screen and (max-width: 700px) {
  .wide { padding: 0 14px }
  .brand { padding: 10px 0 }
  .brand strong { font-size: 19px }
  .brand small { font-size: 14px; letter-spacing: 0 }
  body:has(.rail) { padding-bottom: calc(58px + env(safe-area-inset-bottom)) }
  body:has(.rail) .brand small { display: none }
  .frame { display: block }
  .rail { position: fixed; inset: auto 0 0 0; z-index: 3; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: 0; padding: 0 0 env(safe-area-inset-bottom); border-top: 1px solid var(--edge); background: var(--card) }
  .rail a { padding: 12px 2px; border: 0; border-top: 4px solid transparent; border-radius: 0; text-align: center; font-size: 15px; line-height: 1.3 }
  .search { grid-template-columns: minmax(0, 1fr) }
  .tabs { flex-wrap: nowrap; overflow-x: auto }
  .tabs a { flex: none; padding: 8px 10px }
  .card .tabs { flex-wrap: wrap; overflow-x: visible }
  .tasks, .tasks tbody, .tasks tr, .tasks th, .tasks td { display: block; width: auto }
  .tasks thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .tasks tr { padding: 10px 0; border-bottom: 1px solid var(--line) }
  .tasks tbody th, .tasks td { width: auto; padding: 3px 0; border: 0; white-space: normal }
  .tasks tr.bad { padding: 10px }
  .tasks .acts { padding-top: 8px; text-align: left }
  .tasks .acts .button { display: block; text-align: center }
  .tasks form { display: block; margin: 8px 0 0 }
  .top .who { width: 100%; justify-content: space-between; padding-bottom: 10px }
  .card { padding: 16px 14px }
  #send fieldset, .fields, .fields.one { grid-template-columns: minmax(0, 1fr) }
  #send fieldset > button, .fields > button { justify-self: stretch }
  .matrix, .matrix tbody { display: block }
  .matrix thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .matrix tr { display: block; padding: 10px 0; border-bottom: 1px solid var(--line) }
  .matrix tbody th { display: block; padding: 2px 0 6px; border: 0; font-size: 17px }
  .matrix td { display: grid; grid-template-columns: 8.6em minmax(0, 1fr); gap: 8px; padding: 3px 0; border: 0 }
  .matrix td::before { content: attr(data-label); color: var(--soft); font-size: 13px }
  .facts { grid-template-columns: minmax(0, 1fr); gap: 0 }
  .facts dd { grid-column: 1; margin-bottom: 10px }
  .board tbody tr > th { min-width: 9em; white-space: normal }
  .scroll > :is(table:not([class]), .lists) :is(th, td):not(.number) { min-width: 5em }
  .scroll > table:not([class]) td.prose:not(.number) { min-width: 15em }
  .scroll > table:not([class]) thead .number { min-width: 4.5em }
  .compact > table, .compact tbody { display: block }
  .compact thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .compact tr { display: flex; flex-wrap: wrap; gap: 0 10px; padding: 8px 0; border-bottom: 1px solid var(--line) }
  .compact > table:not([class]) tr > :is(th, td):not(.number) { min-width: 0; padding: 0; border: 0; font-size: 14px }
  .compact > table:not([class]) tbody th:first-child { white-space: normal }
  .compact tr > :nth-child(-n + 2) { order: -2 }
  .compact tr > .soon { order: -1 }
  .compact [data-label]::before { content: attr(data-label); color: var(--soft) }
  .compact .desk, .compact > table:not([class]) tr > .desk:not(.number) { display: none }
}
@media (prefers-reduced-motion: no-preference) {
  .state.moving > span { animation: turn 2s linear infinite }
  @keyframes turn { to { transform: rotate(1turn) } }
}
${PRINT}`
