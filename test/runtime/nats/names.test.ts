import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatAddress } from "../../../protocols/index.ts";
import {
  liveSubject,
  mailboxFilter,
  messageSubject,
  requestFilter,
  senderFilter,
  traceparent,
} from "../../../runtime/nats/index.ts";

const keys = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 3000 }),
  fc.constantFrom("a.b", "*", ">", "a b", "\n", "é".repeat(2000), "~"),
);
const address = keys.map((key) => formatAddress({ session: "s-1", role: "coder", key }));

/** Whether a subject matches a filter, as the server sees it. */
function matches(subject: string, filter: string): boolean {
  const tokens = subject.split(".");
  const pattern = filter.split(".");
  if (pattern.at(-1) === ">") {
    pattern.pop();
    if (tokens.length <= pattern.length) return false;
    tokens.length = pattern.length;
  }
  return (
    tokens.length === pattern.length &&
    pattern.every((token, n) => token === "*" || token === tokens[n])
  );
}

test("every message has a legal subject, which its mailbox and its sender select", () => {
  fc.assert(
    fc.property(address, address, keys, (to, from, run) => {
      const subject = messageSubject(run, to, from);
      expect(subject).toMatch(/^hindcast(?:\.[A-Za-z0-9_=~-]+){5}$/);
      // One line of the protocol holds 4096 bytes, with the subject for the answer.
      expect(subject.length).toBeLessThan(3000);
      expect(matches(subject, mailboxFilter(run, to))).toBe(true);
      expect(matches(subject, senderFilter(run, from))).toBe(true);
      expect(liveSubject(subject)).toBe(subject.replace("hindcast.", "hindcast-live."));
    }),
  );
});

test("two mailboxes never share a subject", () => {
  fc.assert(
    fc.property(address, address, (one, two) => {
      expect(mailboxFilter("r", one) === mailboxFilter("r", two)).toBe(one === two);
    }),
  );
});

test("requests go to their role, spawns to theirs", () => {
  const service = messageSubject("r", "s-1/graph/pool", "s-1/main/main");
  const spawn = messageSubject("r", "s-1/spawn/coder", "s-1/main/main");
  expect(matches(service, requestFilter("r", "graph"))).toBe(true);
  expect(matches(spawn, requestFilter("r", "spawn/coder"))).toBe(true);
  expect(matches(spawn, requestFilter("r", "coder"))).toBe(false);
  expect(matches(service, requestFilter("r", "spawn/graph"))).toBe(false);
});

test("traceparent is as W3C Trace Context defines it, and the same in every process", () => {
  fc.assert(
    fc.property(keys, keys, keys, (run, session, id) => {
      const value = traceparent(run, session, id);
      expect(value).toMatch(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/);
      expect(traceparent(run, session, id)).toBe(value);
    }),
  );
  const [one, two] = ["a#0", "a#1"].map((id) => traceparent("r", "s", id).split("-"));
  expect(one?.[1]).toBe(two?.[1]);
  expect(one?.[2]).not.toBe(two?.[2]);
  expect(traceparent("r", "s", "a#0")).toBe(
    "00-95cb63649db25c54f7e2736d5b15ecc5-a090a256cb93456a-01",
  );
});
