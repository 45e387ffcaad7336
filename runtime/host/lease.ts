import type { Delivery } from "../bus/index.ts";

/** Default lease of a delivery in milliseconds: it expires unless it is renewed. */
export const LEASE = 30_000;

/** Renewals in the time of one lease: one may come late or be lost without harm. */
const RENEWALS = 4;

/**
 * Renews leases with a timer, so that a handler that waits for a long time keeps its request.
 * A host whose event loop is blocked renews nothing, which is right: it does not work either.
 *
 * @param lease in milliseconds
 * @param held deliveries to renew
 */
export function renewals(
  lease: number,
  held: () => Iterable<Pick<Delivery, "working">>,
): { close(): void } {
  const timer = setInterval(() => {
    for (const delivery of held()) delivery.working();
  }, lease / RENEWALS);
  timer.unref();
  return { close: () => clearInterval(timer) };
}
