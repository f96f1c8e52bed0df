// What old/old.ts leaves for the page where a browser needs it.

declare var goujiStyle: ((css: string) => string) | undefined;
