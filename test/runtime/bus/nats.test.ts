import { NatsBus } from "../../../runtime/bus/nats/index.ts";
import { connectNats, type NatsLink } from "../../../runtime/nats/index.ts";
import { describe } from "../../nats/required.ts";
import { NatsServer } from "../../nats/server.ts";
import { busConformance } from "./conformance.ts";
import { LEASE } from "./conformance/harness.ts";
import { RUN } from "./parts.ts";

let server: NatsServer;
let link: NatsLink;

busConformance(
  "nats",
  {
    async create() {
      // A server for each test: a new one may bring messages of a stream back that was deleted and
      // made again at once.
      server = await NatsServer.start();
      link = await connectNats({ servers: server.url });
      const roles = ["graph", "author", "spawn/main", "spawn/coder"];
      return NatsBus.create(link, { run: RUN, lease: LEASE, roles });
    },
    async reopen(bus) {
      await bus.close();
      return NatsBus.open(link, { run: RUN });
    },
    async destroy() {
      await link.close();
      await server.remove();
    },
  },
  describe,
);
