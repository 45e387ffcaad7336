import type { RefObject } from "preact";
import type { TrajectoryAnswer } from "../../contracts/index.ts";
import { refine, route } from "../shell/index.ts";
import { Plain } from "../text/index.ts";
import { filters } from "./filter.ts";

/** What is looked at, the search box over all texts, and the filters. */
export function Toolbar({
  trajectory,
  total,
  shown,
  search,
}: {
  readonly trajectory: TrajectoryAnswer;
  readonly total: number;
  readonly shown: number;
  readonly search: RefObject<HTMLInputElement | null>;
}) {
  const { params } = route.value;
  const { name, commit, licence, violations } = trajectory;
  return (
    <div class="toolbar">
      <h1>
        <Plain text={name} />
        <span class="aside">
          {commit !== null && <Plain text={` ${commit.slice(0, 10)}`} />}
          {licence !== null && <Plain text={` ${licence}`} />}
        </span>
      </h1>
      <input
        ref={search}
        type="search"
        placeholder="Search all texts"
        aria-label="Search all texts"
        value={params["find"] ?? ""}
        onInput={({ currentTarget }) => refine({ find: currentTarget.value })}
      />
      <select
        aria-label="Steps to show"
        value={params["show"] ?? "all"}
        onChange={({ currentTarget }) => refine({ show: currentTarget.value })}
      >
        {Object.entries(filters).map(([key, { title }]) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </select>
      <span class="aside" role="status">
        {shown === total ? `${total} steps` : `${shown} of ${total} steps`}
        {violations.length > 0 && `, ${violations.length} violations in plans`}
      </span>
      <span class="legend" aria-label="Legend">
        <span class="swatch swatch-trained" /> trained on
        <span class="swatch swatch-masked" /> masked
      </span>
    </div>
  );
}
