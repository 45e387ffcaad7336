/** Makes something else of an answer before it is sent. */
export type Change = (answer: unknown) => unknown;

/** Changes the value at a path such as `choices.0.index`; undefined takes it out. */
export function edit(path: string, change: (value: unknown) => unknown): Change {
  return (answer) => at(answer, path.split("."), change);
}

function at(value: unknown, path: readonly string[], change: Change): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value)) {
    if (!(Number(key) in value)) throw new Error(`nothing at ${path.join(".")}`);
    return value.map((each: unknown, index) =>
      index === Number(key) ? at(each, rest, change) : each,
    );
  }
  const fields = value as Record<string, unknown>;
  if (!(key in fields)) throw new Error(`nothing at ${path.join(".")}`);
  return { ...fields, [key]: at(fields[key], rest, change) };
}
