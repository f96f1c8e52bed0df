// What the extension uses of the browser: the same in Chromium and Firefox.

/** A tab, as far as it is needed. */
export interface Tab {
  id?: number;
}

interface Target {
  target: { tabId: number; allFrames?: boolean };
}

/** The part of the extension interface that is used; nothing of it needs more than `activeTab` and `scripting`. */
export interface Browser {
  action: {
    onClicked: { addListener(listen: (tab: Tab) => void): void };
    setBadgeText(details: { text: string; tabId: number }): Promise<void>;
    setTitle(details: { title: string; tabId: number }): Promise<void>;
  };
  runtime: { getURL(path: string): string };
  scripting: {
    insertCSS(details: Target & { css: string; origin: "USER" }): Promise<void>;
    executeScript(details: Target & { files: string[] }): Promise<unknown>;
    executeScript<Arguments extends unknown[], Result>(
      details: Target & { func: (...values: Arguments) => Result; args?: Arguments },
    ): Promise<{ result?: Awaited<Result> }[]>;
  };
}

/** The browser that runs the extension. */
export const browser: Browser = (globalThis as unknown as { chrome: Browser }).chrome;
