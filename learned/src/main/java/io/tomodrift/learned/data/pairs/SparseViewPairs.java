package io.tomodrift.learned.data.pairs;

import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.CaseKind;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.Reconstructor;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.iterative.IterativeReconstruction;
import io.tomodrift.sinograms.ViewSampling;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Scans slices with a simulated scanner and reconstructs them from all and from few views: the
 * input is the reconstruction from few, the target that from all, with the same noise and pixels,
 * and the same filter unless the input is made by iterations. The target is not the scanned image,
 * which no number of views gives back; what differs between the two is what the missing views cost.
 *
 * <p><b>Physics</b>: the scan happens at the full size of the body and of the scanner; patches are
 * cut later. Few views on a small image would be a milder problem: what matters is views against
 * pixels. The image is scanned on its own pixels, and outside it is air.
 *
 * <p><b>Threading</b>: uses the threads of the context; not for concurrent use, as its backend. The
 * values do not depend on the number of threads.
 */
public final class SparseViewPairs implements AutoCloseable {

  private final SparseViewRecipe recipe;
  private final Backend backend;
  private final SimulatedScan scan;

  /**
   * Prepares.
   *
   * @param backend what projects; stays open and belongs to the caller
   */
  public SparseViewPairs(SparseViewRecipe recipe, Backend backend) {
    this.recipe = Objects.requireNonNull(recipe, "recipe");
    this.backend = Objects.requireNonNull(backend, "backend");
    scan = new SimulatedScan(recipe.geometry(), recipe.water(), recipe.noise(), backend);
  }

  /** How each source is made into a pair, for a {@link CaseCache}. */
  public List<PairMaker> makers(List<? extends ImageSource> sources) {
    return sources.stream().<PairMaker>map(source -> new Maker(this, source)).toList();
  }

  /**
   * Makes a pair.
   *
   * @param hu axial slices of square pixels; below -1000 HU counts as air
   * @param noiseSeed of the noise
   * @return both reconstructions on the grid of {@code hu}, HU; measures maeHu and bodyMaeHu
   */
  public Pair make(Volume hu, long noiseSeed, RunContext context) {
    if (hu.unit() != VolumeUnit.HU) {
      throw new FormatException(
          "sparse-view pairs are made of HU, this volume is in " + hu.unit().symbol());
    }
    Sinogram full = scan.of(hu, noiseSeed, context);
    Sinogram few = ViewSampling.even(full, recipe.sparseViews());
    Reconstructor filtered = new FilteredBackprojection(recipe.fbp(), backend);
    Volume target = scan.reconstruct(filtered, full, hu, context);
    Volume input = scan.reconstruct(sparse().orElse(filtered), few, hu, context);
    return new Pair(
        input,
        target,
        recipe.sinogramKept() ? Optional.of(few) : Optional.empty(),
        PairMeasures.of(input, target, context));
  }

  private Optional<Reconstructor> sparse() {
    return recipe
        .iterative()
        .map(solver -> new IterativeReconstruction(solver, 1, ProjectorModel.JOSEPH, backend));
  }

  /** Releases the projector, not the backend. */
  @Override
  public void close() {
    scan.close();
  }

  /** The seed of a case's noise: cases of other names have other noise. */
  static long noiseSeed(long seed, String id) {
    return Long.parseUnsignedLong(Digests.ofText(seed + " " + id).substring(0, 16), 16);
  }

  private record Maker(SparseViewPairs pairs, ImageSource source) implements PairMaker {

    @Override
    public String id() {
      return source.id();
    }

    @Override
    public String subject() {
      return source.subject();
    }

    @Override
    public CaseKind kind() {
      return source.kind();
    }

    @Override
    public Map<String, Object> description() {
      return source.description();
    }

    @Override
    public Pair make(RunContext context) throws IOException {
      long seed = noiseSeed(pairs.recipe.seed(), id());
      return pairs.make(source.hu(context), seed, context);
    }
  }
}
