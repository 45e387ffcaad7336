import { expect, test } from "vitest";
import { modes } from "../../bench/models/chat-server/index.ts";
import { survive } from "../../bench/models/survival.ts";
import { workplace } from "../cli/command.ts";

const place = workplace();
const repositories = ["picocolors", "atomic-sleep", "siginfo"].map(
  (name) => `node_modules/${name}`,
);

// The modes one by one: `npm run bench -- survival`.
test("all modes together at 20 % of the requests: a run ends, and holds nothing but thoughts", async () => {
  const survived = await survive({
    repositories,
    out: place.at("out"),
    modes: modes.filter(({ fate }) => fate !== "adapted"),
    strategy: "none",
    interruptAfter: 8,
    env: { XDG_STATE_HOME: place.at("state"), XDG_CACHE_HOME: place.at("cache") },
  });
  expect(survived.summary.sessions.map(({ status }) => status)).toEqual(["done", "done", "done"]);
  expect(survived.faulty).toBeGreaterThan(3);
  expect(survived.thoughts).toBeGreaterThan(5);
  expect(survived).toMatchObject({ markers: [], findings: [], unlisted: [], repeated: 0 });
}, 180_000);
