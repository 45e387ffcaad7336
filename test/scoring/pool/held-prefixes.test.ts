import { describe, expect, test } from "vitest";
import { ContextTree } from "../../../scoring/pool/contexts/context.ts";
import { HeldPrefixes } from "../../../scoring/pool/endpoints/held-prefixes.ts";

/** A segment of some tokens; equal arguments make equal segments. */
const segments = new Map<string, { text: string; ids: Uint32Array }>();
function segment(name: string, tokens = 100): { text: string; ids: Uint32Array } {
  const key = `${name}:${tokens}`;
  const made = { text: key, ids: Uint32Array.from({ length: tokens }, (_, at) => hash(key) + at) };
  if (!segments.has(key)) segments.set(key, made);
  return segments.get(key)!;
}
const hash = (text: string): number =>
  Array.from(text).reduce((sum, char) => (31 * sum + char.charCodeAt(0)) % 1_000_003, 7);

const tree = new ContextTree({ text: "", ids: Uint32Array.of(1) });
const node = (...names: string[]) => tree.nodeOf(names.map((name) => segment(name)));

describe("held prefixes", () => {
  test("hold the longest computed beginning of a context", () => {
    const held = new HeldPrefixes(1_000);
    expect(held.held(node("a", "b"))).toBe(0);
    held.keep(node("a", "b"), 50);
    expect(held.held(node("a", "b"))).toBe(201);
    expect(held.held(node("a", "c"))).toBe(101);
    expect(held.held(node("b"))).toBe(1);
  });

  test("forget what was not used for longest, the ends before their beginnings", () => {
    const held = new HeldPrefixes(450);
    held.keep(node("a", "b"), 50);
    held.keep(node("a", "c"), 50);
    held.keep(node("a", "d"), 50);
    expect(held.held(node("a", "b"))).toBe(101);
    expect(held.held(node("a", "d"))).toBe(201);
  });

  test("count what waits or is being computed as coming, and not as held", () => {
    const held = new HeldPrefixes(1_000);
    held.expect(node("a", "b"), 1);
    expect([held.held(node("a", "c")), held.coming(node("a", "c"))]).toEqual([0, 101]);
    held.expect(node("a", "b"), -1);
    expect(held.coming(node("a", "c"))).toBe(0);
    held.begin(node("a", "b"), 50);
    expect(held.coming(node("a", "c"))).toBe(101);
    expect(held.worthWaiting(node("a", "c"))).toBe(true);
    held.end(node("a", "b"), 50);
    expect(held.worthWaiting(node("a", "c"))).toBe(false);
  });

  test("let no request push out what another is computing", () => {
    const held = new HeldPrefixes(450);
    expect(held.fits(node("x", "y", "z"), 5_000)).toBe(true);
    held.begin(node("a", "b"), 50);
    expect(held.fits(node("a", "c"), 50)).toBe(true);
    expect(held.fits(node("x", "y"), 50)).toBe(false);
  });

  test("are crowded when what waits takes more than half of the cache", () => {
    const held = new HeldPrefixes(450);
    held.expect(node("a", "b"), 1);
    expect(held.crowded).toBe(false);
    held.expect(node("c"), 1);
    expect(held.crowded).toBe(true);
  });

  test("are none where the server reuses nothing, and after a restart", () => {
    const none = new HeldPrefixes(0);
    none.keep(node("a"), 50);
    expect(none.held(node("a"))).toBe(0);
    const held = new HeldPrefixes(1_000);
    held.keep(node("a"), 50);
    held.clear();
    expect(held.held(node("a"))).toBe(0);
  });
});
