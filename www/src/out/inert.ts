// What leaves the page is inert: the one place that makes a text safe for where it goes.

/** Letters that change the direction of what stands beside them, and other controls: no name needs them. */
const controls = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]/gu;

/** A name or sentence for showing: controls and changes of direction taken out. */
export const shown = (text: string): string => text.replaceAll(controls, "").replaceAll(/\s+/g, " ");

/** Whether a spreadsheet would take a field for a formula: a sign that begins one, and no plain number behind it. */
const isFormula = (text: string): boolean =>
  /^[\s\u3000]*[=+\-@＝＋－＠]/.test(text) &&
  !/^\s*[-+－＋]?\s*[\d０-９][\d０-９.,，]*\s*[%％]?\s*$/.test(text) &&
  !/^\s*[-－]+\s*$/.test(text);

/** A field for a spreadsheet that begins no formula and no new line. */
export function field(value: unknown): string {
  const text = shown(String(value ?? ""));
  return isFormula(text) ? `'${text}` : text;
}

/** Rows as comma-separated values. */
export const asCsv = (rows: unknown[][]): string =>
  rows.map((row) => row.map((each) => `"${field(each).replaceAll('"', '""')}"`).join(",")).join("\r\n");

/** A text inside HTML. */
export const escaped = (text: string): string =>
  text
    .replaceAll(controls, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

/** The style that lets a spreadsheet take a cell of HTML for text where it would be a formula. */
export const textOnly = (text: string): string => (isFormula(text) ? "mso-number-format:'\\@';" : "");

/** A name for a file: no separators, no controls, not too long. */
export const fileName = (text: string): string =>
  shown(text)
    .replaceAll(/[\\/:*?"<>|\s]+/g, " ")
    .trim()
    .slice(0, 80) || "gouji";
