import { expect, test } from "vitest";
import { createServices, loadActors } from "../../../app/actors/index.ts";
import { storeAsBlob } from "../../../agents/recorder/index.ts";
import { defaults } from "../../../runtime/config/index.ts";
import type { PoolReport } from "../../../scoring/pool/index.ts";

test("the state of a pool of scoring servers can be read while it works", async () => {
  const pools: (() => PoolReport)[] = [];
  const spec = "vllm:m@http://127.0.0.1:9";
  const services = createServices(await loadActors(), {
    config: { ...defaults, scorers: [spec] },
    keep: storeAsBlob(),
    env: {},
    roles: (role) => role === "scorer",
    onPool: (pool) => pools.push(() => pool.state()),
  });
  expect(pools.map((state) => state().endpoints)).toMatchObject([[{ answered: 0 }]]);
  for (const service of services) await service.close();
});
