import type { Draft } from "../../protocols/index.ts";
import type { Bus } from "../../runtime/bus/index.ts";

/** A bus that also passes every message its log accepts to an observer. */
export function observedBus(bus: Bus, observe: (draft: Draft) => void): Bus {
  return {
    run: bus.run,
    publish: async (draft) => {
      const taken = await bus.publish(draft);
      if (taken) observe(draft);
      return taken;
    },
    mailbox: (address, receive, lost) => bus.mailbox(address, receive, lost),
    requests: (role, options, handle) => bus.requests(role, options, handle),
    sent: (address) => bus.sent(address),
    putBlob: (session, bytes) => bus.putBlob(session, bytes),
    getBlob: (session, ref) => bus.getBlob(session, ref),
    read: (filter) => bus.read(filter),
    release: (session) => bus.release(session),
    flush: () => bus.flush(),
    close: () => bus.close(),
  };
}
