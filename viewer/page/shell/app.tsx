import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { AboutAnswer, RunAnswer } from "../../contracts/index.ts";
import { DataPage } from "../data/index.ts";
import { PoolPage } from "../pool/index.ts";
import { ReplayPage } from "../replay/index.ts";
import { RepositoryPage } from "../repository/index.ts";
import { RunsPage } from "../runs/index.ts";
import { SearchPage } from "../search/index.ts";
import { TrajectoryPage } from "../trajectory/index.ts";
import { ask } from "./ask.ts";
import { Help } from "./help.tsx";
import { useKeys, type KeyBinding } from "./keys.ts";
import { hrefOf, route } from "./route.ts";
import { Awaited } from "./waiting.tsx";

/** What a page is given; without a run only pages that need none are there. */
interface PageProps {
  readonly about: AboutAnswer;
  readonly run: RunAnswer;
  readonly session: string;
}

interface PageEntry {
  readonly name: string;
  readonly title: string;
  readonly page: ComponentType<PageProps>;
  /** Needs a session to look at. */
  readonly ofSession: boolean;
}

const everyPage: readonly PageEntry[] = [
  { name: "runs", title: "Run", page: RunsPage, ofSession: false },
  { name: "trajectory", title: "Trajectory", page: TrajectoryPage, ofSession: true },
  { name: "search", title: "Search", page: SearchPage, ofSession: true },
  { name: "repository", title: "Repository", page: RepositoryPage, ofSession: true },
  { name: "replay", title: "Replay", page: ReplayPage, ofSession: false },
  { name: "pool", title: "Pool", page: PoolPage, ofSession: false },
  { name: "data", title: "Data", page: DataPage, ofSession: false },
];

/** In the place of a run where an export or a cluster alone is looked at. */
const NO_RUN: RunAnswer = {
  run: "",
  version: "",
  seed: 0,
  state: "ended",
  author: "",
  strategy: "",
  scorers: [],
  sessions: [],
};

/** The frame of every page: what is looked at, where one can go, and the page itself. */
export function App() {
  return (
    <Awaited asked={ask<AboutAnswer>("about").value}>
      {(about) =>
        about.pages.includes("runs") ? (
          <Awaited asked={ask<RunAnswer>("run").value}>
            {(run) => <Frame about={about} run={run} />}
          </Awaited>
        ) : (
          <Frame about={about} run={NO_RUN} />
        )
      }
    </Awaited>
  );
}

function Frame({ about, run }: Omit<PageProps, "session">) {
  const pages = everyPage.filter(({ name }) => about.pages.includes(name));
  const help = useSignal(false);
  const { page: name, params } = route.value;
  const session = params["session"] ?? run.sessions[0]?.session ?? "";
  const entry = pages.find((page) => page.name === name) ?? pages[0];
  const address = (page: PageEntry): string =>
    hrefOf(page.name, { session: page.ofSession ? session : params["session"] });
  const bindings: KeyBinding[] = [
    { keys: ["?"], does: "show or hide the keys", act: () => (help.value = !help.value) },
    ...pages.map((page, index) => ({
      keys: [String(index + 1)],
      does: `go to ${page.title}`,
      act: () => {
        location.hash = address(page);
      },
    })),
  ];
  useKeys(bindings);
  useEffect(() => {
    document.title = [entry?.title, session, "Hindcast"].filter(Boolean).join(" · ");
  });
  const Page = entry?.page;
  return (
    <>
      <a class="skip" href="#content" onClick={skipToContent}>
        Skip to the content
      </a>
      <header class="bar">
        <a class="brand" href={hrefOf(pages[0]?.name ?? "", {})}>
          Hindcast
        </a>
        <nav aria-label="Pages">
          {pages.map((page) => (
            <a
              key={page.name}
              href={address(page)}
              aria-current={page === entry ? "page" : undefined}
            >
              {page.title}
            </a>
          ))}
        </nav>
        <SessionChoice run={run} session={session} />
        <button
          type="button"
          class="quiet"
          aria-expanded={help.value}
          onClick={() => (help.value = !help.value)}
        >
          Keys <kbd>?</kbd>
        </button>
      </header>
      {help.value && <Help bindings={bindings} />}
      <main id="content" tabIndex={-1}>
        {Page && <Page key={session} about={about} run={run} session={session} />}
      </main>
    </>
  );
}

function SessionChoice({ run, session }: { readonly run: RunAnswer; readonly session: string }) {
  const { page } = route.value;
  if (run.sessions.length < 2) return <span class="session">{session}</span>;
  return (
    <select
      aria-label="Session"
      class="session"
      value={session}
      onChange={({ currentTarget }) => {
        location.hash = hrefOf(page, { session: currentTarget.value });
      }}
    >
      {run.sessions.map((entry) => (
        <option key={entry.session}>{entry.session}</option>
      ))}
    </select>
  );
}

function skipToContent(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("#content")?.focus();
}
