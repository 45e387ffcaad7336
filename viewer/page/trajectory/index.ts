export { TrajectoryPage } from "./trajectory-page.tsx";
