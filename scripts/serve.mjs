// A static server for one directory, for looking at the page: node scripts/serve.mjs DIRECTORY PORT
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";

const [directory = "dist", port = "8137"] = process.argv.slice(2);
const root = resolve(directory);
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".json": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

const server = createServer(async (request, response) => {
  let path;
  try {
    path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
  } catch {
    response.writeHead(400).end();
    return;
  }
  let file = normalize(join(root, path));
  if (file !== root && !file.startsWith(root + sep)) {
    response.writeHead(403).end();
    return;
  }
  try {
    if ((await stat(file)).isDirectory()) {
      // The directory of all builds has the one file in front.
      const index = join(file, "index.html");
      file = (await stat(index).catch(() => undefined)) ? index : join(file, "gouji.html");
    }
    await stat(file);
  } catch {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("not found\n");
    return;
  }
  response.writeHead(200, {
    "content-type": types[extname(file)] ?? "application/octet-stream",
    "cache-control": "no-cache",
  });
  createReadStream(file).pipe(response);
});
server.on("error", (error) => {
  console.error(
    error.code === "EADDRINUSE"
      ? `port ${port} is taken: choose another with make serve PORT=8138`
      : String(error),
  );
  process.exit(1);
});
server.listen(Number(port), "localhost", () => console.log(`gouji: http://localhost:${port}/`));
