import type { Draft } from "../../protocols/index.ts";
import type { Bus } from "../../runtime/bus/index.ts";

/** A bus that shows what is published on it to somebody who only watches. */
export function observed(bus: Bus, watch: (draft: Draft) => void): Bus {
  return {
    run: bus.run,
    publish: (draft) => {
      watch(draft);
      return bus.publish(draft);
    },
    mailbox: (address, receive) => bus.mailbox(address, receive),
    requests: (role, options, handle) => bus.requests(role, options, handle),
    sent: (address) => bus.sent(address),
    putBlob: (bytes) => bus.putBlob(bytes),
    getBlob: (ref) => bus.getBlob(ref),
    read: (filter) => bus.read(filter),
    release: (session) => bus.release(session),
    flush: () => bus.flush(),
    close: () => bus.close(),
  };
}
