// What went wrong with an input, in words that can be shown.

/** An input could not be read, or the work was stopped. `code` is stable; the sentences are for people. */
export class GoujiError extends Error {
  readonly code: string;
  readonly zh: string;
  readonly en: string;

  constructor(failure: { code: string; zh: string; en: string }) {
    super(failure.zh);
    this.name = "GoujiError";
    this.code = failure.code;
    this.zh = failure.zh;
    this.en = failure.en;
  }
}

/** Any error as one that can be shown. */
export const shownError = (error: unknown): GoujiError =>
  error instanceof GoujiError
    ? error
    : new GoujiError({
        code: "load",
        zh: "校验程序没有载入，请刷新网页再试。",
        en: "The checker did not load. Please reload the page.",
      });
