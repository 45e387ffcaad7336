import { nuid } from "@nats-io/transport-node";
import { ConnectionScope, type NatsLink, blobStream, logStream } from "../../nats/index.ts";
import type { ReleasedSessions } from "../routing/index.ts";
import { Admissions, AnsweredIds, HeldRequests, RoleConsumers } from "./requests/index.ts";
import { NatsBlobs } from "./blobs.ts";
import { CatchUp, LiveFeed, NatsMailboxes } from "./mailboxes/index.ts";
import { Control, ControlReader } from "./control/index.ts";
import { RecordLookup, reportDamaged, type LogReaderHost } from "./records/index.ts";
import { Publisher, type WhenFull, RecordWriter } from "./publish/index.ts";
import type { RunInfo } from "./streams/index.ts";
import { TaskQueue } from "../task-queue.ts";

/** What the bus itself knows and decides. */
export interface BusPartsHost {
  readonly released: ReleasedSessions;
  /** Requests after this position were not handled before the connection was established. */
  fresh(): number;
  /** What a message published now has to wait for, if anything. */
  barrier(): Promise<unknown> | undefined;
  /** Called when a session that had ended continues. */
  reopened(session: string): void;
  failed(error: unknown): void;
}

/** The parts of a bus, put together. */
export interface BusParts extends LogReaderHost {
  readonly writer: RecordWriter;
  readonly control: Control;
  readonly reader: ControlReader;
  readonly answered: AnsweredIds;
  readonly held: HeldRequests;
  readonly tasks: TaskQueue;
  readonly publisher: Publisher;
  readonly live: LiveFeed;
  readonly mailboxes: NatsMailboxes;
  readonly consumers: RoleConsumers;
  readonly blobs: NatsBlobs;
}

export function assemble(
  link: NatsLink,
  run: string,
  info: RunInfo,
  host: BusPartsHost,
  whenFull: WhenFull,
): BusParts {
  const stream = logStream(run);
  const scope = new ConnectionScope(link);
  const lookup = new RecordLookup(scope, stream, info.replicas === 1);
  const reading = { scope, run, stream, lookup };
  const writer = new RecordWriter(scope, whenFull);
  const control = new Control(lookup, (session) => host.reopened(session));
  const reader = new ControlReader({ ...reading, control });
  const answered = new AnsweredIds(scope, stream, lookup, control);
  const held = new HeldRequests();
  const tasks: TaskQueue = new TaskQueue(() => publisher.full);
  const publisher = new Publisher({
    run,
    process: nuid.next(),
    lookup,
    writer,
    control,
    answered,
    expired: (address) => held.expired(address),
    heldRequest: (request) => held.request(request),
    readControl: () => reader.readUpTo(),
    resumed: () => tasks.resume(),
    barrier: () => host.barrier(),
  });
  const failed = (error: unknown): void => host.failed(error);
  const live = new LiveFeed(scope, new CatchUp(scope, run, stream, lookup, failed));
  const mailboxes = new NatsMailboxes({
    run,
    live,
    tasks,
    control,
    damaged: reportDamaged(link),
  });
  const admissions = new Admissions({
    run,
    lookup,
    control,
    answered,
    reader,
    isReleased: (session) => host.released.has(session),
    fresh: () => host.fresh(),
    damaged: reportDamaged(link),
  });
  const consumers = new RoleConsumers(scope, run, info.lease, {
    link,
    tasks,
    admit: (message) => admissions.admit(message),
    has: (id) => held.has(id),
    taken: (delivery) => {
      const agent = held.add(delivery);
      if (agent !== undefined) publisher.begin(agent);
    },
    left: (delivery) => held.remove(delivery),
    failed,
  });
  const bytes = blobStream(run);
  const blobs = new NatsBlobs({
    run,
    link,
    writer,
    direct: new RecordLookup(scope, bytes, true),
    leader: new RecordLookup(scope, bytes, false),
  });
  return {
    ...reading,
    reader,
    writer,
    control,
    answered,
    held,
    tasks,
    publisher,
    live,
    mailboxes,
    consumers,
    blobs,
  };
}
