import type { Delivery } from "../bus/index.ts";

/** Milliseconds for which a delivery belongs to one host without a sign of life, unless told. */
export const LEASE = 30_000;

/** Renewals in the time of one lease: one may come late or be lost without harm. */
const RENEWALS = 4;

/**
 * Renews leases by a timer of its own, so that a handler which waits for long keeps its request.
 * A host whose event loop stands still renews nothing, which is right: it does not work either.
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
