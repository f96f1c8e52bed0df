// The website's service worker: a second visit works without a network, and each tab stays with one version.
//
// A version is a list of files with their digests. It is taken over whole or not at all; a page and what belongs to it
// come from one version, since every file but the page has its content in its name. A tab that is open goes on with its
// own version: its files are kept until no tab of the website is open.

/** The files of this version, put in by the build. */
declare const FILES: { file: string; integrity: string }[];
/** The digest of that list. */
declare const VERSION: string;

const worker = self as unknown as ServiceWorkerGlobalScope;
const { scope } = worker.registration;
/** Other websites of the same origin have caches of their own. */
const prefix = `gouji ${scope} `;
const own = prefix + VERSION;

const at = (file: string) => new URL(file, scope).href;

worker.addEventListener("install", (event) => {
  event.waitUntil(install());
});
worker.addEventListener("activate", (event) => {
  event.waitUntil(worker.clients.claim().then(tidy));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(scope)) event.respondWith(answer(request));
});

async function install(): Promise<void> {
  const cache = await caches.open(own);
  try {
    await Promise.all(
      FILES.map(async ({ file, integrity }) => {
        // The page has one name in all versions: it is asked for anew.
        const known =
          file === "index.html" || file === "about.html" ? undefined : await caches.match(at(file));
        const response = known ?? (await fetch(at(file), { integrity, cache: "no-cache" }));
        if (!response.ok) throw new Error(`${file}: ${response.status}`);
        await cache.put(at(file), response);
      }),
    );
  } catch (error) {
    // Half of a version is none: the browser tries again later, and the one that is there stays.
    await caches.delete(own);
    throw error;
  }
  await worker.skipWaiting();
}

/** Forgets other versions once no tab can need them. */
async function tidy(): Promise<void> {
  const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.some((client) => client.url.startsWith(scope))) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix) && name !== own) await caches.delete(name);
  }
}

async function answer(request: Request): Promise<Response> {
  const [address = ""] = request.url.split(/[?#]/);
  if (request.mode === "navigate" && (address === scope || address === at("index.html"))) {
    await tidy();
    return (await cached(at("index.html"))) ?? fetch(request);
  }
  const file = address.slice(scope.length);
  // Names with a digest in them: whichever version has the file, it is the same.
  if (/\.[0-9a-f]{12}\.[a-z]+$/.test(file)) return (await cached(address)) ?? fetch(request);
  // Explanations and rules: as they are now, and as they were where there is no network.
  try {
    const response = await fetch(request);
    if (response.ok && file.endsWith(".html") && file !== "gouji.html") {
      await (await caches.open(own)).put(address, response.clone());
    }
    return response;
  } catch (error) {
    const kept = await cached(address);
    if (kept) return kept;
    throw error;
  }
}

/** A file of this version, or else of one that an open tab still has. */
async function cached(address: string): Promise<Response | undefined> {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== own);
  for (const name of [own, ...names]) {
    const response = await (await caches.open(name)).match(address);
    if (response) return response;
  }
  return undefined;
}
