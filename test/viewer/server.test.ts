import { request, type IncomingHttpHeaders } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startViewer, type Viewer } from "../../viewer/server/index.ts";

const page = { html: "<!doctype html>", script: "// script", style: "/* style */" };
let viewer: Viewer;

beforeAll(async () => {
  viewer = await startViewer({
    page,
    answers: {
      ask: (name, query) =>
        name === "echo"
          ? Promise.resolve(query)
          : name === "broken"
            ? Promise.reject(new Error("a fault"))
            : undefined,
    },
  });
});

afterAll(() => viewer.close());

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function ask(path: string, options: { method?: string; host?: string } = {}): Promise<Answered> {
  const { port } = new URL(viewer.url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        host: "127.0.0.1",
        path,
        method: options.method ?? "GET",
        headers: { host: options.host ?? `127.0.0.1:${port}` },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response.on("end", () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      },
    );
    sent.on("error", reject).end();
  });
}

test("the page and its answers come with a policy that lets nothing else in", async () => {
  for (const path of ["/", "/page.js", "/page.css", "/api/echo?a=1"]) {
    const { status, headers } = await ask(path);
    expect(status, path).toBe(200);
    expect(headers["content-security-policy"], path).toContain("default-src 'none'");
    expect(headers["content-security-policy"], path).not.toContain("unsafe");
    expect(headers["x-content-type-options"], path).toBe("nosniff");
  }
  expect(JSON.parse((await ask("/api/echo?a=1")).text)).toEqual({ a: "1" });
});

test("a request that names another host is refused", async () => {
  for (const host of ["evil.example", "evil.example:80", "127.0.0.1.evil.example"]) {
    expect((await ask("/", { host })).status, host).toBe(403);
  }
  expect((await ask("/", { host: "localhost:1234" })).status).toBe(200);
});

test("nothing but reading is allowed", async () => {
  for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
    expect((await ask("/api/echo", { method })).status, method).toBe(405);
  }
});

test("no path leads to a file", async () => {
  for (const path of [
    "/../package.json",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/etc/passwd",
    "/page.js/../../package.json",
    "/api/../page.html",
    "/api/constructor",
    "/api/__proto__",
    "//evil.example/",
  ]) {
    const { status, text } = await ask(path);
    expect(status, path).toBe(404);
    expect(text, path).not.toContain("root:");
  }
});

test("a failed answer is reported, and the server continues", async () => {
  const { status, text } = await ask("/api/broken");
  expect(status).toBe(500);
  expect(JSON.parse(text)).toMatchObject({ error: { code: "SERVICE_FAILED", detail: "a fault" } });
  expect((await ask("/")).status).toBe(200);
});
