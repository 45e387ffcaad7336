import { mkdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { recordedTrajectory } from "../../agents/recorder/index.ts";
import { LOG_FORMAT } from "../../protocols/index.ts";
import { EmbeddedBus } from "../../runtime/bus/index.ts";
import { defaults } from "../../runtime/config/index.ts";
import { openingOf } from "../../app/run/driver.ts";
import { executeRun } from "../../app/run/execute.ts";
import { loadRoster } from "../../app/run/roster.ts";
import { keepInDirectory } from "../../agents/recorder/index.ts";
import { createServices } from "../../app/run/services.ts";
import { planSessions } from "../../app/run/sessions.ts";
import { sessionSettings } from "../../app/run/settings.ts";
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
  const roster = await loadRoster([]);
  const sessions = planSessions([repository], place.at());
  const bus = await EmbeddedBus.create(directory, { run: name });
  await bus.publish(
    openingOf(name, {
      format: LOG_FORMAT,
      hindcast: "0.0.0",
      seed: config.seed,
      configuration: config,
      settings: sessionSettings(config),
      behaviours: roster.behaviours,
      sessions,
    }),
  );
  const summary = await executeRun({
    bus,
    roster,
    services: createServices(roster, { config, keep: keepInDirectory(directory), env: {} }),
    sessions,
    config,
    directory,
    watch: () => {},
    note: () => {},
    stop: new AbortController().signal,
    alwaysReplay,
  });
  expect(summary.sessions).toMatchObject([{ status: "done" }]);
  return readFile(recordedTrajectory(directory, sessions[0]!.session));
}

test("agents that are rebuilt from their mailbox behind every message come to the same result", async () => {
  const repository = await plant(place.at("repo"), counter);
  const lasting = await trajectory("lasting", repository, false);
  const rebuilt = await trajectory("rebuilt", repository, true);
  expect(rebuilt.equals(lasting)).toBe(true);
});
