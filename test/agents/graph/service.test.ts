import { expect, onTestFinished, test } from "vitest";
import { graphService } from "../../../agents/graph/index.ts";
import { checkBody, messages, sha256, type BlobRef, type Body } from "../../../protocols/index.ts";
import { blobAccess } from "../../../runtime/bus/blobs/blob-access.ts";
import type { ServiceTools } from "../../../runtime/define/index.ts";
import { emptyDirectory, limits, write } from "../../graph/tree.ts";

function blobsInMemory(): ServiceTools["blobs"] {
  const kept = new Map<string, Uint8Array>();
  return blobAccess(
    {
      putBlob(_session, bytes) {
        const ref = { sha256: sha256(bytes), bytes: bytes.length };
        kept.set(ref.sha256, bytes);
        return Promise.resolve(ref);
      },
      getBlob: (_session, ref) => Promise.resolve(kept.get(ref.sha256) ?? new Uint8Array()),
    },
    "s",
  );
}

function callerOf(service = graphService({ threads: 0 })) {
  onTestFinished(() => service.close());
  const tools = { blobs: blobsInMemory(), signal: new AbortController().signal } as ServiceTools;
  return async (kind: string, body: unknown): Promise<{ kind: string; body: never }> => {
    const request = {
      id: "r",
      session: "s",
      from: "main",
      kind,
      body: checkBody(messages, kind, body, "test"),
    };
    const reply = await service.handle(request, tools);
    checkBody(messages, reply.kind, reply.body, "test");
    return reply as { kind: string; body: never };
  };
}

test("a session from survey to thought", async () => {
  const root = write(emptyDirectory(), {
    "a.py": "import b\n\ndef a():\n    return b.b()\n",
    "b.py": "def b():\n    return 1\n",
  });
  const call = callerOf();
  const surveyed = await call("graph.survey", { source: { path: root }, limits });
  expect(surveyed).toMatchObject({
    kind: "graph.surveyed",
    body: { included: 2, excluded: 0, tree: "a.py\nb.py\n" },
  });
  const { snapshot, order } = surveyed.body as { snapshot: BlobRef; order: BlobRef };
  const checked = await call("graph.check_plan", { snapshot, entries: order });
  expect(checked).toMatchObject({
    kind: "graph.plan_checked",
    body: {
      violations: [],
      more: 0,
      entries: [{ path: "b.py", purpose: "defines b" }, { path: "a.py" }],
    },
  });
  const { plan } = checked.body as { plan: BlobRef };
  expect(await call("graph.describe", { snapshot, plan, path: "a.py" })).toMatchObject({
    kind: "graph.described",
    body: { outline: "a.py (python, 4 lines)\n  def a()\n", readable: [{ path: "b.py" }] },
  });
  expect(await call("graph.read", { snapshot, plan, path: "b.py", reader: "a.py" })).toEqual({
    kind: "graph.content",
    body: { text: "def b():\n    return 1\n" },
  });
  expect(await call("graph.read", { snapshot, plan, path: "a.py", reader: "b.py" })).toMatchObject({
    kind: "graph.refused",
    body: { violation: { code: "READ_TOO_EARLY" } },
  });
  const thought = "`a` calls `b.b` and then blorp_everything() at once.";
  expect(
    await call("graph.check_thought", { snapshot, plan, path: "a.py", text: thought }),
  ).toMatchObject({
    kind: "graph.thought_checked",
    body: { names: 3, grounded: 2, violations: [{ code: "THOUGHT_UNKNOWN_SYMBOL" }] },
  });
  await expect(call("graph.describe", { snapshot, plan, path: "no.py" })).rejects.toMatchObject({
    code: "MESSAGE_INVALID",
  });
});

test("a snapshot that was damaged is refused, and asked for again the next time", async () => {
  const call = callerOf();
  const snapshot = { sha256: "0".repeat(64), bytes: 3 };
  for (let round = 0; round < 2; round++) {
    await expect(call("graph.check_plan", { snapshot, entries: [] })).rejects.toMatchObject({
      code: "SNAPSHOT_INVALID",
    });
  }
});

test("a plan that one message does not hold is read part by part, and none of it is lost", async () => {
  const purpose = "p".repeat(60_000);
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`f${at}.py`, `A${at} = 1\n`]),
  );
  const call = callerOf();
  const { body } = await call("graph.survey", {
    source: { path: write(emptyDirectory(), files) },
    limits,
  });
  const { snapshot } = body as { snapshot: BlobRef };
  const entries = Object.keys(files).map((path) => ({ path, purpose }));
  const { plan, ...checked } = (await call("graph.check_plan", { snapshot, entries }))
    .body as Body<"graph.plan_checked">;
  expect(checked.total).toBe(12);
  const found = [...checked.entries];
  while (found.length < 12) {
    const part = await call("graph.read_plan", { plan, from: found.length });
    const { from, entries: more } = part.body as Body<"graph.plan_read">;
    expect(from).toBe(found.length);
    expect(JSON.stringify(more).length).toBeLessThan(260_000);
    found.push(...more);
  }
  expect(found).toEqual(entries);
  await expect(call("graph.read_plan", { plan, from: 12 })).rejects.toMatchObject({
    code: "MESSAGE_INVALID",
  });
});

test("facts for a blind author hold nothing of the bodies", async () => {
  const root = write(emptyDirectory(), {
    "a.py": "import b\n\ndef outer(count):\n    secret = b.hidden(count)\n    return secret\n",
    "b.py": "def hidden(x):\n    return x\n",
  });
  const call = callerOf();
  const surveyed = await call("graph.survey", { source: { path: root }, limits });
  const { snapshot, order: plan } = surveyed.body as { snapshot: BlobRef; order: BlobRef };
  const about = { snapshot, plan, path: "a.py" };
  const whole = await call("graph.describe", about);
  const blind = await call("graph.describe", { ...about, sight: "blind" });
  expect(JSON.stringify((whole.body as { facts: unknown }).facts)).toContain("secret");
  const { facts, outline } = blind.body as { facts: object; outline: string };
  expect(JSON.stringify({ facts, outline })).not.toMatch(/secret|hidden/);
  expect(facts).toMatchObject({
    symbols: [{ name: "outer", uses: [], binds: ["count"], flow: [] }],
    uses: [],
    imports: [{ specifier: "b", path: "b.py" }],
  });
});
