package io.tomodrift.learned.recipe;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.learned.data.CaseSet;
import io.tomodrift.learned.data.pairs.SparseViewSet;
import io.tomodrift.learned.objective.DataTerm;
import io.tomodrift.learned.physics.PatchPhysics;
import io.tomodrift.learned.physics.PhysicsTerm;
import io.tomodrift.projectors.backend.Backend;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The term of the projections of a training run, if its recipe has one. */
final class TrainingPhysics implements AutoCloseable {

  private final Optional<PatchPhysics> physics;
  private final Optional<DataTerm> term;

  private TrainingPhysics(Optional<PatchPhysics> physics, Optional<DataTerm> term) {
    this.physics = physics;
    this.term = term;
  }

  /**
   * Reads the projections of the cases to learn from.
   *
   * @param backend stays the caller's
   */
  static TrainingPhysics open(
      TrainingRecipe recipe, CaseSet train, Backend backend, RunContext context)
      throws IOException {
    if (recipe.physics().isEmpty()) {
      return new TrainingPhysics(Optional.empty(), Optional.empty());
    }
    PatchPhysics physics =
        PatchPhysics.open(
            train,
            recipe.patches(),
            recipe.output(),
            SparseViewSet.of(recipe.data()).recipe().water(),
            backend,
            context);
    DataTerm term =
        new DataTerm(
            recipe.physics().get().weight(),
            (output, origins) -> {
              PhysicsTerm.Result found = physics.of(output, origins);
              double mean = Arrays.stream(found.values()).average().orElseThrow();
              return new DataTerm.Result(mean, found.gradient());
            });
    return new TrainingPhysics(Optional.of(physics), Optional.of(term));
  }

  Optional<DataTerm> term() {
    return term;
  }

  @Override
  public void close() {
    physics.ifPresent(PatchPhysics::close);
  }
}
