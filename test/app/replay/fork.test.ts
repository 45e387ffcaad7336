import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { fork, parsePatch, type ForkOptions } from "../../../app/fork/index.ts";
import { indexMessages } from "../../../app/log/index.ts";
import { replay } from "../../../app/replay/index.ts";
import { verify } from "../../../app/verify/index.ts";
import { readFrames } from "../../cli/harness/log-file.ts";
import { logOf, trajectoryBytes } from "../../cli/harness/output-files.ts";
import { helpedCoder, recorded } from "./recorded.ts";

const place = recorded();

function forked(name: string, options: Pick<ForkOptions, "at"> & Partial<ForkOptions>) {
  return fork({
    log: logOf(place.at("out")),
    out: place.at(name),
    definitions: [helpedCoder()],
    env: {},
    ...options,
  });
}

test("a fork that changes nothing shares the bytes up to its place, asks nobody, ends alike", async () => {
  const at = 40;
  const { reused, summary } = await forked("same", { at });
  expect(summary.sessions).toMatchObject([{ status: "done" }]);
  const all = await indexMessages(logOf(place.at("out")));
  const asked = all.messages.slice(at).filter((one) => all.requestOf(one)).length;
  // The recorder alone works again.
  expect(reused).toBe(asked - 1);
  const { offset } = (await readFrames(logOf(place.at("out"))))[at]!;
  const shared = await Promise.all(
    ["out", "same"].map(async (name) =>
      (await readFile(logOf(place.at(name)))).subarray(0, offset),
    ),
  );
  expect(shared[1]!.equals(shared[0]!)).toBe(true);
  expect(await trajectoryBytes(place.at("same"))).toEqual(await trajectoryBytes(place.at("out")));
  expect((await verify({ target: place.at("same") })).findings).toEqual([]);
});

test("a fork with another answer goes on from it, and its log follows from its agents", async () => {
  const all = await indexMessages(logOf(place.at("out")));
  const { seq } = all.messages.find(({ kind }) => kind === "author.written")!;
  const edit = parsePatch(
    '[{"op":"replace","path":"/text","value":"Count to a limit, no further."}]',
  );
  await forked("edited", { at: seq, edit });
  const log = logOf(place.at("edited"));
  const { divergences } = await replay({ log, definitions: [helpedCoder()] });
  expect(divergences).toEqual([]);
  expect((await indexMessages(log)).at(seq)?.body).toMatchObject({
    text: "Count to a limit, no further.",
  });
});

test("what cannot be forked is refused", async () => {
  const edit = parsePatch('[{"op":"remove","path":"/text"}]');
  const all = await indexMessages(logOf(place.at("out")));
  const { seq } = all.messages.find(({ kind }) => kind === "author.thought")!;
  await expect(forked("agents", { at: seq, edit })).rejects.toMatchObject({ code: "USAGE" });
  await expect(forked("beyond", { at: 99_999 })).rejects.toMatchObject({ code: "USAGE" });
  await expect(forked("opening", { at: 0 })).rejects.toMatchObject({ code: "USAGE" });
  expect(() => parsePatch('[{"op":"move","path":"/a"}]')).toThrow("--edit is no JSON patch");
});
