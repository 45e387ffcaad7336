export { exportRecipe, type Recipe, type RecipeOptions } from "./recipe.ts";
export { TRAINERS, type Trainer } from "./training.ts";
