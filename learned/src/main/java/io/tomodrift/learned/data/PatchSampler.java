package io.tomodrift.learned.data;

import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.learned.data.Normalisation.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Random patches of cases in memory, at the same place in input and target, normalised by volume.
 *
 * <p><b>Shape</b>: planes {@code [batch][neighbours][side][side]} with targets of one channel;
 * blocks {@code [batch][1][slices][side][side]}.
 *
 * <p><b>Where</b>: a case is drawn, then the voxel the patch is centred on; a patch that would
 * leave the image is moved inside. With a random change of shape the part read is larger than the
 * patch, and what is beyond the image is its rim continued.
 *
 * <p><b>Threading</b>: safe for any number of threads with a random source each; a batch depends on
 * that source alone.
 */
public final class PatchSampler implements PatchSource {

  private final PatchSettings settings;
  private final List<Loaded> real = new ArrayList<>();
  private final List<Loaded> phantoms = new ArrayList<>();
  private final List<Loaded> all = new ArrayList<>();

  private record Loaded(
      String id,
      FloatStack input,
      FloatStack target,
      Scale toInput,
      Scale toTarget,
      BodyIndex body) {}

  /**
   * Finds the body of every case and fits the normalisations.
   *
   * @param cases what to draw from
   * @param input how inputs become a network's values
   * @param target how targets do
   * @param context its memory budget must hold the cases
   * @throws IllegalArgumentException if there is no case, or one is smaller than a patch, or a
   *     share of real subjects is asked for where there are none, or no others
   * @throws ResourceException if the cases exceed the memory budget
   */
  public PatchSampler(
      CaseSet cases,
      Normalisation input,
      Normalisation target,
      PatchSettings settings,
      RunContext context) {
    this.settings = Objects.requireNonNull(settings, "settings");
    requireMemory(cases, context);
    for (TrainingCase one : cases.cases()) {
      context.checkCancelled();
      requireSize(one);
      FloatStack in = one.input().stack();
      FloatStack out = one.target().stack();
      Loaded loaded =
          new Loaded(one.id(), in, out, input.fit(in), target.fit(out), new BodyIndex(one.body()));
      all.add(loaded);
      (one.kind() == CaseKind.REAL ? real : phantoms).add(loaded);
    }
    requireCases();
  }

  /** Values, a bit a voxel for the body, and the sorting of a percentile. */
  private static void requireMemory(CaseSet cases, RunContext context) {
    long bytes = cases.bytes() + cases.bytes() / 32;
    if (bytes > context.memoryBudgetBytes()) {
      throw new ResourceException(
          "%d cases take %.2f GB, the memory budget is %.2f GB; use fewer cases or give more memory"
              .formatted(cases.cases().size(), bytes * 1e-9, context.memoryBudgetBytes() * 1e-9));
    }
  }

  private void requireSize(TrainingCase one) {
    FloatStack stack = one.target().stack();
    if (stack.slices() < settings.slices()
        || stack.rows() < settings.side()
        || stack.columns() < settings.side()) {
      throw new IllegalArgumentException(
          "case %s is %d x %d x %d, smaller than a patch of %d x %d x %d; use smaller patches"
              .formatted(
                  one.id(),
                  stack.slices(),
                  stack.rows(),
                  stack.columns(),
                  settings.slices(),
                  settings.side(),
                  settings.side()));
    }
  }

  private void requireCases() {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there is no case to draw patches from");
    }
    double share = settings.realShare().orElse(-1);
    if ((share > 0 && real.isEmpty()) || (share >= 0 && share < 1 && phantoms.isEmpty())) {
      throw new IllegalArgumentException(
          "a share of %s of real subjects cannot be drawn from %d real and %d phantom cases"
              .formatted(share, real.size(), phantoms.size()));
    }
  }

  @Override
  public Patches next(SplittableRandom random) {
    int side = settings.side();
    int slices = settings.slices();
    int channels = settings.neighbours();
    int plane = side * side;
    float[] input = new float[settings.batch() * channels * slices * plane];
    float[] target = new float[settings.batch() * slices * plane];
    List<PatchOrigin> origins = new ArrayList<>();
    for (int sample = 0; sample < settings.batch(); sample++) {
      Loaded chosen = choose(random);
      PatchPlace place = place(chosen, random);
      if (place.exact()) {
        origins.add(place.origin(chosen.id, side));
      }
      for (int s = 0; s < slices; s++) {
        int at = (sample * slices + s) * plane;
        place.read(chosen.target, place.slice() + s, side, chosen.toTarget, target, at);
      }
      int inputSlices = channels * slices; // one of the two is 1
      for (int k = 0; k < inputSlices; k++) {
        int from = place.slice() + k - channels / 2;
        int inside = Math.max(0, Math.min(chosen.input.slices() - 1, from));
        int at = (sample * inputSlices + k) * plane;
        place.read(chosen.input, inside, side, chosen.toInput, input, at);
      }
    }
    return new Patches(input, target, shape(channels), shape(1), origins);
  }

  private long[] shape(int channels) {
    long batch = settings.batch();
    long side = settings.side();
    return settings.slices() == 1
        ? new long[] {batch, channels, side, side}
        : new long[] {batch, channels, settings.slices(), side, side};
  }

  private Loaded choose(SplittableRandom random) {
    List<Loaded> from = all;
    if (settings.realShare().isPresent()) {
      from = random.nextDouble() < settings.realShare().getAsDouble() ? real : phantoms;
    }
    return from.get(random.nextInt(from.size()));
  }

  private PatchPlace place(Loaded from, SplittableRandom random) {
    FloatStack stack = from.target;
    int plane = stack.rows() * stack.columns();
    boolean inBody = random.nextDouble() < settings.bodyShare() && from.body.count() > 0;
    int voxel =
        inBody
            ? from.body.voxel(random.nextInt(from.body.count()))
            : random.nextInt(stack.slices() * plane);
    int slice = first(voxel / plane, settings.slices(), stack.slices());
    int row = first(voxel % plane / stack.columns(), settings.side(), stack.rows());
    int column = first(voxel % stack.columns(), settings.side(), stack.columns());
    double middle = (settings.side() - 1) / 2.0;
    return new PatchPlace(
        slice, row + middle, column + middle, map(random), settings.affine().isEmpty());
  }

  /** First index of a patch centred on {@code centre}, moved inside. */
  private static int first(int centre, int size, int count) {
    return Math.max(0, Math.min(count - size, centre - size / 2));
  }

  private PlaneMap map(SplittableRandom random) {
    PlaneMap map = PlaneMap.IDENTITY;
    if (settings.flips()) {
      map = PlaneMap.flips(random.nextBoolean(), random.nextBoolean());
    }
    if (settings.quarterTurns()) {
      map = PlaneMap.quarterTurns(random.nextInt(4)).after(map);
    }
    return settings.affine().isPresent() ? settings.affine().get().draw(random).after(map) : map;
  }
}
