export { rubyLoadPath, type LoadPath } from "./load-path.ts";
