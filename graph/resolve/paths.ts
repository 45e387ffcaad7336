/** The directory of a path, `""` for the root. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** The last part of a path. */
export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A path relative to a directory, normalised; undefined when it leaves the root. */
export function joinInside(directory: string, relative: string): string | undefined {
  const parts = directory === "" ? [] : directory.split("/");
  for (const part of relative.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** The directories from the one of a path up to the root, `""` last. */
export function* ancestorsOf(path: string): Generator<string> {
  let directory = directoryOf(path);
  while (directory !== "") {
    yield directory;
    directory = directoryOf(directory);
  }
  yield "";
}

/** A path in a directory, without a leading slash for the root. */
export function within(directory: string, name: string): string {
  return directory === "" ? name : `${directory}/${name}`;
}
