/** Trainings from recipe to model, at a size that takes seconds. */
package io.tomodrift.learned.recipe;
