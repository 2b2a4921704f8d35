package io.tomodrift.learned.data.pairs;

import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.CaseKind;
import io.tomodrift.phantoms.anatomy.AnatomyCase;
import io.tomodrift.projectors.Reconstructor;
import io.tomodrift.projectors.backend.Backend;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The same random body without (input) and with contrast medium (target), each scanned by a
 * simulated scanner with noise of its own and reconstructed from all views. The two are registered
 * by construction: between real scans patients breathe, here they do not.
 *
 * <p>The true concentration of iodine, mg/ml, is kept beside the pair. Measures: maeHu, bodyMaeHu,
 * and enhancedMaeHu where there is more than 1 mg/ml.
 *
 * <p><b>Physics</b>: as in {@link SparseViewPairs}; one energy, so no beam hardening by iodine.
 *
 * <p><b>Threading</b>: uses the threads of the context; not for concurrent use, as its backend. The
 * values do not depend on the number of threads.
 */
public final class ContrastPairs implements AutoCloseable {

  private final ContrastRecipe recipe;
  private final Backend backend;
  private final SimulatedScan scan;

  /**
   * Prepares.
   *
   * @param backend what projects; stays open and belongs to the caller
   */
  public ContrastPairs(ContrastRecipe recipe, Backend backend) {
    this.recipe = Objects.requireNonNull(recipe, "recipe");
    this.backend = Objects.requireNonNull(backend, "backend");
    scan = new SimulatedScan(recipe.geometry(), recipe.water(), recipe.noise(), backend);
  }

  /** How each body is made into a pair, for a {@link CaseCache}. */
  public List<PairMaker> makers(List<PhantomBody> bodies) {
    return bodies.stream().<PairMaker>map(body -> new Maker(this, body)).toList();
  }

  /**
   * Makes a pair.
   *
   * @param hu axial slices of square pixels without contrast medium
   * @param mgPerMl concentration of iodine on the same grid, mg/ml
   * @param nativeSeed of the noise without contrast medium
   * @param enhancedSeed of the noise with it
   * @return both reconstructions on the grid of {@code hu}, HU, and the concentration
   */
  public Pair make(
      Volume hu, Volume mgPerMl, long nativeSeed, long enhancedSeed, RunContext context) {
    if (hu.unit() != VolumeUnit.HU) {
      throw new FormatException(
          "contrast pairs are made of HU, this volume is in " + hu.unit().symbol());
    }
    Volume enhanced = recipe.enhancement().enhance(hu, mgPerMl);
    Reconstructor filtered = new FilteredBackprojection(recipe.fbp(), backend);
    Volume input = scan.reconstruct(filtered, scan.of(hu, nativeSeed, context), hu, context);
    Volume target =
        scan.reconstruct(filtered, scan.of(enhanced, enhancedSeed, context), hu, context);
    return new Pair(
        input,
        target,
        Optional.empty(),
        Optional.of(mgPerMl),
        PairMeasures.of(input, target, mgPerMl, context));
  }

  /** Releases the projector, not the backend. */
  @Override
  public void close() {
    scan.close();
  }

  private record Maker(ContrastPairs pairs, PhantomBody body) implements PairMaker {

    @Override
    public String id() {
      return body.id();
    }

    @Override
    public String subject() {
      return body.subject();
    }

    @Override
    public CaseKind kind() {
      return body.kind();
    }

    @Override
    public Map<String, Object> description() {
      return body.description();
    }

    @Override
    public Pair make(RunContext context) {
      ContrastRecipe recipe = pairs.recipe;
      AnatomyCase made = body.enhanced(recipe.enhancement(), context);
      return pairs.make(
          made.hu(),
          made.iodine().orElseThrow(),
          SparseViewPairs.noiseSeed(recipe.seed(), id() + " native"),
          SparseViewPairs.noiseSeed(recipe.seed(), id() + " enhanced"),
          context);
    }
  }
}
