import { expect, test } from "vitest";
import { atOnce, inTurns } from "../../runtime/threads/index.ts";

/** Sums numbers, each step longer than a turn; `others` is looked at after each of them. */
function* sum(
  numbers: readonly number[],
  others: () => number,
  seen: number[],
): Generator<undefined, number> {
  let total = 0;
  for (const number of numbers) {
    const start = performance.now();
    while (performance.now() - start < 25);
    total += number;
    yield;
    seen.push(others());
  }
  return total;
}

test("long work in turns lets other work in between, and at once does not", async () => {
  let others = 0;
  const again = (): void => void (timer = setImmediate(() => (others++, again())));
  let timer = setImmediate(again);
  const seen: number[] = [];
  expect(await inTurns(sum([1, 2, 3], () => others, seen))).toBe(6);
  const [first = 0, second = 0, third = 0] = seen;
  expect(first).toBeLessThan(second);
  expect(second).toBeLessThan(third);

  const before = others;
  expect(atOnce(sum([1, 2, 3], () => others, []))).toBe(6);
  expect(others).toBe(before);
  clearImmediate(timer);
});

test("what long work throws, it throws in turns too", async () => {
  function* broken(): Generator<undefined, number> {
    yield;
    throw new Error("broken");
  }
  await expect(inTurns(broken())).rejects.toThrow("broken");
});
