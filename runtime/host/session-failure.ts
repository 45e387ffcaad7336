import {
  CONTROL_ADDRESS,
  formatAddress,
  isHindcastError,
  messageId,
  type HindcastError,
} from "../../protocols/index.ts";
import type { Bus } from "../bus/index.ts";
import { failureBody } from "./failure.ts";

/** Ends a session as failed in the name of the run, for a fault that its agents cannot report. */
export async function failSession(
  bus: Pick<Bus, "run" | "publish">,
  session: string,
  error: HindcastError,
): Promise<void> {
  // One sender for each session: two workers that find the same fault send the same message.
  const from = formatAddress({ session, role: "control", key: "watch" });
  try {
    await bus.publish({
      id: messageId(from, 0),
      run: bus.run,
      session,
      from,
      to: CONTROL_ADDRESS,
      kind: "session.failed",
      cause: null,
      body: failureBody(error),
    });
  } catch (failure) {
    // Another worker has published it.
    if (!isHindcastError(failure) || failure.code !== "LEASE_LOST") throw failure;
  }
}
