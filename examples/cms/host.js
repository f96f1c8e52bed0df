// What stands for the CMS in these pages: the report that is being written, and the list of what was published.

/** A report with two slips, to begin with; the address may name another (?report=…). */
const address = new URLSearchParams(location.search).get("report") ?? "/gouji-example.html";
const page = await (await fetch(address)).text();
export const report = page.slice(page.indexOf("<body>") + 6, page.indexOf("</body>"));

export const form = document.querySelector("form");
export const field = form.querySelector("textarea");
field.value = report;

const list = document.querySelector("#published");
// Where the form would be sent: when the editors have written themselves into it.
document.addEventListener("submit", (event) => {
  event.preventDefault();
  const item = document.createElement("li");
  const data = Object.fromEntries(new FormData(form, event.submitter));
  item.textContent = JSON.stringify(data);
  item.dataset.kind = event.submitter?.value ?? "publish";
  list.append(item);
});

/** Every decision, as a CMS would write it into its log. */
export const decisions = [];
document.addEventListener("gouji-gate", ({ detail }) => {
  const { released, why, status, reason, code } = detail;
  decisions.push({ released, why, status, reason, code });
  document.querySelector("#log").textContent = JSON.stringify(decisions, null, 1);
});

/** `?frame` tries the checker in a frame, for pages whose policy forbids WebAssembly. */
export const options = {
  form,
  ...(new URLSearchParams(location.search).has("frame") ? { frame: "/gouji/frame.html" } : {}),
};
