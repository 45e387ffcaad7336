import { spawn } from "node:child_process";
import { once } from "node:events";
import { text as textOf } from "node:stream/consumers";
import { Tinypool } from "tinypool";
import { afterEach, describe, expect, test, vi } from "vitest";
import { isHindcastError } from "../../../protocols/errors/index.ts";
import { threadModule } from "../../../runtime/threads/index.ts";
import { OfflineScorer, PrefixCache, scoreVariants } from "../../../scoring/offline/index.ts";

const small = { slotBits: 16 };
const open: OfflineScorer[] = [];

function scorerWith(threads: number): OfflineScorer {
  const scorer = new OfflineScorer({ ...small, threads });
  open.push(scorer);
  return scorer;
}

afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(open.splice(0).map((scorer) => scorer.close()));
});

function request(seed: number) {
  const context = `The module ${seed % 3} exports openLedger and closeLedger.\n`.repeat(20);
  return {
    variants: ["", "Use openLedger.\n", "Talk about the weather.\n"].map((thought) => ({
      segments: [context, `${seed}\n`, thought],
    })),
    target: `import { openLedger } from "./ledger-${seed}.js";\nopenLedger(${seed});\n`,
    clip: 2,
  };
}

const long = { variants: [{ segments: ["abc\n".repeat(500_000)] }], target: "abc", clip: 2 };

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return isHindcastError(error) ? error.code : String(error);
}

describe("OfflineScorer", () => {
  test("answers the same whatever thread and whatever it has kept", async () => {
    const numbers = Array.from({ length: 12 }, (_, i) => i);
    const expected = numbers.map(
      (seed) => scoreVariants(new PrefixCache({ ...small, maxBytes: 0 }), request(seed)).variants,
    );
    for (const threads of [1, 2]) {
      const scorer = scorerWith(threads);
      for (const affinity of [undefined, "one", "two"]) {
        const answers = await Promise.all(
          numbers.map((seed) =>
            scorer.score(request(seed), affinity === undefined ? {} : { affinity }),
          ),
        );
        expect(answers.map((answer) => answer.variants)).toEqual(expected);
      }
    }
  });

  test("sends what shares a beginning to the thread that has read it", async () => {
    const scorer = scorerWith(2);
    for (let round = 0; round < 3; round++) await scorer.score(request(0));
    const { usage } = await scorer.score(request(0));
    expect(usage.read_bytes).toBe(0);
  });

  test("an aborted request ends early, those before and after it are answered", async () => {
    const scorer = scorerWith(1);
    await scorer.score(request(1));
    const [running, waiting] = [new AbortController(), new AbortController()];
    const first = scorer.score(long, { signal: running.signal });
    const second = scorer.score(long, { signal: waiting.signal });
    const third = scorer.score(request(1));
    waiting.abort(new Error("no longer wanted"));
    await expect(second).rejects.toThrow("no longer wanted");
    running.abort();
    await expect(first).rejects.toThrow(/aborted/);
    // The thread lived on, so it still knows what it has read.
    expect((await third).usage.cached_bytes).toBeGreaterThan(0);
    await expect(scorer.score(long, { signal: AbortSignal.abort() })).rejects.toThrow(/aborted/);
  });

  test("a thread that dies fails its request and is replaced", async () => {
    const run = vi.spyOn(Tinypool.prototype, "run");
    const scorer = scorerWith(1);
    const before = await scorer.score(request(2));
    const pool = run.mock.contexts[0] as Tinypool;
    const dying = codeOf(scorer.score(long));
    const next = scorer.score(request(2));
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2));
    await pool.threads[0]!.terminate();
    expect(await dying).toBe("SCORER_FAILED");
    expect((await next).variants).toEqual(before.variants);
  });

  test("a request that cannot be answered fails alone", async () => {
    const scorer = scorerWith(1);
    const broken = { variants: [{ segments: null as never }], target: "x", clip: 2 };
    expect(await codeOf(scorer.score(broken, { affinity: "a" }))).toBe("SCORER_FAILED");
    expect((await scorer.score(request(3), { affinity: "a" })).variants).toHaveLength(3);
  });

  test("close fails what is not answered", async () => {
    const scorer = scorerWith(1);
    await scorer.score(request(4));
    const codes = [scorer.score(long), scorer.score(request(4))].map((answer) => codeOf(answer));
    await scorer.close();
    expect(await Promise.all(codes)).toEqual(["SCORER_FAILED", "SCORER_FAILED"]);
    expect(await codeOf(scorer.score(request(4)))).toBe("SCORER_FAILED");
  });

  test("close leaves nothing that keeps a process alive", async () => {
    const module = threadModule(import.meta.url, "../../../scoring/offline/index.ts");
    const script = `
      import { OfflineScorer } from ${JSON.stringify(module)};
      const scorer = new OfflineScorer({ threads: 2, slotBits: 16 });
      await Promise.all(["a", "b"].map((affinity) =>
        scorer.score({ variants: [{ segments: ["x"] }], target: "y", clip: 2 }, { affinity })));
      await scorer.close();
      const handles = process.getActiveResourcesInfo().filter((name) => /Worker|MessagePort/.test(name));
      console.log(JSON.stringify(handles));`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script]);
    const [output] = await Promise.all([textOf(child.stdout), once(child, "exit")]);
    expect(child.exitCode).toBe(0);
    expect(output.trim()).toBe("[]");
  });
});
