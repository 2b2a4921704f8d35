/**
 * Training runs as files describe them: data, network, objective, optimisation, in YAML. Start from
 * {@link io.tomodrift.learned.recipe.TrainingRecipe}, which lists the keys, and {@link
 * io.tomodrift.learned.recipe.TrainingRun}, which carries one out.
 */
package io.tomodrift.learned.recipe;
