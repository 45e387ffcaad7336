import * as z from "zod";
import { HindcastError, TRAJECTORY_FORMAT, Trajectory, reasonOf } from "../../protocols/index.ts";
import { readPlain } from "../../runtime/files/index.ts";

/** Reads a trajectory. Throws OUTPUT_INVALID, or TRAJECTORY_INVALID with the place that is wrong. */
export async function readTrajectory(file: string): Promise<Trajectory> {
  let text: string;
  try {
    text = (await readPlain(file, { follow: true })).toString("utf8");
  } catch (error) {
    throw new HindcastError("OUTPUT_INVALID", `${file}: ${reasonOf(error)}`, { cause: error });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new HindcastError("TRAJECTORY_INVALID", `${file} is not JSON: ${reasonOf(error)}`, {
      cause: error,
    });
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (format !== TRAJECTORY_FORMAT) {
    const found = `${file} has the format ${JSON.stringify(format)}`;
    throw new HindcastError(
      "TRAJECTORY_INVALID",
      `${found}, this version reads ${TRAJECTORY_FORMAT}`,
    );
  }
  const parsed = Trajectory.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = z.prettifyError(parsed.error).split("\n").slice(0, 4).join("; ");
  throw new HindcastError("TRAJECTORY_INVALID", `${file}: ${problems}`);
}
