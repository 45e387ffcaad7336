import { mkdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { storeInDirectory, recordedTrajectory } from "../../agents/recorder/index.ts";
import { createServices, loadActors } from "../../app/actors/index.ts";
import { openingMessage, runOpened, runSessions } from "../../app/run/index.ts";
import { planSessions } from "../../app/input/index.ts";
import { EmbeddedBus } from "../../runtime/bus/index.ts";
import { defaults } from "../../runtime/config/index.ts";
import { workplace } from "./command.ts";
import { counter, plant } from "./repositories.ts";

const place = workplace();
const config = { ...defaults, search: { ...defaults.search, evaluations: 6 } };

/** The trajectory of a run in this process. */
async function trajectory(
  name: string,
  repository: string,
  alwaysReplay: boolean,
): Promise<Buffer> {
  const directory = place.at(name);
  await mkdir(directory);
  const actors = await loadActors();
  const sessions = planSessions([repository], place.at());
  const bus = await EmbeddedBus.create(directory, { run: name });
  await bus.publish(openingMessage(name, runOpened(config, actors, sessions)));
  const summary = await runSessions({
    bus,
    actors,
    services: createServices(actors, { config, keep: storeInDirectory(directory), env: {} }),
    sessions,
    config,
    directory,
    observe: () => {},
    note: () => {},
    signal: new AbortController().signal,
    alwaysReplay,
  });
  expect(summary.sessions).toMatchObject([{ status: "done" }]);
  return readFile(recordedTrajectory(directory, sessions[0]!.session));
}

test("agents that are rebuilt from their mailbox after every message come to the same result", async () => {
  const repository = await plant(place.at("repo"), counter);
  const lasting = await trajectory("lasting", repository, false);
  const rebuilt = await trajectory("rebuilt", repository, true);
  expect(rebuilt.equals(lasting)).toBe(true);
});
