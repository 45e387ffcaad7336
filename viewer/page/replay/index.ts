export { ReplayPage } from "./replay-page.tsx";
export { Json } from "./json.tsx";
