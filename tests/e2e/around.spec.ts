// What the page of a portal shows round the report is folded away on the paper: the report begins at the top.

import { example, expect, hand, slipped, sums, test, website } from "./support.ts";

const navigation = `<ul>${[
  "首页",
  "政务公开",
  "政务服务",
  "互动交流",
  "数据发布",
  "走进云溪",
  "专题专栏",
  "无障碍",
]
  .map((name) => `<li>${name}</li>`)
  .join("")}</ul>
  <p>当前位置：首页 &gt; 政务公开 &gt; 法定主动公开内容 &gt; 政府信息公开年报</p>
  <table><tr><td>索引号</td><td>002509054/2025-00012</td><td>发布机构</td><td>柳河镇</td></tr></table>
  <p>字号：大 中 小　打印本页</p>`;
const foot = `<p>分享到：</p><p>上一篇：无障碍浏览声明</p><p>【关闭窗口】</p>
  <p>主办：云溪县人民政府　承办：云溪县政务服务中心　网站标识码：0000000000　版权所有：云溪县人民政府</p>`;
const portal = example.replace("<body>", `<body>${navigation}`).replace("</body>", `${foot}</body>`);

test("navigation, shares and the site's foot are folded away, and one press shows them", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: portal });
  await expect(sums(page)).toHaveText(slipped);
  const paper = page.locator(".paper");
  const folded = paper.locator("details.around");
  await expect(folded).toHaveCount(2);
  await expect(paper.getByText("走进云溪")).not.toBeVisible();
  await expect(paper.getByText("版权所有")).not.toBeVisible();
  await expect(paper.locator("h1")).toBeVisible();
  await expect(paper.getByText("六、其他需要报告的事项")).toBeVisible();
  // The keyboard comes to the report's own first line.
  await expect(paper.locator("h1")).toHaveAttribute("tabindex", "0");
  // It is no part of what is printed.
  await page.emulateMedia({ media: "print" });
  await expect(folded.first()).not.toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await folded.first().locator("summary").click();
  await expect(paper.getByText("走进云溪")).toBeVisible();
  await folded.last().locator("summary").click();
  await expect(paper.getByText("版权所有")).toBeVisible();
});

test("a report with nothing round it has nothing folded away", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(page.locator(".paper h1")).toBeVisible();
  await expect(page.locator("details.around")).toHaveCount(0);
});

test("what is said about a place outside the report is seen", async ({ page }) => {
  await page.goto(website);
  const phone = "<p>受理人：张某，身份证号码 330721198802149034，请与本人联系。</p>";
  await hand(page, "paste", { html: portal.replace("</body>", `${phone}</body>`) });
  await expect(sums(page)).toHaveText(slipped);
  for (const mark of await page.locator(".paper mark").all()) await expect(mark).toBeVisible();
});
