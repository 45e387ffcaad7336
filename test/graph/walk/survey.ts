import { surveyRepository } from "../../../graph/index.ts";
import { emptyDirectory, limits, write } from "../tree.ts";

/** For each entry below a directory why it was left out, or else the encoding that it is read in. */
export async function reasons(
  root: string,
  exclude: string[] = [],
): Promise<Record<string, string>> {
  const { snapshot } = await surveyRepository(root, { ...limits, exclude });
  return Object.fromEntries(
    snapshot.manifest.map((entry) => [entry.path, entry.reason ?? entry.encoding ?? ""]),
  );
}

/** Name, commit, origin and licence of a repository of these files. */
export async function identity(files: Record<string, string>, root = emptyDirectory()) {
  const { snapshot } = await surveyRepository(write(root, files), limits);
  return snapshot.repository;
}
