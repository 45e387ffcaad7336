import { test as anyTest } from "vitest";
import { skipsPty } from "./binary.ts";

/**
 * `test` for what needs a pseudo-terminal: skipped on a machine that cannot make one, and counted by
 * the reporter. With CI set they run, and fail there.
 */
// oxlint-disable-next-line vitest/valid-title, vitest/expect-expect, vitest/no-disabled-tests -- a way to write tests, not a test
export const test = anyTest.skipIf(skipsPty);
