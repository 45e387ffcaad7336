import { readFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";
import { HOW_TO_GET_IT, skipsNats } from "./binary.ts";

/** Says in the last line of a report how many tests were skipped for want of a NATS server. */
export default class NatsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (!skipsNats) return;
    const skipped = modules.flatMap((module) => [...skippedIn(module)]).length;
    if (skipped === 0) return;
    const what = skipped === 1 ? "1 test was" : `${skipped} tests were`;
    // oxlint-disable-next-line no-console -- a reporter writes its report
    console.log(`\n${what} skipped because there is no nats-server: ${HOW_TO_GET_IT}.`);
  }
}

/** The skipped tests of a file that asks for the server. */
function skippedIn(module: TestModule): Iterable<unknown> {
  const source = readFileSync(module.moduleId, "utf8");
  return /\/nats\/required\.ts"/.test(source) ? module.children.allTests("skipped") : [];
}
