import { useEffect } from "preact/hooks";
import type { AboutAnswer, ClusterAnswer, PoolAnswer, RunAnswer } from "../../contracts/index.ts";
import { Awaited, ask, askAgain } from "../shell/index.ts";
import { Cluster } from "./cluster.tsx";
import { Services } from "./services.tsx";

/** Milliseconds between two looks. */
const REFRESH = 1000;

/** The cluster that works for runs, and what the services of this run did and do. */
export function PoolPage({
  about,
  run,
}: {
  readonly about: AboutAnswer;
  readonly run: RunAnswer;
  readonly session: string;
}) {
  const ofRun = about.pages.includes("runs");
  return (
    <div class="pool scroll" role="region" aria-label="Cluster and services" tabIndex={0}>
      {about.cluster && <LiveCluster />}
      {ofRun && <ServicesOfRun live={run.state === "running"} />}
    </div>
  );
}

function LiveCluster() {
  const asked = ask<ClusterAnswer>("cluster").value;
  useEffect(() => {
    const timer = setTimeout(() => void askAgain("cluster"), REFRESH);
    return () => clearTimeout(timer);
  }, [asked]);
  return <Awaited asked={asked}>{(cluster) => <Cluster cluster={cluster} />}</Awaited>;
}

function ServicesOfRun({ live }: { readonly live: boolean }) {
  const asked = ask<PoolAnswer>("pool").value;
  const growing = live || (asked.state === "there" && asked.value.reading);
  useEffect(() => {
    if (!growing) return undefined;
    const timer = setTimeout(() => void askAgain("pool"), REFRESH);
    return () => clearTimeout(timer);
  }, [growing, asked]);
  return <Awaited asked={asked}>{(pool) => <Services pool={pool} live={live} />}</Awaited>;
}
