// Why the checker does not run in somebody else's page, and what is missing there: loaded only where that happens.

import type { Failure } from "./engine.ts";

/** Says what is missing, from what failed: the empty module, or one of the files beside the script. */
export function explained(error: unknown, address: string): Failure {
  if (error instanceof WebAssembly.CompileError) {
    return {
      code: "policy",
      zh: "这个网页的内容安全策略（Content-Security-Policy）不允许运行 WebAssembly：请网站管理员在 script-src 里加上 'wasm-unsafe-eval'，或者改用框架页 frame.html（只需在 frame-src 里写上它的网址）。刷新没有用。",
      en: "The Content-Security-Policy of this page forbids WebAssembly. Whoever runs the site has to add 'wasm-unsafe-eval' to script-src, or to use frame.html (which needs its address in frame-src only). Reloading does not help.",
    };
  }
  const why = error instanceof Error ? error.message : String(error);
  return {
    code: "load",
    zh: `没有取到校验程序的文件 ${address}（${why}）。请网站管理员查看：文件在不在这个地址；网页的内容安全策略（Content-Security-Policy）的 connect-src 里有没有这个网站（同一网站写 'self'）。`,
    en: `The file ${address} of the checker could not be fetched (${why}). Whoever runs the site should see whether it is there, and whether connect-src in the page's Content-Security-Policy names this site ('self' for its own).`,
  };
}
