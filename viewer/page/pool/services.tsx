import type { PoolAnswer, ServiceAnswer } from "../../contracts/index.ts";
import { Bars, durationText, numberText } from "../figures/index.ts";
import { Plain } from "../text/index.ts";

/** What each service of a run was asked and answered, over time. */
export function Services({ pool, live }: { readonly pool: PoolAnswer; readonly live: boolean }) {
  const agents = Object.entries(pool.agents);
  const slots = Math.max(0, ...pool.services.map(({ open_by_slot: open }) => open.length));
  return (
    <section class="services" aria-labelledby="services-title">
      <h1 id="services-title">
        Services of the run
        {live && <span class="tag tag-live">live</span>}
      </h1>
      <p class="aside">
        From {pool.last.toLocaleString("en")} messages of the log
        {pool.reading && ", which is still being read"}.{" "}
        {agents.length === 0
          ? "No agent is at work."
          : `At work: ${agents.map(([role, count]) => `${count} ${role}`).join(", ")}.`}{" "}
        A bar is {durationText(pool.slot_ms)}.
      </p>
      <div class="cards">
        {pool.services.map((service) => (
          <Service key={service.role} service={service} slot={pool.slot_ms} slots={slots} />
        ))}
      </div>
    </section>
  );
}

function Service({
  service,
  slot,
  slots,
}: {
  readonly service: ServiceAnswer;
  readonly slot: number;
  readonly slots: number;
}) {
  const { role, requests, open, answered, errors, tokens, cached, models } = service;
  const seconds = (slots * slot) / 1000;
  const perSecond = seconds > 0 ? tokens / seconds : 0;
  const failed = Object.values(errors).reduce((sum, count) => sum + count, 0);
  const padded = (values: readonly number[]): number[] =>
    Array.from({ length: slots }, (_none, index) => values[index] ?? 0);
  const most = Math.max(0, ...service.open_by_slot);
  return (
    <article class="card">
      <h2>
        <Plain text={role} />
      </h2>
      <dl class="pairs">
        <dt>requests</dt>
        <dd>
          {numberText(requests)}, {answered === requests ? "all" : numberText(answered)} answered
          {open > 0 && <b>, {numberText(open)} open</b>}
        </dd>
        <dt>time to answer</dt>
        <dd>
          median {durationText(service.median_ms)}, 90 % within {durationText(service.p90_ms)}
        </dd>
        {tokens > 0 && (
          <>
            <dt>tokens</dt>
            <dd>
              {numberText(tokens)}, {numberText(Math.round(perSecond))} a second
            </dd>
          </>
        )}
        {cached > 0 && (
          <>
            <dt>out of its cache</dt>
            <dd>{numberText(cached)} tokens</dd>
          </>
        )}
        {Object.keys(models).length > 0 && (
          <>
            <dt>{Object.keys(models).length === 1 ? "model" : "models"}</dt>
            <dd>
              <Plain
                text={Object.entries(models)
                  .map(([model, count]) => `${model} (${numberText(count)})`)
                  .join(", ")}
              />
            </dd>
          </>
        )}
      </dl>
      {failed > 0 && (
        <ul class="errors">
          {Object.entries(errors).map(([code, count]) => (
            <li key={code}>
              <b>✗ {numberText(count)}</b> <Plain text={code} />
            </li>
          ))}
        </ul>
      )}
      <figure class="series">
        <Bars values={padded(service.answers)} label={`Answers of ${role} over time`} />
        <figcaption>answers</figcaption>
      </figure>
      <figure class="series">
        <Bars
          values={padded(service.open_by_slot)}
          label={`Open requests to ${role} over time, ${most} at most`}
        />
        <figcaption>open requests, {numberText(most)} at most</figcaption>
      </figure>
    </article>
  );
}
