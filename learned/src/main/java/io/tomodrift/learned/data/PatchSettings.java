package io.tomodrift.learned.data;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What patches to draw; start from {@link #planes} or {@link #blocks}.
 *
 * @param batch samples in a mini-batch
 * @param slices slices of a patch: 1 for two-dimensional networks
 * @param side rows and columns of a patch
 * @param neighbours neighbouring slices, the patch's own in the middle, that are the input's
 *     channels: odd, 1 for none but its own; beyond the first and last slice the outermost is
 *     repeated. Two-dimensional patches only.
 * @param bodyShare share of the patches whose centre is drawn from the body; the others' is drawn
 *     from the whole image
 * @param flips whether columns and rows are reversed at random, each half of the time; safe for
 *     views spread evenly over a turn, whose mirror images are such views again
 * @param quarterTurns whether patches are turned by a random multiple of 90 degrees
 * @param affine random change of shape, bilinearly interpolated
 * @param realShare share of the patches from real subjects; empty to draw every case equally often
 */
public record PatchSettings(
    int batch,
    int slices,
    int side,
    int neighbours,
    double bodyShare,
    boolean flips,
    boolean quarterTurns,
    Optional<AffineJitter> affine,
    OptionalDouble realShare) {

  private static final double BODY_SHARE = 0.8;

  /** Checks the values. */
  public PatchSettings {
    if (batch < 1 || slices < 1 || side < 1) {
      throw new IllegalArgumentException(
          "a batch needs samples, slices and a side of 1 or more, got %d, %d and %d"
              .formatted(batch, slices, side));
    }
    if (neighbours < 1 || neighbours % 2 == 0) {
      throw new IllegalArgumentException(
          "neighbours must be odd, so that the slice itself is in the middle, got " + neighbours);
    }
    if (slices > 1 && neighbours > 1) {
      throw new IllegalArgumentException(
          "blocks of %d slices take no neighbours as channels, got %d"
              .formatted(slices, neighbours));
    }
    requireShare("bodyShare", bodyShare);
    requireShare("realShare", realShare.orElse(0));
    Objects.requireNonNull(affine, "affine");
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1], got " + share);
    }
  }

  /** Two-dimensional patches with flips, 80 % of them centred in the body. */
  public static PatchSettings planes(int batch, int side) {
    return blocks(batch, 1, side);
  }

  /** Three-dimensional patches with flips in the slice plane, 80 % centred in the body. */
  public static PatchSettings blocks(int batch, int slices, int side) {
    return new PatchSettings(
        batch, slices, side, 1, BODY_SHARE, true, false, Optional.empty(), OptionalDouble.empty());
  }

  /** The same with neighbouring slices as channels. */
  public PatchSettings withNeighbours(int count) {
    return new PatchSettings(
        batch, slices, side, count, bodyShare, flips, quarterTurns, affine, realShare);
  }

  /** The same with another share of patches centred in the body. */
  public PatchSettings withBodyShare(double share) {
    return new PatchSettings(
        batch, slices, side, neighbours, share, flips, quarterTurns, affine, realShare);
  }

  /** The same with or without flips, and with or without quarter turns. */
  public PatchSettings withFlips(boolean flipped, boolean turned) {
    return new PatchSettings(
        batch, slices, side, neighbours, bodyShare, flipped, turned, affine, realShare);
  }

  /** The same with a random change of shape. */
  public PatchSettings withAffine(AffineJitter jitter) {
    return new PatchSettings(
        batch,
        slices,
        side,
        neighbours,
        bodyShare,
        flips,
        quarterTurns,
        Optional.of(jitter),
        realShare);
  }

  /** The same with a fixed share of patches from real subjects. */
  public PatchSettings withRealShare(double share) {
    return new PatchSettings(
        batch,
        slices,
        side,
        neighbours,
        bodyShare,
        flips,
        quarterTurns,
        affine,
        OptionalDouble.of(share));
  }

  /** The same, every case as often as another, and nothing flipped or turned: for validation. */
  public PatchSettings withAnyCase() {
    return new PatchSettings(
        batch,
        slices,
        side,
        neighbours,
        bodyShare,
        false,
        false,
        Optional.empty(),
        OptionalDouble.empty());
  }
}
