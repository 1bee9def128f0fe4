// What a browser adds to fetch: cookies kept for the one site that is visited, and the page's Origin.
export function browserAt(origin) {
  const jar = new Map();
  async function fetchAsBrowser(input, init = {}) {
    const request = new Request(input, init);
    request.headers.set("origin", origin);
    if (jar.size > 0) {
      request.headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    }
    const response = await fetch(request);
    for (const cookie of response.headers.getSetCookie()) {
      const [pair, ...attributes] = cookie.split("; ");
      const name = pair.slice(0, pair.indexOf("="));
      if (attributes.includes("Max-Age=0")) {
        jar.delete(name);
      } else {
        jar.set(name, pair.slice(name.length + 1));
      }
    }
    return response;
  }
  return { fetch: fetchAsBrowser, jar };
}
