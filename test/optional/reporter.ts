import { readFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";
import * as nats from "../nats/binary.ts";
import * as pty from "../cli/debug/pty/binary.ts";
import * as chromium from "../viewer/browser/binary.ts";

/** Programs that some tests need, and the module that such a test imports `test` from. */
const programs = [
  {
    name: "nats-server",
    skips: nats.skipsNats,
    how: nats.HOW_TO_GET_IT,
    asks: /\/nats\/required\.ts"/,
  },
  {
    name: "Chromium",
    skips: chromium.skipsChromium,
    how: chromium.HOW_TO_GET_IT,
    asks: /\/browser\/required\.ts"/,
  },
  {
    name: "pseudo-terminal",
    skips: pty.skipsPty,
    how: pty.HOW_TO_GET_IT,
    asks: /\/pty\/required\.ts"/,
  },
] as const;

/** Says in the last lines of a report how many tests were skipped for want of a program. */
export default class OptionalReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const { name, skips, how, asks } of programs) {
      const skipped = skips ? modules.flatMap((module) => [...skippedIn(module, asks)]).length : 0;
      if (skipped === 0) continue;
      const what = skipped === 1 ? "1 test was" : `${skipped} tests were`;
      // oxlint-disable-next-line no-console -- a reporter writes its report
      console.log(`\n${what} skipped because there is no ${name}: ${how}.`);
    }
  }
}

/** The skipped tests of a file that asks for the program. */
function skippedIn(module: TestModule, asks: RegExp): Iterable<unknown> {
  const source = readFileSync(module.moduleId, "utf8");
  return asks.test(source) ? module.children.allTests("skipped") : [];
}
