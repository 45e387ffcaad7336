import { nuid } from "@nats-io/transport-node";
import { Life, type NatsLink, blobStream, logStream } from "../../nats/index.ts";
import type { Released } from "../routing/index.ts";
import { Admissions, Answers, Hands, RoleConsumers } from "./requests/index.ts";
import { NatsBlobs } from "./blobs.ts";
import { CatchUp, Live, Mailboxes } from "./mailboxes/index.ts";
import { Control, ControlReader } from "./control/index.ts";
import { Lookup, type ReadingHost } from "./records/index.ts";
import { Publisher, type WhenFull, Writer } from "./publish/index.ts";
import type { RunInfo } from "./streams/index.ts";
import { Turns } from "./turns.ts";

/** What the bus itself knows and decides. */
export interface PartsHost {
  readonly released: Released;
  /** Requests behind this position were not handled before the connection came up. */
  fresh(): number;
  /** What a message published now has to wait for, if anything. */
  barrier(): Promise<unknown> | undefined;
  /** A session goes on that was over. */
  reopened(session: string): void;
  failed(error: unknown): void;
}

/** The parts of a bus, put together. */
export interface Parts extends ReadingHost {
  readonly writer: Writer;
  readonly control: Control;
  readonly reader: ControlReader;
  readonly answers: Answers;
  readonly hands: Hands;
  readonly turns: Turns;
  readonly publisher: Publisher;
  readonly live: Live;
  readonly mailboxes: Mailboxes;
  readonly consumers: RoleConsumers;
  readonly blobs: NatsBlobs;
}

export function assemble(
  link: NatsLink,
  run: string,
  info: RunInfo,
  host: PartsHost,
  whenFull: WhenFull,
): Parts {
  const stream = logStream(run);
  const life = new Life(link);
  const lookup = new Lookup(life, stream, info.replicas === 1);
  const reading = { life, run, stream, lookup };
  const writer = new Writer(life, whenFull);
  const control = new Control(lookup, (session) => host.reopened(session));
  const reader = new ControlReader({ ...reading, control });
  const answers = new Answers(life, stream, lookup, control);
  const hands = new Hands();
  const turns: Turns = new Turns(() => publisher.full);
  const publisher = new Publisher({
    run,
    process: nuid.next(),
    lookup,
    writer,
    control,
    answers,
    expired: (address) => hands.expired(address),
    inHand: (request) => hands.request(request),
    learn: () => reader.learn(),
    resumed: () => turns.resume(),
    barrier: () => host.barrier(),
  });
  const failed = (error: unknown): void => host.failed(error);
  const live = new Live(life, new CatchUp(life, run, stream, lookup, failed));
  const mailboxes = new Mailboxes({
    run,
    live,
    turns,
    control,
    damaged: ({ seq, subject }, { detail }) => {
      link.logger?.error({ seq, subject, error: detail }, "a record is no message; left out");
    },
  });
  const admissions = new Admissions({
    run,
    lookup,
    control,
    answers,
    reader,
    isReleased: (session) => host.released.has(session),
    fresh: () => host.fresh(),
  });
  const consumers = new RoleConsumers(life, run, info.lease, {
    link,
    turns,
    admit: (message) => admissions.admit(message),
    has: (id) => hands.has(id),
    taken: (delivery) => {
      const agent = hands.take(delivery);
      if (agent !== undefined) publisher.begin(agent);
    },
    left: (delivery) => hands.leave(delivery),
    failed,
  });
  const bytes = blobStream(run);
  const blobs = new NatsBlobs(
    run,
    writer,
    new Lookup(life, bytes, true),
    new Lookup(life, bytes, false),
  );
  return {
    ...reading,
    reader,
    writer,
    control,
    answers,
    hands,
    turns,
    publisher,
    live,
    mailboxes,
    consumers,
    blobs,
  };
}
