export { RepositoryPage } from "./repository-page.tsx";
