// The look of the report, its tables and the marks on them.

import { css } from "lit";

/** The paper and what is pencilled on it. */
export const paperStyles = css`
  .paper {
    background: var(--paper);
    box-shadow: var(--shadow);
    border-radius: 2px;
    padding: 3.5rem clamp(1rem, 4vw, 3.5rem) 4rem;
    font: 1.0625rem/1.9 var(--report);
    min-width: 0;
  }
  .paper h1 {
    font: 700 1.5rem/1.5 var(--report);
    text-align: center;
    max-width: 30em;
    margin: 0 auto 2rem;
    text-wrap: balance;
  }
  .paper h1 + h1 {
    margin-top: -1.75rem;
  }
  .paper h2 {
    font: 700 1.125rem/1.6 var(--report);
    margin: 2rem auto 0.75rem;
    max-width: 44.5rem;
  }
  .paper p {
    max-width: 44.5rem;
    margin: 0.6rem auto;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  .paper p.edited {
    box-shadow: -0.75rem 0 0 -0.5rem var(--good);
  }
  .paper .page {
    float: right;
    margin-right: calc(-1 * clamp(0.25rem, 3vw, 2.75rem));
    font: 0.75rem/1.5 var(--own);
    color: var(--soft);
    writing-mode: vertical-rl;
  }
  figure.table {
    margin: 1rem 0 1.5rem;
  }
  .redrawn figcaption {
    font: 0.8125rem/1.6 var(--own);
    color: var(--soft);
    margin-bottom: 0.25rem;
  }
  /* The label of a group stays in sight where the table scrolls sideways. */
  .redrawn tbody tr.labels > th:only-child {
    text-align: left;
  }
  .redrawn .scroll {
    border-style: dashed;
  }
  .scroll {
    border: 1px solid var(--line);
    border-radius: 2px;
  }
  .scroll.scrolls {
    overflow: auto;
    max-height: min(85vh, 56rem);
    overscroll-behavior-x: contain;
  }
  :host([page]) .scroll:not(.scrolls) thead {
    top: 48px;
  }
  .copy-table {
    font: 0.8125rem var(--own);
    min-height: 24px;
    padding-left: 0;
  }
  .paper table {
    border-collapse: separate;
    border-spacing: 0;
    width: 100%;
    font-size: 0.9375rem;
    line-height: 1.45;
    font-variant-numeric: tabular-nums;
  }
  .paper table.wide {
    font-size: 0.875rem;
  }
  .paper th,
  .paper td {
    position: relative;
    padding: 0.32em 0.55em;
    border: solid var(--line);
    border-width: 0 1px 1px 0;
    font-weight: 400;
    text-align: left;
    vertical-align: middle;
    background: var(--paper);
    overflow-wrap: anywhere;
  }
  .paper tr > :last-child {
    border-right-width: 0;
  }
  .paper tbody:last-child > tr:last-child > * {
    border-bottom-width: 0;
  }
  .paper thead {
    position: sticky;
    top: 0;
    z-index: 3;
  }
  .paper thead th {
    background: var(--faint);
    text-align: center;
    line-height: 1.35;
  }
  .paper th.sticky {
    position: sticky;
    left: var(--left, auto);
    z-index: 1;
    background: var(--faint);
  }
  .paper table.wide th.sticky {
    min-width: 3.2em;
  }
  .paper tr.labels > * {
    background: var(--faint);
    text-align: center;
  }
  .paper td.value {
    text-align: center;
    min-width: 3.4em;
    cursor: cell;
  }
  .paper td.number {
    text-align: right;
    padding-right: 0.9em;
    white-space: nowrap;
  }
  .paper .centred td.number {
    text-align: center;
    padding-right: 0.55em;
  }
  .paper [data-key],
  .paper mark {
    scroll-margin: 6rem 4rem;
  }
  .paper td.value:focus-visible {
    outline: 2px solid var(--notice-mark);
    outline-offset: -2px;
    z-index: 2;
  }
  .paper .role-involved.error,
  .paper .role-suspect.error {
    background: linear-gradient(var(--error-tint), var(--error-tint)) var(--paper);
  }
  .paper .role-involved.warning,
  .paper .role-suspect.warning {
    background: linear-gradient(var(--warning-tint), var(--warning-tint)) var(--paper);
  }
  .paper .role-involved.notice,
  .paper .role-suspect.notice {
    background: linear-gradient(var(--notice-tint), var(--notice-tint)) var(--paper);
  }
  .paper .role-suspect.error {
    box-shadow: inset 0 0 0 2px var(--error-mark);
    color: var(--error);
    font-weight: 700;
  }
  .paper .role-suspect.warning::before,
  .paper .role-suspect.notice::before,
  .paper .total::after,
  .paper .addend::after {
    content: "";
    position: absolute;
    inset: 0;
    pointer-events: none;
    border: 2px dashed var(--warning-mark);
  }
  .paper .role-suspect.notice::before {
    border: 2px dotted var(--notice-mark);
  }
  .paper .lit {
    background: linear-gradient(var(--good-tint), var(--good-tint)) var(--paper);
  }
  .paper .lit.role-suspect.error {
    background: linear-gradient(var(--error-tint), var(--error-tint)), linear-gradient(var(--error-tint), var(--error-tint)) var(--paper);
  }
  .paper .total::after {
    inset: 1px;
    border: 2px solid var(--ink);
  }
  .paper .addend::after {
    inset: 2px;
    border: 1.5px dotted var(--ink);
  }
  .paper .edited:is(td, th) {
    background: linear-gradient(var(--good-tint), var(--good-tint)) var(--paper);
    color: var(--good);
    font-weight: 700;
  }
  .paper .was {
    display: block;
    font: 0.6875rem/1.2 var(--own);
    font-weight: 400;
    color: var(--soft);
    text-decoration: line-through;
    white-space: nowrap;
  }
  .editor {
    width: 100%;
    min-width: 2.6em;
    font: inherit;
    text-align: right;
    color: var(--ink);
    background: var(--paper);
    border: 0;
    border-bottom: 2px solid var(--good);
    padding: 0;
    outline: none;
  }
  mark {
    color: inherit;
    background: linear-gradient(var(--error-tint), var(--error-tint));
    text-decoration: underline 2px solid var(--error-mark);
    text-underline-offset: 0.28em;
    cursor: pointer;
  }
  mark.warning {
    background: var(--warning-tint);
    text-decoration: underline 2px dashed var(--warning-mark);
  }
  mark.notice {
    background: var(--notice-tint);
    text-decoration: underline 2px dotted var(--notice-mark);
  }
  mark.lit {
    box-shadow: 0 0 0 2px currentColor;
  }
  .number.agrees {
    border-bottom: 2px solid var(--good);
  }
  .number.differs {
    border-bottom: 2px solid var(--error-mark);
  }
  .number.unbound {
    border-bottom: 2px dotted var(--soft);
  }
  .badge {
    display: inline-grid;
    place-items: center;
    min-width: 1.45em;
    height: 1.45em;
    min-height: 0;
    padding: 0 0.25em;
    border: 1.5px solid var(--error-mark);
    border-radius: 1em;
    background: var(--error-mark);
    color: var(--on-mark);
    font: 700 0.75rem/1 var(--own);
    font-variant-numeric: tabular-nums;
    vertical-align: 0.35em;
    margin: 0 0.15em;
    text-indent: 0;
  }
  .badge:hover:not(:disabled) {
    background: var(--error);
  }
  .badge.warning,
  .badge.warning:hover:not(:disabled) {
    background: var(--paper);
    color: var(--warning);
    border: 1.5px dashed var(--warning-mark);
  }
  .badge.notice,
  .badge.notice:hover:not(:disabled) {
    background: var(--paper);
    color: var(--notice);
    border: 1.5px dotted var(--notice-mark);
    border-radius: 3px;
  }
  .badges {
    position: absolute;
    top: 2px;
    left: 2px;
    display: flex;
    gap: 1px;
  }
  .badges .badge {
    margin: 0;
    font-size: 0.6875rem;
  }
  :host([narrow]) .paper {
    padding: 1.5rem 1rem 3rem;
    box-shadow: none;
  }
  :host([narrow]) .scroll {
    margin: 0 -1rem;
    border-width: 1px 0;
  }
  :host([narrow]) .scroll.scrolls {
    max-height: 78vh;
  }
  :host([narrow]) .paper [data-key],
  :host([narrow]) .paper mark {
    scroll-margin: 6rem 1rem 50vh 7rem;
  }
  :host([narrow]) .paper table.wide {
    width: max-content;
    min-width: 100%;
    font-size: 0.8125rem;
  }
  :host([narrow]) .paper table.wide th {
    max-width: 7.5em;
  }
  :host([narrow]) .paper table.wide th.sticky {
    min-width: 2.2em;
    max-width: 3.2em;
    padding: 0.3em 0.35em;
  }
  :host([narrow]) .paper table.wide th.sticky:not(.innermost) {
    position: relative;
    left: auto;
  }
  :host([narrow]) .paper table.wide th.innermost {
    left: 0;
    min-width: 7em;
    max-width: 10em;
  }
  @media print {
    .paper {
      box-shadow: none;
      padding: 0;
      font-size: 11pt;
    }
    .scroll,
    .scroll.scrolls {
      overflow: visible;
      max-height: none;
      border-color: #666;
    }
    .paper thead,
    .paper th.sticky {
      position: static;
    }
    .paper table,
    .paper table.wide {
      font-size: 8pt;
    }
    .paper tr {
      break-inside: avoid;
    }
    .paper h2 {
      break-after: avoid;
    }
    .badge,
    .paper .role-suspect {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
  }
`;
