"""The look of the HTML report. One constant: no part of it comes from a bank or an answer."""

STYLE = """
:root { --ink: #1b1b1b; --soft: #555; --paper: #fff; --panel: #f3f4f6; --edge: #8a8f98; --mark: #00588f; --band: #8fbfe0;
  --goal: #a33b00; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --soft: #b4b8be; --paper: #16181b; --panel: #23262b; --edge: #868c95; --mark: #7cc4f2;
    --band: #2f6f9e; --goal: #f0a35e; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; margin: .5rem 0; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--edge); }
h3 { font-size: 1.05rem; margin: 1.2rem 0 .3rem; }
p, ul, dl { margin: .5rem 0; overflow-wrap: anywhere; }
a { color: var(--mark); }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; list-style: none; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid var(--edge); }
.wide { overflow-x: auto; }
.standing td.bar { width: 45%; min-width: 9rem; }
.standing td:not(.bar) { white-space: nowrap; }
.sign { display: inline-block; min-width: 1.6em; font-family: monospace; font-weight: bold; }
.legend { color: var(--soft); font-size: .9rem; }
.question { font-weight: 600; white-space: pre-line; }
.recalled, details { background: var(--panel); border-left: 4px solid var(--mark); padding: .3rem .8rem; margin: .6rem 0; }
.fact { border-left: 4px solid var(--edge); padding: 0 .8rem; margin: .8rem 0; }
.fact p { margin: .2rem 0; }
.references { padding: 0; list-style: none; }
summary { cursor: pointer; }
svg { display: block; overflow: visible; }
.axis { stroke: var(--edge); stroke-width: 2; }
.band { fill: var(--band); }
.goal { stroke: var(--goal); stroke-width: 3; }
.range { stroke: var(--band); stroke-width: 12; }
.scale { fill: var(--soft); font-size: .85rem; }
.point { fill: var(--mark); stroke: var(--paper); stroke-width: 2; }
.hollow { fill: var(--paper); stroke: var(--mark); stroke-width: 2; }
.frame { fill: none; stroke: var(--edge); }
.fill { fill: var(--mark); }
.shares dd { margin: 0 0 .5rem; max-width: 24rem; }
.instants { display: flex; margin: 0; font-size: .9rem; line-height: 1.2; color: var(--soft); overflow-wrap: normal; }
.instants > span { flex: 1 1 0; min-width: 0; display: flex; justify-content: center; }
.instants > span > span { text-align: center; white-space: nowrap; }
.pace { padding: 0 .5rem; }
@media (max-width: 34rem) {
  .standing thead, .plan thead { position: absolute; left: -999rem; }
  :is(.standing, .plan) :is(tbody, tr, th, td), .standing, .plan { display: block; width: 100%; border: 0;
    padding: .1rem 0; }
  :is(.standing, .plan) tr { padding: .4rem 0; border-bottom: 1px solid var(--edge); }
  .standing td.bar { width: 100%; padding: 0 .5rem; }
  .plan td[data-name] { display: inline-block; width: auto; margin-right: 1.2rem; color: var(--soft); }
  .plan td[data-name]::before { content: attr(data-name) ": "; }
}
@media print {
  :root { --ink: #000; --soft: #333; --paper: #fff; --panel: #fff; --edge: #777; --mark: #00588f; --band: #8fbfe0;
    --goal: #a33b00; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  :is(.plan, .references) a::after { content: " " attr(href); overflow-wrap: anywhere; font-weight: normal; }
  details::details-content { content-visibility: visible; }
  .recalled, .fact, details, tr, .standing { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
