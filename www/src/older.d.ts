// What old/old.ts leaves for the page where a browser needs it.

declare var goujiGunzip: ((bytes: Uint8Array) => Uint8Array<ArrayBuffer>) | undefined;
declare var goujiStyle: ((css: string) => string) | undefined;
