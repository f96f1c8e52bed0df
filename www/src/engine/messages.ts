// What the page and the worker say to each other.

import { trapped } from "./codes.ts";
import type { Failure, functions } from "./engine.ts";

/** The functions of the engine by name. */
export type Functions = typeof functions;

/** A request to the worker. */
export interface Request {
  id: number;
  call: keyof Functions;
  values: unknown[];
}

/** Its answer, under the same number. */
export type Response = { id: number; value: unknown } | { id: number; failure: Failure };

/** Any error as a failure that can cross from the worker to the page. */
export function failureOf(error: unknown): Failure {
  if (typeof error === "object" && error !== null && "code" in error && "zh" in error && "en" in error) {
    return { code: String(error.code), zh: String(error.zh), en: String(error.en) };
  }
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
    return {
      code: trapped,
      zh: "没有校验完：内存不够，或者校验程序出了错。校验程序已重新启动，别的文件可以照常校验。",
      en: "The check did not end: there was not enough memory, or the checker failed. It was started again; other files can be checked as usual.",
    };
  }
  // What an engine says about itself is for those who look at the console.
  console.error(error);
  return {
    code: "internal",
    zh: "校验程序出了错，没有做完。请重新载入页面再试。",
    en: "The checker failed. Please reload the page and try again.",
  };
}
