import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { counterOn } from "../../../cli/output/index.ts";
import type { ProgressKind } from "../../../runtime/progress/index.ts";

function shown(kind: ProgressKind, isTTY: boolean): string {
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const counter = counterOn({ stderr }, kind);
  counter.show("reading", 0, 2);
  counter.show("reading", 2, 2);
  counter.show("parsing", 1, 1);
  counter.close();
  return (stderr.read() as Buffer | null)?.toString() ?? "";
}

test("progress is a live line on a terminal, lines where they are asked for, and else nothing", () => {
  expect(shown("auto", false)).toBe("");
  expect(shown("off", true)).toBe("");
  expect(shown("plain", true)).toBe("reading: 2 files\nparsing: 1 files\n");
  const live = shown("auto", true);
  expect(live).toContain("\rreading: 0 of 2 files");
  expect(live.endsWith("\r\u001B[2K")).toBe(true);
  const [first = ""] = shown("ndjson", false).split("\n");
  expect(JSON.parse(first)).toEqual({ type: "graph", stage: "reading", done: 0, total: 2 });
});
