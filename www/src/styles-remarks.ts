// The look of the list of remarks.

import { css } from "lit";

/** The remarks beside the paper; on a phone a sheet from below. */
export const remarksStyles = css`
  .remarks {
    position: sticky;
    top: 60px;
    display: flex;
    flex-direction: column;
    max-height: calc(100vh - 76px);
    min-width: 0;
  }
  :host(:not([page])) .remarks {
    top: 12px;
    max-height: calc(100vh - 28px);
  }
  .remarks-head {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    padding-bottom: 0.4rem;
  }
  .remarks-head h2 {
    font: 600 1rem/1.5 var(--own);
    margin: 0 auto 0 0;
  }
  .remarks-head button {
    padding: 0.1em 0.55em;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
    padding-bottom: 0.6rem;
    font-size: 0.8125rem;
  }
  .filters button {
    min-height: 26px;
    padding: 0 0.6em;
    border-radius: 1em;
    color: var(--soft);
  }
  .filters button[aria-pressed="true"] {
    background: var(--ink);
    border-color: var(--ink);
    color: var(--paper);
  }
  .list {
    list-style: none;
    margin: 0;
    padding: 0 2px 2px 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .remark {
    position: relative;
    padding: 0.7rem 0.9rem 0.75rem 2.6rem;
    background: var(--paper);
    border-left: 3px solid transparent;
    border-bottom: 1px solid var(--line);
  }
  .remark.active {
    background: var(--faint);
  }
  .remark.open {
    border-left-color: var(--error-mark);
  }
  .remark.open.warning {
    border-left-color: var(--warning-mark);
  }
  .remark.open.notice {
    border-left-color: var(--notice-mark);
  }
  .headline {
    display: block;
    width: 100%;
    min-height: 0;
    padding: 0;
    border: 0;
    text-align: left;
    font-weight: 600;
    line-height: 1.5;
  }
  .headline::after {
    content: "";
    position: absolute;
    inset: 0 0 auto;
    height: 2.8rem;
  }
  .headline:hover:not(:disabled) {
    background: none;
  }
  .headline .badge {
    position: absolute;
    left: 0.75rem;
    top: 0.85rem;
    margin: 0;
    font-size: 0.8125rem;
  }
  .message {
    margin: 0.15rem 0 0;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  .suggestions {
    list-style: none;
    margin: 0.4rem 0 0;
    padding: 0;
  }
  p.suggestions {
    color: var(--soft);
    font-size: 0.9375rem;
  }
  .suggestions li {
    margin: 0.3rem 0;
  }
  .suggestions .lead {
    color: var(--soft);
    font-size: 0.875rem;
    margin-right: 0.4em;
  }
  .suggestions .change + .change::before {
    content: "，";
  }
  .suggestions .values {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .suggestions .apply {
    min-height: 26px;
    padding: 0 0.6em;
    margin-left: 0.3em;
    border-color: var(--good);
    color: var(--good);
  }
  .suggestions .reason {
    display: block;
    color: var(--soft);
    font-size: 0.9375rem;
  }
  button.cell {
    border: 0;
    min-height: 0;
    padding: 0;
    text-align: left;
    text-decoration: underline;
    text-decoration-color: var(--line);
    text-underline-offset: 0.25em;
  }
  .calculation {
    width: 100%;
    margin: 0.6rem 0;
    border-collapse: collapse;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .calculation th {
    text-align: left;
    font-weight: 400;
    padding: 0.1em 0.5em 0.1em 0;
  }
  .calculation td {
    text-align: right;
    padding: 0.1em 0;
    white-space: nowrap;
    vertical-align: top;
  }
  .calculation .none {
    color: var(--warning);
  }
  .calculation .zeros th {
    color: var(--soft);
  }
  .calculation .sum > * {
    border-top: 1px solid var(--line);
    font-weight: 600;
  }
  .calculation tbody + tbody > tr:first-child > * {
    padding-top: 0.5em;
  }
  .calculation tfoot > tr > * {
    border-top: 2px solid var(--ink);
    font-weight: 700;
    color: var(--error);
  }
  .others summary {
    color: var(--soft);
    cursor: pointer;
  }
  .others ul {
    margin: 0.25rem 0 0;
    padding-left: 1.1em;
    font-size: 0.9375rem;
  }
  .actions {
    margin: 0.4rem 0 0;
  }
  .actions button {
    padding: 0;
    margin-right: 1rem;
    min-height: 26px;
  }
  .dismiss-form {
    margin-top: 0.5rem;
  }
  .dismiss-form label {
    display: block;
    color: var(--soft);
    font-size: 0.875rem;
  }
  .dismiss-form input {
    display: block;
    width: 100%;
    margin: 0.25rem 0 0.5rem;
    padding: 0.35em 0.5em;
    font: inherit;
    color: inherit;
    background: var(--paper);
    border: 1px solid var(--soft);
    border-radius: 3px;
  }
  .well {
    padding: 1.1rem 1.1rem 1.2rem;
    background: var(--paper);
    border-left: 3px solid var(--good);
  }
  .well p {
    margin: 0;
  }
  .tools {
    padding-top: 0.75rem;
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
    font-size: 0.875rem;
  }
  .tools button {
    min-height: 28px;
    padding: 0 0.6em;
  }
  .tools button[aria-pressed="true"] {
    border-color: var(--good);
    color: var(--good);
  }
  .tools .legend {
    width: 100%;
    margin: 0;
    color: var(--soft);
    font-size: 0.8125rem;
  }
  .changes {
    padding: 0.6rem 0 0;
    font-size: 0.875rem;
  }
  .changes h3 {
    font-size: 0.875rem;
    margin: 0 0 0.2rem;
    color: var(--good);
  }
  .changes ul {
    margin: 0;
    padding-left: 1.1em;
    max-height: 8rem;
    overflow: auto;
  }
  .dismissed {
    padding-top: 0.6rem;
    color: var(--soft);
    font-size: 0.875rem;
  }
  .dismissed ul {
    padding-left: 1.1em;
    margin: 0.3rem 0;
  }
  .dismissed button {
    min-height: 24px;
    padding: 0 0.3em;
  }
  .handle {
    display: none;
  }
  :host([narrow]) .remarks {
    position: fixed;
    inset: auto 0 0;
    top: auto;
    z-index: 8;
    max-height: min(48vh, 30rem);
    padding: 0 1rem 0.75rem;
    background: var(--desk);
    border-top: 1px solid var(--line);
    box-shadow: 0 -6px 24px #0002;
  }
  :host([narrow]) .remarks:not(.opened) > :not(.remarks-head) {
    display: none;
  }
  :host([narrow]) .remarks-head {
    padding: 0.5rem 0;
  }
  :host([narrow]) .tools .legend {
    display: none;
  }
  :host([narrow]) .handle {
    display: inline-block;
  }
  :host([narrow]) .remarks button {
    min-height: 40px;
  }
  :host([narrow]) .remarks .headline,
  :host([narrow]) .remarks button.cell {
    min-height: 0;
  }
  :host([narrow]) .tools,
  :host([narrow]) .changes,
  :host([narrow]) .dismissed {
    flex-shrink: 0;
  }
  @media print {
    .remarks,
    :host([narrow]) .remarks {
      position: static;
      max-height: none;
      margin-top: 2em;
      box-shadow: none;
    }
    .remarks-head button,
    .filters,
    .tools,
    .actions,
    .apply,
    .dismissed {
      display: none !important;
    }
    .list {
      overflow: visible;
    }
    .remark {
      break-inside: avoid;
    }
  }
`;
