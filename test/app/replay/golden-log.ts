import { fileURLToPath } from "node:url";

/** A recorded log that today's agents follow, so that a test need not record one. */
export const GOLDEN_LOG = fileURLToPath(
  new URL("../../fixtures/golden/logs/hindcast.log-1-plain/log.hlog", import.meta.url),
);
