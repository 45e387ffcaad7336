import { formatOrigin } from "./layers.ts";
import { valueAt, type LoadedConfig } from "./load.ts";
import { settings, type SettingKey } from "./settings.ts";

/** One line of `hindcast config show`. */
export interface ConfigRow {
  readonly key: SettingKey;
  /** Null for a setting that has no value. */
  readonly value: unknown;
  readonly origin: string;
}

/** Every setting with its value and where it came from, in the order of the settings table. */
export function showConfig({
  config,
  origins,
}: Pick<LoadedConfig, "config" | "origins">): ConfigRow[] {
  return settings.map(({ key }) => ({
    key,
    value: valueAt(config, key) ?? null,
    origin: formatOrigin(origins[key]),
  }));
}
