// What is done in every browser: a report is pasted, a suggestion taken, a dialog opened and closed, a Word file dropped.
// It runs in the page itself, in words that the oldest of them know.

/** An expression whose value is a list of what was not as it should be. */
export const scenario = (html, word) => `(${run})(${JSON.stringify(html)}, ${JSON.stringify(word)})`;

async function run(html, word) {
  const wrong = [];
  const element = document.querySelector("gouji-checker");
  const find = (selector) => element.shadowRoot?.querySelector(selector);
  const until = async (what, test) => {
    for (let tries = 0; tries < 300; tries += 1) {
      if (test()) return true;
      await new Promise((done) => setTimeout(done, 100));
    }
    const shown = find(".verdict") ? find(".verdict").textContent : document.body.textContent;
    wrong.push(`${what}: ${shown.replace(/\s+/g, " ").slice(0, 160)}`);
    return false;
  };
  const sums = (expected) => () => find("[data-sums]") && expected.test(find("[data-sums]").textContent);
  const give = (type, data) => {
    const init = { bubbles: true, cancelable: true, composed: true };
    const event =
      type === "paste"
        ? new ClipboardEvent("paste", { ...init, clipboardData: data })
        : new DragEvent("drop", { ...init, dataTransfer: data });
    // WebKit takes what a script gives to a clipboard for empty.
    const key = type === "paste" ? "clipboardData" : "dataTransfer";
    if (event[key] !== data) Object.defineProperty(event, key, { value: data });
    document.body.dispatchEvent(event);
  };

  if (!(await until("the element starts", () => find(".start")))) return wrong;
  const rich = new DataTransfer();
  rich.setData("text/html", html);
  give("paste", rich);
  if (!(await until("a pasted report is checked", sums(/成立 39\s*不成立 3/)))) return wrong;
  await until("its table is drawn", () => find(".paper td.value"));
  await until("a suggestion is there", () => find(".remark .apply"));
  find(".remark .apply").click();
  await until("the suggestion is taken and checked anew", sums(/成立 42\s*$/));
  const verify = [...element.shadowRoot.querySelectorAll(".foot button")].find((each) =>
    /核实/.test(each.textContent),
  );
  verify.click();
  await until("a dialog opens", () => find("dialog")?.open);
  const box = find("dialog").getBoundingClientRect();
  if (box.width < 200 || box.height < 100 || box.top < 0 || box.top > innerHeight)
    wrong.push("the dialog is not in sight");
  find("dialog .close button").click();
  await until("the dialog closes", () => !find("dialog"));
  const file = new DataTransfer();
  file.items.add(new File([Uint8Array.from(atob(word), (letter) => letter.charCodeAt(0))], "a.docx"));
  give("drop", file);
  await until("a Word file is read", sums(/成立 39\s*不成立 3/));
  return wrong;
}
