import { describe as anyDescribe, test as anyTest } from "vitest";
import { skipsNats } from "./binary.ts";

/**
 * `test` and `describe` for what needs a NATS server: skipped on a machine that has none, and
 * counted by the reporter. With CI set they run, and fail where the server is missing. Hooks of a
 * file or a `describe` in which every test is skipped do not run.
 */
// oxlint-disable vitest/valid-describe-callback, vitest/valid-title, vitest/expect-expect, vitest/no-disabled-tests -- ways to write tests, not tests
export const test = anyTest.skipIf(skipsNats);
export const describe = anyDescribe.skipIf(skipsNats);
