import { describe as anyDescribe, test as anyTest } from "vitest";
import { skipsChromium } from "./binary.ts";

/**
 * `test` and `describe` for what needs a browser: skipped on a machine that has none, and counted
 * by the reporter. With CI set they run, and fail where the browser is missing.
 */
// oxlint-disable vitest/valid-describe-callback, vitest/valid-title, vitest/expect-expect, vitest/no-disabled-tests -- ways to write tests, not tests
export const test = anyTest.skipIf(skipsChromium);
export const describe = anyDescribe.skipIf(skipsChromium);
