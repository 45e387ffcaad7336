import type { RefObject } from "preact";
import type { TrajectoryAnswer } from "../../contracts/index.ts";
import { refine, route } from "../shell/index.ts";
import { Plain } from "../text/index.ts";
import { filters, gains } from "./filter.ts";

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
      <Choice name="show" label="Steps to show" first="all" of={filters} />
      <Choice name="gain" label="Files to show by their gain" first="any" of={gains} />
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

/** One of several ways to see less, kept in the address. */
function Choice({
  name,
  label,
  first,
  of,
}: {
  readonly name: string;
  readonly label: string;
  readonly first: string;
  readonly of: Readonly<Record<string, { readonly title: string }>>;
}) {
  return (
    <select
      aria-label={label}
      value={route.value.params[name] ?? first}
      onChange={({ currentTarget }) => refine({ [name]: currentTarget.value })}
    >
      {Object.entries(of).map(([key, { title }]) => (
        <option key={key} value={key}>
          {title}
        </option>
      ))}
    </select>
  );
}
