// The guide without network: pages and programs are kept on the device, rules too.
//
// A new version waits until the person takes it: nothing is switched in the middle of an
// answer. Kept are only files that are the same for everybody: no answer, no case, nothing
// of the windows. The build puts the hash of all files in place of the word below.
const VERSION = "__VERSION__";
const KEPT = `lianban-${VERSION}`;
const PACKAGES = "/api/packages";
const PATIENCE_MS = 4000;

const isRules = (path) => /^\/api\/packages\/[^/]+\/(compiled|handbook)\//.test(path);
const isOfWindows = (path) => path.startsWith("/staff");
const isFile = (path) => /\.[a-z0-9]+$/.test(path);

// As `is_drawn_by_case` of the server says: a test holds the two lists together.
const LATER = ["track", "privacy", "clear", "code", "desk"];
const page = (path) => {
  const [first, , step] = path.split("/").filter(Boolean);
  const isLater = LATER.includes(first) || (first === "packages" && step !== "guide");
  return isLater ? "/case.html" : "/index.html";
};

// A page with everything it loads.
const keepPage = async (cache, address, as) => {
  const answer = await fetch(address, { cache: "no-cache" });
  const html = await answer.clone().text();
  await cache.put(as, answer);
  const files = [...html.matchAll(/["'](\/[\w./-]+\.(?:css|js|wasm|svg|webmanifest))["']/g)];
  await cache.addAll([...new Set(files.map(([, file]) => file))]);
};

const keepRules = async (cache) => {
  const answer = await fetch(PACKAGES);
  const cards = await answer.clone().json();
  await cache.put(PACKAGES, answer);
  await cache.addAll(cards.flatMap(({ id, hash, handbook }) => [
    `${PACKAGES}/${id}/compiled/${hash}`,
    `${PACKAGES}/${id}/handbook/${handbook}`,
  ]));
};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then(async (cache) => {
    await keepPage(cache, "/", "/index.html");
    await cache.add("/icons/icons.svg");
    await keepRules(cache);
    await keepPage(cache, "/privacy", "/case.html");
  }));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names
      .filter((name) => name.startsWith("lianban-") && name !== KEPT)
      .map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener("message", ({ data }) => {
  if (data === "take over") self.skipWaiting();
});

const keptFirst = async (request, as) => {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(as ?? request, { ignoreSearch: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && !as) keep(cache, request, answer);
  return answer;
};

// A full device must not cost the answer itself.
const keep = (cache, request, answer) => cache.put(request, answer.clone()).catch(() => {});

// The last word of the server, marked: its day is not today's any more.
const marked = (kept) => {
  const headers = new Headers(kept.headers);
  headers.set("x-kept", "1");
  return new Response(kept.body, { status: kept.status, headers });
};

// The newest word of the server; the last one where there is no network, or the server fails.
const newestFirst = async (request) => {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok) keep(cache, request, answer);
    const kept = answer.status >= 500 && await cache.match(request);
    return kept ? marked(kept) : answer;
  } catch (error) {
    const kept = await cache.match(request);
    if (kept) return marked(kept);
    throw error;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || isOfWindows(pathname)) return;
  const isApi = /^\/api(\/|$)/.test(pathname);
  // A picture or a file of the API in a window of its own is no page of the app.
  if (request.mode === "navigate" && !isApi && !isFile(pathname)) {
    return event.respondWith(keptFirst(request, page(pathname)));
  }
  if (pathname === PACKAGES) return event.respondWith(newestFirst(request));
  if (isRules(pathname) || (!isApi && isFile(pathname))) {
    event.respondWith(keptFirst(request));
  }
});
