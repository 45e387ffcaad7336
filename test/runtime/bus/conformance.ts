import { afterEach, beforeEach, describe as anyDescribe } from "vitest";
import type { Bus } from "../../../runtime/bus/index.ts";
import { blobTests } from "./conformance/blobs.ts";
import type { BusHarness } from "./conformance/harness.ts";
import { mailboxTests } from "./conformance/mailboxes.ts";
import { logTests } from "./conformance/reading.ts";
import { requestTests } from "./conformance/requests.ts";
import { retryTests } from "./conformance/retries.ts";

/**
 * What every bus does. A new kind of bus is finished when these tests pass.
 *
 * @param describe another `describe`, for a bus that not every machine can run
 */
export function busConformance(
  name: string,
  harness: BusHarness,
  describe: typeof anyDescribe | typeof anyDescribe.skip = anyDescribe,
): void {
  describe(`bus: ${name}`, () => {
    let bus: Bus;
    beforeEach(async () => {
      bus = await harness.create();
    });
    afterEach(async () => {
      await bus.close();
      await harness.destroy();
    });
    const reopen = async (): Promise<void> => {
      bus = await harness.reopen(bus);
    };
    const current = (): Bus => bus;
    mailboxTests(current, reopen);
    requestTests(current, reopen);
    retryTests(current, reopen);
    logTests(current, reopen);
    blobTests(current, reopen);
  });
}
