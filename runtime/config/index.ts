export { formatOrigin, type ConfigFlags, type Origin } from "./layers.ts";
export { loadConfig, type LoadedConfig, type LoadOptions } from "./load.ts";
export {
  Config,
  LOG_LEVELS,
  SEARCH_STRATEGIES,
  defaults,
  hashedSettings,
  type LogLevel,
} from "./schema.ts";
export { Secret, readSecrets, type Secrets } from "./secret.ts";
export { settings, type SettingKey } from "./settings.ts";
export { showConfig, type ConfigRow } from "./show.ts";
export {
  formatForm,
  formatSpec,
  parseSpec,
  withoutCredentials,
  type Spec,
  type SpecForm,
} from "./spec.ts";
