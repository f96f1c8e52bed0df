// The look: a red pencil on paper.

import { css } from "lit";

/** Colours, type and the frame of the page. */
export const frame = css`
  :host {
    --desk: #eeeae0;
    --paper: #fdfcf8;
    --ink: #22201c;
    --soft: #5c574d;
    --line: #d8d2c3;
    --faint: #f4f1e8;
    --error: #b5321f;
    --error-mark: #c23a2b;
    --error-tint: #c23a2b1f;
    --warning: #805400;
    --warning-mark: #a86f00;
    --warning-tint: #a86f001f;
    --notice: #47586b;
    --notice-mark: #60748a;
    --notice-tint: #60748a1a;
    --good: #256857;
    --good-tint: #2f7d6b1f;
    --shadow: 0 1px 2px #3a2f1a1a, 0 8px 28px #3a2f1a14;
    --on-mark: #fff;
    --report: "FangSong", "STFangsong", "FangSong_GB2312", "Songti SC", "SimSun", "Noto Serif CJK SC", "Source Han Serif SC", serif;
    --own: system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
    display: block;
    color: var(--ink);
    background: var(--desk);
    font: 15px/1.6 var(--own);
    color-scheme: light;
    -webkit-text-size-adjust: 100%;
  }
  :host([page]) {
    min-height: 100vh;
  }
  :host([dark]) {
    --desk: #131210;
    --paper: #1e1c19;
    --ink: #ece7dc;
    --soft: #b1a999;
    --line: #3b3730;
    --faint: #27241f;
    --error: #f58f7f;
    --error-mark: #e8715f;
    --error-tint: #e8715f2e;
    --warning: #e6b457;
    --warning-mark: #d39b34;
    --warning-tint: #d39b3429;
    --notice: #a9bccf;
    --notice-mark: #7f96ad;
    --notice-tint: #7f96ad26;
    --good: #7acbb6;
    --good-tint: #7acbb626;
    --shadow: 0 1px 2px #0008, 0 8px 28px #0006;
    --on-mark: #1a1815;
    color-scheme: dark;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 1px solid var(--line);
    border-radius: 4px;
    padding: 0.15em 0.7em;
    min-height: 32px;
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    background: var(--faint);
  }
  button:disabled {
    opacity: 0.45;
    cursor: default;
  }
  button.quiet {
    border-color: transparent;
    color: var(--soft);
    text-decoration: underline;
    text-decoration-color: var(--line);
    text-underline-offset: 0.25em;
  }
  :focus-visible {
    outline: 2px solid var(--notice-mark);
    outline-offset: 2px;
  }
  .copy {
    display: none;
  }

  .bar {
    position: sticky;
    top: 0;
    z-index: 6;
    display: flex;
    align-items: center;
    gap: 0.25rem;
    height: 48px;
    padding: 0 1.25rem;
    background: var(--desk);
    border-bottom: 1px solid var(--line);
  }
  :host(:not([page])) .bar {
    position: static;
  }
  .bar .name {
    font: 700 1.2rem/1 var(--report);
    letter-spacing: 0.12em;
    color: var(--error);
    margin: 0;
    white-space: nowrap;
  }
  .bar .subtitle {
    color: var(--soft);
    margin: 0 auto 0 0.75rem;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .bar button {
    border-color: transparent;
    white-space: nowrap;
  }
  .bar .theme {
    min-width: 36px;
    padding: 0;
  }
  .theme svg {
    display: block;
    margin: auto;
  }
  .verdict {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 1.5rem;
    max-width: 84rem;
    margin: 0 auto;
    padding: 1.1rem 1.5rem 0.9rem;
    font-size: 1.3rem;
    line-height: 1.4;
  }
  .verdict .who {
    margin: 0 auto 0 0;
    font-size: inherit;
    font-weight: 600;
  }
  .verdict .who small {
    font-size: 0.8em;
    font-weight: 400;
    color: var(--soft);
    white-space: nowrap;
  }
  .verdict .good {
    color: var(--good);
  }
  .verdict .bad {
    color: var(--soft);
  }
  .verdict .open {
    color: var(--soft);
    font-size: 0.8em;
  }
  .verdict .look {
    font-weight: 600;
  }
  .verdict .look.warning {
    color: var(--warning);
  }
  .verdict .look.error {
    color: var(--error);
  }
  .notes {
    max-width: 84rem;
    margin: 0 auto;
    padding: 0 1.5rem 0.75rem;
    color: var(--soft);
  }
  .notes p {
    margin: 0;
  }
  .desk {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 23rem;
    gap: 1.5rem;
    align-items: start;
    max-width: 84rem;
    margin: 0 auto;
    padding: 0 1.5rem 2rem;
  }
  .foot {
    padding: 1rem 1.5rem 2rem;
    text-align: center;
    color: var(--soft);
    font-size: 0.875rem;
  }
  .foot button {
    min-height: 24px;
    padding: 0 0.3em;
  }
  .sheet {
    max-width: 46rem;
    min-height: 60vh;
    margin: 5vh auto 2rem;
    padding: 4rem clamp(1.25rem, 6vw, 4.5rem);
    background: var(--paper);
    box-shadow: var(--shadow);
    display: flex;
    flex-direction: column;
    border-radius: 2px;
  }
  .sheet .invite {
    font: 400 clamp(1.35rem, 3.4vw, 1.85rem)/1.5 var(--report);
    margin: 0 0 1.5rem;
  }
  .sheet .invite span {
    display: inline-block;
    white-space: pre-wrap;
  }
  .batch {
    padding-top: 2.5rem;
    display: block;
  }
  .batch h2 {
    font: 700 1.4rem/1.5 var(--report);
    margin: 0;
  }
  .batch progress {
    width: 100%;
    height: 6px;
    accent-color: var(--good);
  }
  .batch table {
    width: 100%;
    margin-top: 1.5rem;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .batch th,
  .batch td {
    text-align: left;
    font-weight: 400;
    padding: 0.45em 0.75em 0.45em 0;
    border-bottom: 1px solid var(--line);
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  .batch thead th {
    color: var(--soft);
    white-space: nowrap;
  }
  .batch .bad {
    color: var(--error);
  }
  .batch .doubt {
    color: var(--warning);
  }
  .batch .good {
    color: var(--good);
  }
  .sheet textarea {
    flex: 1;
    min-height: 11rem;
    resize: none;
    border: 1px dashed var(--line);
    border-radius: 3px;
    background: transparent;
    color: inherit;
    font: 1rem/1.8 var(--report);
    padding: 1rem;
  }
  .sheet textarea:focus-visible {
    outline: 2px solid var(--notice-mark);
    outline-offset: 0;
  }
  .sheet .kinds {
    color: var(--soft);
    margin: 1.25rem 0;
  }
  .sheet .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .sheet .ways .first {
    background: var(--ink);
    border-color: var(--ink);
    color: var(--paper);
  }
  .sheet .failure {
    color: var(--error);
    border-left: 3px solid var(--error-mark);
    padding-left: 0.75rem;
  }
  .working {
    position: fixed;
    inset: auto 0 2rem;
    margin: auto;
    width: max-content;
    max-width: 90vw;
    padding: 0.5rem 1rem;
    background: var(--ink);
    color: var(--paper);
    border-radius: 4px;
    z-index: 20;
    display: flex;
    gap: 1rem;
    align-items: center;
  }
  .working button {
    border-color: currentColor;
  }
  .working button:hover:not(:disabled) {
    background: transparent;
  }
  .drop {
    position: fixed;
    inset: 0;
    z-index: 30;
    display: grid;
    place-items: center;
    background: var(--paper);
    opacity: 0.92;
    border: 3px dashed var(--notice-mark);
    font: 1.6rem var(--report);
    pointer-events: none;
  }
  dialog {
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 4px;
    box-shadow: var(--shadow);
    max-width: min(42rem, 92vw);
    max-height: 86vh;
    padding: 1.75rem 2rem;
    overscroll-behavior: contain;
  }
  dialog::backdrop {
    background: #1a171259;
  }
  dialog h2 {
    font: 700 1.25rem/1.4 var(--report);
    margin: 0 0 0.75rem;
  }
  dialog h3 {
    font-size: 1rem;
    margin: 1.25rem 0 0.25rem;
  }
  dialog p,
  dialog li {
    margin: 0.4rem 0;
  }
  dialog .close {
    margin-top: 1.25rem;
  }
  dialog .doc {
    white-space: pre-line;
  }
  .checklist ol {
    padding-left: 1.6em;
  }
  .checklist .line {
    display: block;
    color: var(--soft);
    font-size: 0.9375rem;
  }
  .said {
    position: fixed;
    inset: auto 0 1.5rem;
    margin: auto;
    width: max-content;
    padding: 0.4rem 1rem;
    border-radius: 4px;
    background: var(--ink);
    color: var(--paper);
    z-index: 40;
  }
  @media (prefers-reduced-motion: no-preference) {
    .badge,
    mark {
      animation: appear 150ms ease-out;
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
  }
  :host([narrow]) {
    font-size: 16px;
  }
  :host([narrow]) .bar {
    padding: 0 0.75rem;
  }
  :host([narrow]) .bar .subtitle {
    visibility: hidden;
  }
  :host([narrow]) .verdict {
    padding: 0.9rem 1rem 0.75rem;
    font-size: 1.1rem;
  }
  :host([narrow]) .verdict .who {
    width: 100%;
  }
  :host([narrow]) .desk {
    display: block;
    padding: 0 0 6rem;
  }
  :host([narrow]) .notes {
    padding: 0 1rem 0.75rem;
  }
  :host([narrow]) .sheet {
    margin: 0;
    padding-top: 2rem;
    min-height: 80vh;
    box-shadow: none;
  }
  @media print {
    :host([listing]) main {
      display: none;
    }
    :host([listing]) dialog {
      position: static;
      max-width: none;
      max-height: none;
      padding: 0;
      border: 0;
      box-shadow: none;
      overflow: visible;
    }
    dialog .close {
      display: none;
    }
    .badge,
    mark {
      animation: none;
    }
    :host {
      background: none;
      color: #000;
      --ink: #000;
      --soft: #333;
      --paper: #fff;
      --desk: #fff;
      --line: #999;
    }
    .bar,
    .foot,
    .copy-table,
    .said,
    .working {
      display: none !important;
    }
    .desk {
      display: block;
      padding: 0;
    }
    .verdict {
      padding: 0 0 1em;
    }
  }
`;
