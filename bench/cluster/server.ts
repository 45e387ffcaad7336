import { NatsBus } from "../../runtime/bus/nats/index.ts";
import { connectNats } from "../../runtime/nats/index.ts";
import { NatsServer } from "../../test/nats/server.ts";

/** What all measurements share: a server of their own and a way to runs on it. */
export interface Bench {
  /** A bus with its own connection, on a run that is created if it does not exist. */
  readonly bus: (run: string, roles?: readonly string[]) => Promise<NatsBus>;
  readonly url: string;
}

/** Measures on a server that is started for it and gone afterwards. */
export async function withServer<T>(measure: (bench: Bench) => Promise<T>): Promise<T> {
  const server = await NatsServer.start({ jetstream: "max_file_store: 4GB" });
  const closers: (() => Promise<void>)[] = [];
  const bus = async (run: string, roles: readonly string[] = []): Promise<NatsBus> => {
    const link = await connectNats({ servers: server.url });
    const opened = await NatsBus.create(link, { run, lease: 30_000, roles });
    closers.push(async () => {
      await opened.close();
      await link.close();
    });
    return opened;
  };
  try {
    return await measure({ bus, url: server.url });
  } finally {
    for (const close of closers) await close();
    await server.remove();
  }
}
